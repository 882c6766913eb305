"""What somebody says who waits for a time. What for, with whom and how comes from the first screen's form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking import guests
from footing.booking.waiting import wishes
from footing.calendars.forms import DAYS
from footing.practice.mail import spoken
from footing.practice.reach import CONTACT, REACH, ReachForm


class WaitForm(ReachForm):
    """Days, times of the day, for how long, and a safe way to be reached."""

    days = forms.TypedMultipleChoiceField(
        label=_("Which days suit you?"), help_text=_("None ticked means any day."), required=False, coerce=int,
        choices=list(enumerate(DAYS)), widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose days from the list.")},
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("Which times of the day?"), help_text=_("None ticked means any time."), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _("Choose times from the list.")},
    )  # fmt: skip
    weeks = forms.TypedChoiceField(
        label=_("How long shall we look?"), coerce=int, widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long we shall look."), "invalid_choice": _("Choose one from the list."),
        },
    )  # fmt: skip
    field_order = ("days", "parts", "weeks", *REACH)

    def __init__(self, *args: Any, mode: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mode = mode
        self._choices("parts", [(id, part["label"]) for id, part in wishes.parts().items()])
        self._choices("weeks", list(wishes.lengths().items()))
        self.fields["weeks"].initial = 4

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.mode == "phone" and self.ways_are_right() and not found.get("phone"):
            self.add_error("phone", _("You chose a talk by phone. Write the number we should call."))
        return found

    def guest(self, zone: str) -> guests.Guest:
        """The guest that these answers describe."""
        said = {name: self.cleaned_data[name] for name in ("name", *CONTACT)}
        return guests.Guest(zone=zone, language=spoken(), **said)

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        field.choices = choices
