"""The five parts, and the text, as forms with neutral names; what was typed comes back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from footing.talk import queries
from footing.talk.say.parts import Parts, words
from footing.talk.say.queries import context
from footing.talk.wrong import long, wrong

PART, WORD, LONGEST = 400, 60, 1800


class PartsForm(forms.Form):
    """`w`: what happened, `f`: feelings, `g`: one in own words, `n`: need, `r`: request. One of them at least."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, about: int, parts: Parts | None = None
    ) -> None:
        super().__init__(data)
        own, w, fits = parts or Parts(), words()["form"], words()["for"][context(about)]
        self.about = about
        self.fields["w"] = _text(w["happened"], fits["happened"], own.happened)
        self.fields["f"] = forms.MultipleChoiceField(
            label=w["felt"], help_text=w["felt_hint"], choices=queries.feelings(), required=False,
            initial=list(own.feelings), widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": wrong("choose")},
        )  # fmt: skip
        self.fields["g"] = forms.CharField(
            label=w["feeling"], max_length=WORD, required=False, initial=own.feeling, error_messages=long()
        )
        self.fields["n"] = _text(w["need"], fits["need"], own.need)
        self.fields["r"] = _text(w["request"], fits["request"], own.request)

    def clean_f(self) -> list[str]:
        """At most as many as fit into a sentence."""
        chosen: list[str] = self.cleaned_data["f"]
        if len(chosen) > words()["feelings_most"]:
            raise forms.ValidationError(wrong("three"))
        return chosen

    def clean(self) -> dict[str, Any]:
        """Something has to be there."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("w", wrong("nothing"))
        return self.cleaned_data

    def parts(self) -> Parts:
        """What was typed, of a valid form."""
        d = self.cleaned_data
        return Parts(d["w"], tuple(d["f"]), d["g"], d["n"], d["r"])


class TextForm(forms.Form):
    """`s`: the text as the person wants it, with its lines."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, text: str = "") -> None:
        super().__init__(data)
        self.fields["s"] = forms.CharField(
            label=words()["read"]["label"], max_length=LONGEST, widget=forms.Textarea, initial=text,
            error_messages={**long(), "required": wrong("nothing")},
        )  # fmt: skip

    def clean_s(self) -> str:
        """The text with its lines, however the browser ended them."""
        return "\n".join(str(self.cleaned_data["s"]).splitlines())


def hidden(about: int, parts: Parts, card: UUID | None) -> list[tuple[str, str]]:
    """The parts as they travel from page to page, so that nothing has to be kept for it."""
    fields = [
        ("about", str(about)),
        ("c", str(card) if card else ""),
        ("w", parts.happened),
        ("g", parts.feeling),
    ]
    return [*fields, ("n", parts.need), ("r", parts.request), *(("f", one) for one in parts.feelings)]


def _text(label: str, hint: str, own: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=PART, widget=forms.Textarea, required=False, initial=own,
        error_messages=long(),
    )  # fmt: skip
