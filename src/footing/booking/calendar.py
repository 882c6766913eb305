"""Neutral calendar entries (RFC 5545): a time and the word "Appointment", for guests and for therapists."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from footing.booking.models import Booking
from footing.booking.queries import bookings

FILE_NAME = "time.ics"
# How often a program that reads a therapist's address should come again.
AGAIN = timedelta(minutes=15)


def entry(booking: Booking, *, cancelled: bool, now: datetime) -> str:
    """The booking as an iCalendar text, for one's own calendar."""
    return _text(_calendar(), [_event(booking, _("Appointment"), _now(booking, cancelled), now=now)])


def for_mail(booking: Booking, *, cancelled: bool) -> str | None:
    """The entry that goes along with a mail (RFC 6047), or None where the guest did not ask for one.

    The same UID each time; SEQUENCE rises with each change, so that a calendar knows which is the newest.
    """
    contact = booking.contact
    if not contact.get("calendar"):
        return None
    event = _event(booking, _("Appointment"), _now(booking, cancelled), now=timezone.now())
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    event.add(
        "attendee",
        vCalAddress(f"mailto:{contact['email']}"),
        parameters={"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"},
    )
    calendar = _calendar()
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    return _text(calendar, [event])


def of_therapist(rows: Iterable[Booking], *, now: datetime) -> str:
    """Appointments for a therapist's own calendar, which may lie with anybody: when, and how one meets."""
    modes = {
        "video": _("Appointment, video"), "phone": _("Appointment, phone"), "in-person": _("Appointment, in person"),
    }  # fmt: skip
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("name", _("Appointments"))
    calendar.add("x-wr-calname", _("Appointments"))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    events = [
        _event(row, modes[row.mode], _status(getattr(row, "requested", False)), now=now) for row in rows
    ]
    for event in events:
        event.add("transp", "OPAQUE")
    return _text(calendar, events)


def _event(booking: Booking, summary: str, status: str, *, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{booking.id}@{urlsplit(settings.FOOTING_URL).hostname}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", booking.start.astimezone(UTC))
    event.add("dtend", booking.end.astimezone(UTC))
    event.add("summary", summary)
    event.add("sequence", booking.version - 1)
    event.add("class", "PRIVATE")
    event.add("status", status)
    return event


def _now(booking: Booking, cancelled: bool) -> str:
    return "CANCELLED" if cancelled else _status(bookings.is_requested(booking))


def _status(requested: bool) -> str:
    return "TENTATIVE" if requested else "CONFIRMED"


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Footing//EN")
    calendar.add("version", "2.0")
    return calendar


def _text(calendar: Calendar, events: list[Event]) -> str:
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()
