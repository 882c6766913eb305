"""Writes of the desk, each by a person who may."""

from typing import Any

from django.db import transaction

from footing.booking import codes
from footing.booking import services as booking
from footing.booking.models import Booking
from footing.desk.access import Staff
from footing.practice import services as practice
from footing.practice.models import Therapist
from footing.vault import access


def cancel(*, staff: Staff, found: Booking) -> Booking:
    """Give a booking up for a caller; the guest's mail goes out as for their own."""
    _record(staff, found, "cancel")
    return booking.cancel(code=found.code, token=codes.token(found.id, found.link_version), by="practice")


def move(*, staff: Staff, found: Booking, start: Any) -> Booking:
    """Take another time for a caller. Raises the errors of booking."""
    _record(staff, found, "move")
    return booking.move(
        code=found.code, token=codes.token(found.id, found.link_version), start=start, by="practice"
    )


def save_profile(*, therapist: Therapist, values: dict[str, Any]) -> None:
    """Write a therapist's public profile, and show it to visitors or not."""
    changed = {name: value for name, value in values.items() if name != "fee"}
    changed["fee_minor"] = int(values["fee"] * 100)
    Therapist.objects.filter(pk=therapist.pk).update(**changed)


def set_practice(*, values: dict[str, Any]) -> None:
    """Write the practice and give it the types of appointment that a new one begins with."""
    with transaction.atomic():
        practice.set_practice(**values)
        booking.seed_types()


def _record(staff: Staff, found: Booking, action: str) -> None:
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action=action, purpose="appointment"
    )
