"""What a therapist says of themselves so that people find them, and how much each thing counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.core.matching import Criterion
from footing.practice import fit
from footing.practice.models import Therapist

UNSAID = ("", _("Not said"))
LIST = {"invalid_choice": _("Choose from the list.")}
WEIGHTS = (
    ("0", _("not at all")), ("1", _("a little")), ("2", _("some")), ("3", _("much")), ("4", _("most")),
)  # fmt: skip


class FitFields(forms.Form):
    """Part of the profile. What is left as "not said" is shown to nobody and counts neither for nor against."""

    fee_lowest = forms.DecimalField(
        label=_("Lowest fee that you ask of anybody"), min_value=0, max_value=10000, decimal_places=2, required=False,
        help_text=_("The same as the fee, if there is no lower one. Empty: not said."),
        error_messages={"invalid": _("Write the fee as 120.00.")},
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label=_("What your talks are often about"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Visitors who tick the same find you sooner. None: not said."), error_messages=LIST,
    )  # fmt: skip
    takes_interpreter = forms.ChoiceField(
        label=_("May an interpreter join a talk?"), required=False, error_messages=LIST,
        choices=[UNSAID, ("yes", _("Yes")), ("no", _("No"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = fit.words()
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ChoiceField)  # noqa: S101 (narrows the type)
        themes.choices = list(words.themes.items())
        for group in words.groups:
            self.fields[f"says_{group.id}"] = _choice(group.desk, group.choices.items())
        for id, label in words.access.items():
            self.fields[f"access_{id}"] = _choice(label, [("yes", _("Yes")), ("no", _("No"))])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        fee, lowest = found.get("fee"), found.get("fee_lowest")
        if fee is not None and lowest is not None and lowest > fee:
            self.add_error("fee_lowest", _("The lowest fee cannot be above the fee."))
        return found

    def said(self) -> dict[str, Any]:
        """The columns of a therapist that these answers fill."""
        found, words = self.cleaned_data, fit.words()
        lowest = found["fee_lowest"]
        says = {group.id: found[f"says_{group.id}"] for group in words.groups}
        features = {id: found[f"access_{id}"] for id in words.access}
        return {
            "fee_lowest_minor": None if lowest is None else int(lowest * 100),
            "themes": found["themes"],
            "says": {group: said for group, said in says.items() if said},
            "access_features": {id: said == "yes" for id, said in features.items() if said},
            "takes_interpreter": _KNOWN[found["takes_interpreter"]],
        }

    @staticmethod
    def said_by(therapist: Therapist) -> dict[str, Any]:
        """The form's values for a therapist as they are saved."""
        lowest = therapist.fee_lowest_minor
        return {
            "fee_lowest": "" if lowest is None else f"{lowest / 100:.2f}",
            "themes": therapist.themes,
            "takes_interpreter": _WRITTEN[therapist.takes_interpreter],
            **{f"says_{group}": said for group, said in therapist.says.items()},
            **{f"access_{id}": _WRITTEN[has] for id, has in therapist.access_features.items()},
        }


_KNOWN = {"": None, "yes": True, "no": False}
_WRITTEN = {known: word for word, known in _KNOWN.items()}


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[UNSAID, *choices], error_messages=LIST)


class WeightsForm(forms.Form):
    """How much each criterion counts, 0 to 4."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in Criterion:
            self.fields[name.value] = forms.ChoiceField(
                label=fit.NAMES[name], choices=WEIGHTS, error_messages={**LIST, "required": LIST["invalid_choice"]}
            )  # fmt: skip

    def weights(self) -> dict[Criterion, float]:
        """As the core takes them."""
        return {name: float(self.cleaned_data[name.value]) for name in Criterion}
