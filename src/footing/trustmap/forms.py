"""The pages of the room as forms; neutral field names, bounded lines."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.practice import typed
from footing.trustmap import queries, services
from footing.trustmap.queries import MOST

NAME, LINE = 60, 120
LONG = {"max_length": _("That is a little long. %(limit_value)d letters fit.")}


class PageForm(forms.Form):
    """One page: its fields, what was said before, and how it is kept."""

    def __init__(self, data: Mapping[str, Any] | None, *, state: dict[str, Any]) -> None:
        super().__init__(data)
        self.build(state)

    def build(self, state: dict[str, Any]) -> None:
        """Add the fields, filled in from the state."""

    def keep(self, state: dict[str, Any]) -> None:
        """Put the valid answers into the state."""

    def line(self, name: str, value: str, most: int, **options: Any) -> None:
        """Add one line of text of at most `most` letters."""
        own = options.pop("error_messages", {})
        self.fields[name] = forms.CharField(
            max_length=most,
            initial=value,
            error_messages={**LONG, **own},
            validators=[typed.one_line],
            **options,
        )


class NameForm(PageForm):
    """`n`: a name."""

    def build(self, state: dict[str, Any]) -> None:
        own = queries.part(state)
        required = _("Write a name or a nickname. If there is no one, press “No one comes to mind”.")
        name = own.get("who", "") if queries.of_person(state) else ""
        self.line("n", name, NAME, error_messages={"required": required})

    def keep(self, state: dict[str, Any]) -> None:
        services.keep_name(state, name=self.cleaned_data["n"])


class NoneForm(PageForm):
    """`p`: what stands in place of a person; `n`: a few words for it."""

    def build(self, state: dict[str, Any]) -> None:
        own, choose = queries.part(state), _("Pick one of the four.")
        self.fields["p"] = forms.ChoiceField(
            choices=[(path["id"], path["label"]) for path in queries.words()["none"]["path"]],
            initial=own.get("path"),
            error_messages={"required": choose, "invalid_choice": choose},
        )
        self.line("n", "" if queries.of_person(state) else own.get("who", ""), NAME, required=False)

    def keep(self, state: dict[str, Any]) -> None:
        services.keep_path(state, path=self.cleaned_data["p"], word=self.cleaned_data["n"])


class ThingsForm(PageForm):
    """`t`: ticked things; `o0` to `o2`: own words. One to three in all."""

    def build(self, state: dict[str, Any]) -> None:
        own = queries.part(state)
        self.fields["t"] = forms.MultipleChoiceField(
            choices=[(q.id, q.label) for q in queries.qualities(state)],
            required=False,
            initial=own.get("things", []),
            error_messages={"invalid_choice": _("Tick some of these, or write your own below.")},
        )
        lines = [*own.get("own", []), "", "", ""]
        for n in range(MOST):
            self.line(f"o{n}", lines[n], LINE, required=False)

    def clean(self) -> dict[str, Any]:
        """One to three things in all."""
        if not self.errors:
            count = len(self.cleaned_data["t"]) + len(self._own())
            if count == 0:
                self.add_error("t", _("Tick one thing, or write one of your own."))
            elif count > MOST:
                self.add_error("t", _("Three fit in the picture. Keep the three that matter most."))
        return self.cleaned_data

    def keep(self, state: dict[str, Any]) -> None:
        services.keep_things(state, things=self.cleaned_data["t"], own=self._own())

    def _own(self) -> list[str]:
        return [line for n in range(MOST) if (line := self.cleaned_data.get(f"o{n}"))]


class OthersForm(PageForm):
    """`w0` to `w2`: who else does each thing; any may stay empty."""

    def build(self, state: dict[str, Any]) -> None:
        model = queries.model(state)
        self.things = model.things if model else ()
        for n, thing in enumerate(self.things):
            self.line(f"w{n}", thing.other, NAME, required=False)

    def keep(self, state: dict[str, Any]) -> None:
        services.keep_others(
            state, others={t.key: self.cleaned_data[f"w{n}"] for n, t in enumerate(self.things)}
        )


FORMS = {"name": NameForm, "none": NoneForm, "things": ThingsForm, "others": OthersForm}


def page_form(page: str, state: dict[str, Any], data: Mapping[str, Any] | None = None) -> PageForm:
    """The form of a page. Raises KeyError for a page without one."""
    return FORMS[page](data, state=state)
