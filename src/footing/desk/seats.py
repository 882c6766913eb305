"""Seats of the practice: who has one, what is still booked with somebody who left, and ending a sign-in."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from footing.accounts.models import Person
from footing.booking.models import Booking
from footing.design import events
from footing.desk import intake
from footing.desk.access import Staff
from footing.practice import house, queries
from footing.practice.models import Manager, Practice, Therapist


class OwnSeatError(Exception):
    """Nobody ends their own sign-in, nor anybody's after their own has ended: one manager always remains."""


@dataclass(frozen=True)
class Seat:
    """Somebody who can sign in here, and what the others call them."""

    person: Person
    name: str


@dataclass(frozen=True)
class Member:
    """A therapist for the page of the team; `coming` are the bookings of somebody who left, by time only."""

    therapist: Therapist
    coming: tuple[Booking, ...]


def found(person: str) -> Seat:
    """The seat of a person by id. Raises Http404 for whoever does not work here, as for nobody."""
    try:
        id = uuid.UUID(person)
    except ValueError:
        raise Http404 from None
    row = Person.objects.filter(id=id, is_active=True).first()
    if row is None or not queries.works_here(id):
        raise Http404
    return Seat(row, intake.people({id})[id])


def managers() -> list[Seat]:
    """Managers who can sign in, by name."""
    rows = [row.person for row in Manager.objects.filter(person__is_active=True).select_related("person")]
    names = intake.people({row.id for row in rows})
    return sorted((Seat(row, names[row.id]) for row in rows), key=lambda seat: seat.name)


def team(staff: Staff) -> list[Member]:
    """The team in its order."""
    rows = Therapist.objects.filter(id__in=[t.id for t in staff.team()]).select_related("person")
    coming = _coming(row.id for row in rows if row.has_left)
    return [Member(row, tuple(b for b in coming if b.therapist_id == row.id)) for row in rows]


def end(*, staff: Staff, person: Person) -> None:
    """End the sign-in of somebody else who works here. Raises OwnSeatError."""
    with transaction.atomic():
        # Two managers who end each other at once wait for each other here.
        Practice.objects.select_for_update().filter(pk=1).first()
        if (
            person.id == staff.person.id
            or not Person.objects.filter(pk=staff.person.pk, is_active=True).exists()
        ):
            raise OwnSeatError
        house.end_seat(person=person)
    events.note("sign-in-closed", who=person.id, by=staff.person.id)


def _coming(therapists: Iterable[uuid.UUID]) -> list[Booking]:
    rows = Booking.objects.filter(therapist__in=list(therapists), start__gte=timezone.now())
    return list(rows.filter(cancellation__isnull=True).select_related("type").order_by("start"))
