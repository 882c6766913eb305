"""At the desk: whether somebody came, whether a mail reached them, and counts of times to which nobody came."""

from typing import Any

from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.queries import bookings
from footing.booking.reminders import missed, queries
from footing.desk.access import Staff
from footing.outbox import failures
from footing.practice.mail import may_mail
from footing.vault import access


def context(found: Booking) -> dict[str, Any]:
    """What the page of a booking shows of it; no address."""
    past = found.start <= timezone.now() and not bookings.is_cancelled(found)
    return {
        "coming": queries.will_come(found), "missed": queries.did_not_come(found), "can_miss": past,
        "undelivered": failures.of(found.holder), "may_write": may_mail(found),
    }  # fmt: skip


def mark(*, staff: Staff, found: Booking, write: bool) -> None:
    """Say that they did not come. Raises InvalidError."""
    _record(staff, found)
    missed.mark(booking=found, by=staff.person.id, write=write)


def take_back(*, staff: Staff, found: Booking) -> None:
    """They did come."""
    _record(staff, found)
    missed.take_back(booking=found)


def _record(staff: Staff, found: Booking) -> None:
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action="answer", purpose="appointment"
    )
