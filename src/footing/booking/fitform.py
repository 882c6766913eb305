"""The questions by which somebody finds who fits. None has to be answered, and none takes free text."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from footing.booking.forms import MODE_WORDS, zone_choices
from footing.core.matching import Criterion, Seeker
from footing.design import saying
from footing.practice import fit
from footing.practice.models import Therapist

LIST = {"invalid_choice": _("Choose from the list.")}
ANY = ("", _("Does not matter"))
HARD = (
    Criterion.LANGUAGE, Criterion.MODE, Criterion.HOURS, Criterion.PREFERENCE, Criterion.FEE, Criterion.ACCESS,
    Criterion.INTERPRETER,
)  # fmt: skip


class FitForm(forms.Form):
    """What matters to somebody in whom they talk to; `seeker` is what the answers come to."""

    needs = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=LIST
    )
    language = forms.ChoiceField(label=_("In which language?"), required=False, error_messages=LIST)
    mode = forms.ChoiceField(
        label=_("How would you like to meet?"), required=False, widget=forms.RadioSelect, error_messages=LIST,
        choices=[ANY, *MODE_WORDS.items()], initial="",
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label=_("Which days suit you?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(n), name) for n, name in WEEKDAYS.items()], error_messages=LIST,
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("At what time of day?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=LIST,
    )
    tz = forms.ChoiceField(
        label=_("Your time zone"), help_text=_("Times are shown in this zone."), required=False,
        error_messages={"invalid_choice": _("Choose a zone from the list.")},
    )  # fmt: skip
    fee = forms.DecimalField(
        required=False, min_value=0, max_value=10000, decimal_places=2,
        help_text=_("For fifty minutes. The first short talk costs nothing."),
        error_messages={name: _("Write a sum in digits, such as 90.") for name in (
            "invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")},
    )  # fmt: skip
    access = forms.MultipleChoiceField(
        label=_("What do you need to be there?"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=LIST,
    )  # fmt: skip
    interpreter = forms.BooleanField(label=_("I need an interpreter, spoken or signed"), required=False)
    musts = forms.MultipleChoiceField(
        label=_("What of this must be so?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The rest counts as “would be good”."), error_messages=LIST,
        choices=[(name, fit.NAMES[name]) for name in HARD],
    )  # fmt: skip

    def __init__(self, *args: Any, team: list[Therapist], zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        words = fit.words()
        languages = sorted({language for t in team for language in t.languages})
        currencies = sorted(t.fee_currency for t in team if t.fee_currency)
        self.currency = max(currencies, key=currencies.count, default="")
        self.zone = zone
        self.groups = {f"like_{group.id}": group.id for group in words.groups}
        for name, group in zip(self.groups, words.groups, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=group.label, help_text=group.hint, required=False, error_messages=LIST,
                choices=[ANY, *group.choices.items()],
            )  # fmt: skip
        self._choices("needs", list(words.themes.items()))
        self._choices("language", [ANY, *((name, capfirst(saying.language(name))) for name in languages)])
        self._choices("parts", list(words.parts.items()))
        self._choices("access", list(words.access.items()))
        self._choices("tz", zone_choices(zone, str(self.data.get("tz", "")) if self.is_bound else ""))
        self.fields["tz"].initial = zone
        self.fields["fee"].label = _("The most you can pay, in %(currency)s") % {"currency": self.currency}

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        field.choices = choices

    def clean_tz(self) -> str:
        return self.cleaned_data["tz"] or self.zone

    def opened(self) -> bool:
        """Whether something was said, or is wrong, in the part of the page that is folded."""
        names = (*self.groups, "fee", "access", "interpreter")
        return any(self[name].errors or self[name].value() for name in names)

    def seeker(self) -> Seeker:
        """What the answers come to. Days without a time of day are whole days, and the other way round."""
        said = self.cleaned_data
        fee = said["fee"]
        return seeker_of(
            {
                "needs": said["needs"], "languages": [said["language"]] if said["language"] else [],
                "modes": [said["mode"]] if said["mode"] else [], "days": [int(day) for day in said["days"]],
                "parts": said["parts"],
                "preferences": {group: said[name] for name, group in self.groups.items() if said[name]},
                "most_fee": None if fee is None else int(fee * 100), "access": said["access"],
                "interpreter": said["interpreter"], "musts": said["musts"],
            },
            currency=self.currency,
        )  # fmt: skip


def seeker_of(said: dict[str, Any], *, currency: str) -> Seeker:
    """A seeker from answers as the content file writes them too; what is left out does not matter."""
    days, parts = said.get("days", []), said.get("parts", [])
    every = list(fit.words().parts)
    times = [f"{day}-{part}" for day in days or range(7) for part in parts or every] if days or parts else []
    return Seeker(
        needs=frozenset(said.get("needs", ())),
        languages=frozenset(said.get("languages", ())),
        modes=frozenset(said.get("modes", ())),
        times=frozenset(times),
        preferences=frozenset(said.get("preferences", {}).items()),
        most_fee=said.get("most_fee"),
        currency=currency,
        access=frozenset(said.get("access", ())),
        interpreter=bool(said.get("interpreter")),
        musts=frozenset(Criterion(name) for name in said.get("musts", ())),
    )
