"""Forms and words for calendars kept elsewhere."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from footing.calendars.outside import public, troubles
from footing.calendars.outside.models import LIMITS, USUAL_LIMIT
from footing.calendars.outside.reading import MOST
from footing.practice import typed

# Why a calendar could not be read, and what to do.
WORDS: dict[str, tuple[Promise, Promise]] = {
    troubles.REFUSED: (
        _("This is no public address that we may read."),
        _("Use the address that the calendar gives for sharing by link. It begins with https."),
    ),
    troubles.NO_ANSWER: (
        _("The calendar's server did not answer."),
        _("This often passes by itself. If it goes on, check whether the address still works."),
    ),
    troubles.SLOW: (
        _("The calendar's server took too long."),
        _("This often passes by itself. If it goes on, share a smaller calendar."),
    ),
    troubles.GONE: (
        _("The calendar's server says that there is no such calendar, or that it is not shared."),
        _("Make a new secret address in that calendar. Add it here, and take this one away."),
    ),
    troubles.ANSWER: (
        _("The calendar's server gave an answer that we do not understand."),
        _("Check the address. It should lead to the calendar itself, not to a page about it."),
    ),
    troubles.LARGE: (
        _("The calendar is larger than five megabytes."),
        _("Share only the months to come, or a calendar of its own for busy times."),
    ),
    troubles.NO_CALENDAR: (
        _("What came was not a whole calendar."),
        _("Check that the address or the file is an iCalendar one. Its name often ends in .ics."),
    ),
    troubles.TOO_MUCH: (
        _("The calendar has an entry that comes again far too often."),
        _("Look for one that repeats every minute or has no end, and take it out there."),
    ),
}
LIMIT_WORDS = dict(zip(LIMITS, (_("6 hours"), _("a day"), _("three days"), _("a week")), strict=True))


def name_field() -> forms.CharField:
    """What a therapist calls a calendar."""
    return forms.CharField(
        label=_("What you call it"), max_length=60, validators=[typed.one_line],
        help_text=_("Such as: home, or clinic on Thursdays. Only you see it."),
        error_messages={"required": _("Write a short name, so that you can tell your calendars apart.")},
    )  # fmt: skip


class LimitForm(forms.Form):
    """For how long hours stay open while a calendar cannot be read."""

    limit = forms.TypedChoiceField(
        label=_("If it cannot be read, offer no times after"), coerce=int, initial=USUAL_LIMIT,
        choices=list(LIMIT_WORDS.items()), error_messages={"invalid_choice": _("Choose a time from the list.")},
    )  # fmt: skip


class AddressForm(LimitForm):
    """A calendar to read again and again."""

    name = name_field()
    address = forms.CharField(
        label=_("Its secret address"), max_length=public.LONGEST,
        help_text=_("Begins with https or webcal. In most calendars it is under sharing or publishing."),
        error_messages={"required": _("Paste the address of the calendar.")},
    )  # fmt: skip
    field_order = ("name", "address", "limit")

    def clean_address(self) -> str:
        typed_in = str(self.cleaned_data["address"])
        address = f"https{typed_in[6:]}" if typed_in.lower().startswith("webcal:") else typed_in
        try:
            public.parted(address)
        except troubles.TroubleError as error:
            raise forms.ValidationError(str(WORDS[error.kind][1])) from error
        return address


class FileForm(forms.Form):
    """A calendar to read once."""

    name = name_field()
    file = forms.FileField(
        label=_("The file"), help_text=_("An .ics file of at most 5 MB. It is read at once and not kept."),
        error_messages={
            "required": _("Choose a file."), "empty": _("This file is empty. Choose another."),
            "invalid": _("Choose a file."), "missing": _("Choose a file."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        # Two forms of one page have a name each; their labels must not point at the same field.
        super().__init__(*args, **{"auto_id": "file_%s", **options})

    def content(self) -> bytes:
        """What was sent, and one byte more than is taken at most."""
        return bytes(self.cleaned_data["file"].read(MOST + 1))
