"""Writes of the desk, each by a person who may."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from footing.accounts.models import Person
from footing.booking import services as booking
from footing.booking.models import Booking
from footing.calendars import holidays
from footing.core.matching import Criterion
from footing.desk import apart
from footing.desk.access import Staff
from footing.practice import house, queries
from footing.practice import services as practice
from footing.practice.models import Inquiry, Therapist
from footing.practice.services import DoneError
from footing.vault import access, links


def book(
    *, staff: Staff, wish: booking.Wish, guest: booking.Guest, hold: UUID | None, joint_code: str,
    repeat: booking.Repeat | None,
) -> booking.Booked:  # fmt: skip
    """Book for a caller. Mail goes out only where they allowed it. Raises the errors of booking."""
    done = booking.book(
        wish=wish, guest=guest, hold=hold, joint_code=joint_code, repeat=repeat, by="practice"
    )
    if not done.repeated:
        _record(staff, done.booking, "make", "call")
    return done


def cancel(*, staff: Staff, found: Booking, purpose: str = "appointment") -> Booking:
    """Give a booking up for a caller; the guest's mail goes out as for their own."""
    _record(staff, found, "cancel", purpose)
    return booking.cancel(code=found.code, token=links.token(found), by="practice")


def move(*, staff: Staff, found: Booking, start: Any, purpose: str = "appointment") -> Booking:
    """Take another time for a caller, away from whom they should not meet. Raises the errors of booking."""
    _record(staff, found, "move", purpose)
    apart.check_move(found, start)
    return booking.move(code=found.code, token=links.token(found), start=start, by="practice")


def save_profile(*, therapist: Therapist, values: dict[str, Any], said: dict[str, Any]) -> None:
    """Write a therapist's public profile, and show it to visitors or not. `said`: columns by which people find them."""
    changed = {name: value for name, value in values.items() if name != "fee"}
    changed.update(said, fee_minor=int(values["fee"] * 100))
    changed["is_listed"] = values["is_listed"] and not therapist.has_left
    with transaction.atomic():
        Therapist.objects.filter(pk=therapist.pk).update(**changed)
        if changed["time_zone"] != therapist.time_zone:
            holidays.fill(Therapist.objects.filter(pk=therapist.pk))


def start_therapist(*, staff: Staff, values: dict[str, Any], myself: bool) -> Therapist:
    """Add the first therapist with what visitors read, shown to them at once; `myself`: it is whoever adds them."""
    named = ("name", "profession", "registration_body", "registration_number", "languages")
    with transaction.atomic():
        made = add_therapist(
            values={
                **{n: values[n] for n in named},
                "pronouns": "",
                "ways_of_working": [],
                "time_zone": queries.zone(),
            }
        )
        made.line, made.bio, made.modes = values["line"], values["bio"], values["modes"]
        made.fee_minor, made.fee_currency = int(values["fee"] * 100), values["fee_currency"]
        made.save(update_fields=["line", "bio", "modes", "fee_minor", "fee_currency"])
        if myself:
            house.seat(person=staff.person, therapist=made)
        house.list_therapist(therapist=made)
    return made


def add_therapist(*, values: dict[str, Any]) -> Therapist:
    """Add somebody to the team, with the public holidays of the practice's place."""
    with transaction.atomic():
        made = house.add_therapist(**values)
        holidays.fill([made])
    return made


def set_weights(*, staff: Staff, weights: Mapping[Criterion, float]) -> None:
    """Write how much each criterion counts. Raises PermissionError for whoever does not run the practice."""
    if not staff.manager:
        raise PermissionError
    house.set_fit_weights(weights={name.value: int(weight) for name, weight in weights.items()})


def set_practice(*, values: dict[str, Any]) -> None:
    """Write the practice, give it the types that a new one begins with, and its team the holidays of its place."""
    with transaction.atomic():
        house.set_practice(**values)
        booking.seed_types()
        holidays.fill(Therapist.objects.all())


def _record(staff: Staff, found: Booking, action: str, purpose: str) -> None:
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action=action, purpose=purpose
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
    repeat = booking.Repeat(f"inquiry:{found.id}", body)
    done = booking.book(wish=wish, guest=guest, repeat=repeat, by="practice")
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
