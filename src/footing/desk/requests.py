"""Times that people asked for: who waits for a yes or a no, each look with its line in the access log."""

import uuid
from dataclasses import dataclass

from django.http import Http404

from footing.booking import services as booking
from footing.booking.models import Booking
from footing.booking.queries import bookings, rules
from footing.desk.access import Staff
from footing.practice.models import Therapist
from footing.vault import access, keys


@dataclass(frozen=True)
class Asking:
    """A therapist, and whether they say yes to each booking first."""

    therapist: Therapist
    on: bool


def waiting(staff: Staff) -> list[Booking]:
    """What waits for an answer of this person's therapists, the nearest answer first; each is a look."""
    rows = bookings.waiting().filter(therapist__in=[t.id for t in staff.team()])
    found = list(rows.select_related("type", "therapist", "request").order_by("request__answer_by"))
    keys.prefetch(row.holder for row in found)
    access.record(
        actor=staff.person.id, subjects=[r.holder for r in found], kind="booking", action="look", purpose="requests"
    )  # fmt: skip
    return found


def count(staff: Staff) -> int:
    """How many wait. No name is read."""
    return bookings.waiting().filter(therapist__in=[t.id for t in staff.team()]).count()


def asking(staff: Staff) -> list[Asking]:
    """Whether each of this person's therapists is asked first."""
    team = staff.team()
    asked = rules.asked_first([t.id for t in team])
    return [Asking(therapist, therapist.id in asked) for therapist in team]


def one(staff: Staff, id: uuid.UUID) -> Booking:
    """A booking of this person's therapists. Raises Http404 for another's as for none."""
    found = Booking.objects.filter(id=id, therapist__in=[t.id for t in staff.team()]).first()
    if found is None:
        raise Http404
    return found


def answer(*, staff: Staff, found: Booking, yes: bool) -> Booking:
    """Say yes or no to a request. Raises InvalidError for what waits no more."""
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action="approve" if yes else "decline",
        purpose="requests",
    )  # fmt: skip
    return booking.approve(booking=found.id) if yes else booking.decline(booking=found.id)
