"""A neutral calendar entry for one's own calendar (RFC 5545)."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from footing.booking.models import Booking
from footing.booking.queries import bookings

FILE_NAME = "time.ics"


def entry(booking: Booking, *, cancelled: bool, now: datetime) -> str:
    """The booking as an iCalendar text: a time and the word "Appointment", nothing else."""
    event = Event()
    event.add("uid", f"{booking.id}@{settings.FOOTING_URL.split('://')[1].split(':')[0]}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", booking.start.astimezone(UTC))
    event.add("dtend", booking.end.astimezone(UTC))
    event.add("summary", _("Appointment"))
    event.add("sequence", booking.version - 1)
    event.add("class", "PRIVATE")
    kept = "TENTATIVE" if bookings.is_requested(booking) else "CONFIRMED"
    event.add("status", "CANCELLED" if cancelled else kept)
    calendar = Calendar()
    calendar.add("prodid", "-//Footing//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()
