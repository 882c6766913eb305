"""The form of what the practice says of booking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking.models import HouseRules
from footing.practice import typed


class BookingRulesForm(forms.Form):
    """What the practice says of booking."""

    open_per_person = forms.IntegerField(
        label=_("Times that one person may have ahead"), min_value=1, max_value=50,
        help_text=_("Counted for those who show with a code that an earlier time is theirs. Others are not known."),
        error_messages={"invalid": _("Write a whole number, such as 3.")},
    )  # fmt: skip
    late_hours = forms.IntegerField(
        label=_("Giving up is late from, hours before"), min_value=0, max_value=336,
        help_text=_("0 says nothing of it."),
        error_messages={"invalid": _("Write a whole number of hours, such as 24.")},
    )  # fmt: skip
    late_words = forms.CharField(
        label=_("What it means then, in your words"), max_length=300, required=False, widget=forms.Textarea,
        help_text=_("It stands on the page before people book, and where they give up. Nobody is kept from giving up."),
    )  # fmt: skip

    def clean_late_words(self) -> str:
        text: str = self.cleaned_data["late_words"].strip()
        if sentence := typed.wrong_text(text, most=300):
            raise forms.ValidationError(sentence)
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("late_hours") and "late_words" in found and not found["late_words"]:
            self.add_error("late_words", _("Say what it means, or set the hours to 0."))
        return found

    @classmethod
    def initial_of(cls, rules: HouseRules) -> dict[str, object]:
        """The form's values for the rules as they are saved."""
        return {name: getattr(rules, name) for name in cls.base_fields}
