"""Writes of the desk, each by a person who may."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from footing.accounts.models import Person
from footing.booking import services as booking
from footing.booking.models import Booking
from footing.core.matching import Criterion
from footing.desk.access import Staff
from footing.practice import house, queries
from footing.practice import services as practice
from footing.practice.models import Inquiry, Therapist
from footing.practice.services import DoneError
from footing.vault import access, links


def cancel(*, staff: Staff, found: Booking) -> Booking:
    """Give a booking up for a caller; the guest's mail goes out as for their own."""
    _record(staff, found, "cancel")
    return booking.cancel(code=found.code, token=links.token(found), by="practice")


def move(*, staff: Staff, found: Booking, start: Any) -> Booking:
    """Take another time for a caller. Raises the errors of booking."""
    _record(staff, found, "move")
    return booking.move(code=found.code, token=links.token(found), start=start, by="practice")


def save_profile(*, therapist: Therapist, values: dict[str, Any], said: dict[str, Any]) -> None:
    """Write a therapist's public profile, and show it to visitors or not. `said`: columns by which people find them."""
    changed = {name: value for name, value in values.items() if name != "fee"}
    changed.update(said, fee_minor=int(values["fee"] * 100))
    changed["is_listed"] = values["is_listed"] and not therapist.has_left
    Therapist.objects.filter(pk=therapist.pk).update(**changed)


def set_weights(*, staff: Staff, weights: Mapping[Criterion, float]) -> None:
    """Write how much each criterion counts. Raises PermissionError for whoever does not run the practice."""
    if not staff.manager:
        raise PermissionError
    house.set_fit_weights(weights={name.value: int(weight) for name, weight in weights.items()})


def set_practice(*, values: dict[str, Any]) -> None:
    """Write the practice and give it the types of appointment that a new one begins with."""
    with transaction.atomic():
        house.set_practice(**values)
        booking.seed_types()


def _record(staff: Staff, found: Booking, action: str) -> None:
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action=action, purpose="appointment"
    )


def take(*, staff: Staff, found: Inquiry, owner: Person) -> None:
    """Say whose an inquiry is to answer. Raises DoneError."""
    _note(staff, found, "assign")
    practice.assign(inquiry=found, owner=owner, by=staff.person.id)


def answer(*, staff: Staff, found: Inquiry, text: str) -> None:
    """Answer an inquiry in the way that they allowed. Raises DoneError."""
    _note(staff, found, "answer")
    practice.answer(inquiry=found, text=text, by=staff.person.id)


def close(*, staff: Staff, found: Inquiry, reason: str) -> None:
    """End an inquiry without a booking. Raises DoneError."""
    _note(staff, found, "close")
    practice.close(inquiry=found, reason=reason, by=staff.person.id)


def convert(*, staff: Staff, found: Inquiry, wish: booking.Wish, zone: str) -> Booking:
    """Book for whoever wrote, under their name and the ways that they allowed; their words stay behind.

    The inquiry is the request's key: two who book for the same person at once make one booking. Raises
    DoneError, and the errors of booking.
    """
    _note(staff, found, "book")
    if queries.state(found) in queries.DONE:
        raise DoneError
    guest = booking.Guest(name=found.name, zone=zone, **found.contact)
    body = f"{wish.type}|{wish.start.isoformat()}|{wish.mode}|{wish.therapist}".encode()
    done = booking.book(wish=wish, guest=guest, repeat=booking.Repeat(f"inquiry:{found.id}", body))
    try:
        practice.convert(inquiry=found, booking=done.booking.id, by=staff.person.id)
    except DoneError:
        booking.cancel(code=done.booking.code, token=done.token, by="practice")
        raise
    return done.booking


def _note(staff: Staff, found: Inquiry, action: str) -> None:
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="inquiry", action=action, purpose="intake"
    )
