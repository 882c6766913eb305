"""Forms of the way to an appointment. What a guest says is checked again by the service."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking import guests, kinds, services
from footing.booking.models import MODES, AppointmentType
from footing.design import content
from footing.practice.mail import spoken
from footing.practice.models import Therapist
from footing.practice.reach import CONTACT, REACH, ReachForm

MODE_WORDS = {
    "video": _("Video, in your browser"),
    "phone": _("Phone, we call you"),
    "in-person": _("In person"),
}


# A token of 128 bits in base 32.
TOKEN_LENGTH = 26


def zone_choices(*also: str) -> list[tuple[str, str]]:
    """Time zones for a list: (name, words), with any further zone that is asked for."""
    known = [
        (zone, words)
        for group in content.table("booking/zones.toml")["group"]
        for zone, words in group["zones"]
    ]
    names = {name for name, _words in known}
    extra = [(zone, zone.replace("_", " ")) for zone in also if zone in guests.zones() and zone not in names]
    return [*extra, *known]


class FindForm(forms.Form):
    """What for, with whom, how to meet, and the visitor's time zone."""

    type = forms.ChoiceField(
        label=_("What would you like?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you would like."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    who = forms.ChoiceField(
        label=_("With whom?"),
        required=False,
        error_messages={
            "invalid_choice": _("This person is not in the list. Choose another, or whoever is free.")
        },
    )
    mode = forms.ChoiceField(
        label=_("How would you like to meet?"),
        widget=forms.RadioSelect,
        choices=[(mode, MODE_WORDS[mode]) for mode, _name in MODES],
        error_messages={
            "required": _("Choose how to meet."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    tz = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Times are shown in this zone."),
        error_messages={
            "required": _("Choose your time zone."),
            "invalid_choice": _("Choose a zone from the list."),
        },
    )

    def __init__(
        self, *args: Any, types: list[AppointmentType], team: list[Therapist], zone: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.team = {t.slug: t for t in team}
        self.types = {t.id: t for t in types}
        self._choices("type", [(t.id, kinds.said(t.name), kinds.said(t.summary)) for t in types])
        self._choices("who", [("", _("Whoever is free")), *((t.slug, t.name) for t in team)])
        asked = str(self.data.get("tz", "")) if self.is_bound else ""
        self._choices("tz", zone_choices(zone, asked))
        self.fields["tz"].initial = zone

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        field.choices = [choice[:2] for choice in choices]
        field.options = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        kind, mode = self.types.get(found.get("type", "")), found.get("mode")
        chosen = self.team.get(found.get("who", ""))
        team = [chosen] if chosen else self.team.values()
        if kind and mode and mode not in kind.modes:
            self.add_error("mode", _("This talk is not offered in this way. Choose another way to meet."))
        elif mode and team and not any(mode in therapist.modes for therapist in team):
            sentence = _("%(name)s does not meet this way. Choose another way, or whoever is free.")
            nobody = _("Nobody in the team meets this way. Choose another way to meet.")
            self.add_error("mode", sentence % {"name": chosen.name} if chosen else nobody)
        return found


class DetailsForm(ReachForm):
    """Whoever books: nothing that is not needed."""

    lines = ("message",)

    message = forms.CharField(
        label=_("Anything we should know before?"),
        help_text=_("Not needed. You can say it in person."),
        required=False,
        max_length=guests.MESSAGE_LENGTH,
        widget=forms.Textarea,
    )
    calendar = forms.BooleanField(
        label=_("Send an entry for my calendar along with each mail"),
        help_text=_(
            "It says “Appointment” and the time. Your calendar may show it on your other devices, or to others."
        ),
        required=False,
    )
    earlier = forms.CharField(
        label=_("Code and second part of the time you have"),
        help_text=_("Or its whole private link. Leave it empty if this is your first."),
        required=False,
        max_length=300,
    )
    joint_code = forms.CharField(
        label=_("Did somebody hand you a code?"),
        help_text=_("Type it here, so that we know you two belong together. Leave it empty if not."),
        required=False,
        max_length=20,
    )
    field_order = (*REACH, "message")

    def __init__(self, *args: Any, together: bool, mode: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mode = mode
        if not together:
            del self.fields["joint_code"]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.mode == "phone" and self.ways_are_right() and not found.get("phone"):
            self.add_error("phone", _("You chose a talk by phone. Write the number we should call."))
        if self.ways_are_right() and (sentence := guests.wrong_entry(found)):
            self.add_error("calendar", sentence)
        return found

    def pair(self) -> services.Pair | None:
        """What was typed of an earlier time: the last 26 signs are its token, whatever stands between the two."""
        typed = re.sub(r"[\W_]", "", self.cleaned_data["earlier"].rpartition("#")[2])
        return services.Pair(typed[:-TOKEN_LENGTH], typed[-TOKEN_LENGTH:]) if typed else None

    def guest(self, zone: str) -> guests.Guest:
        """The guest that these answers describe."""
        said = {name: self.cleaned_data[name] for name in ("name", "message", "calendar", *CONTACT)}
        return guests.Guest(zone=zone, language=spoken(), **said)


def known_zone(name: str, fallback: str) -> ZoneInfo:
    """The zone of that name, else the fallback."""
    return ZoneInfo(name if name in guests.zones() else fallback)
