"""Reads of bookings: by code and token, or by the people of the practice whose work they are."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from footing.booking.errors import UnknownError
from footing.booking.models import Booking, Cancellation, Decision, Move, Owner, Request
from footing.practice.models import Manager, Therapist
from footing.vault import keys, links

# How a request ends without a yes; and every way in which a booking is not there any more.
NOT_GIVEN = ("declined", "lapsed")
GIVEN_UP = (*NOT_GIVEN, "cancelled")


def opened(*, code: str, token: str, for_update: bool = False) -> Booking:
    """The booking of a private link. A wrong code and a wrong token look alike. Raises UnknownError."""
    rows = Booking.objects.select_for_update() if for_update else Booking.objects.all()
    found = links.find(rows, code=code, token=token)
    if found is None:
        raise UnknownError(str(links.NOT_FITTING))
    return found


def owned_by(person: UUID, *, now: datetime) -> list[Booking]:
    """Coming bookings that a person took into their account, in order of time."""
    mine = Owner.objects.filter(person_id=person).values("booking")
    rows = Booking.objects.filter(id__in=mine, end__gt=now, cancellation__isnull=True)
    return list(rows.select_related("type", "therapist").order_by("start"))


def holders_of(person: UUID) -> list[UUID]:
    """The holders of all bookings that a person took into their account: the same person."""
    return list(Owner.objects.filter(person_id=person).values_list("booking__holder", flat=True))


def therapists_of(person: UUID) -> list[UUID]:
    """Therapists with whom a person has booked, as far as their account knows."""
    return list(Owner.objects.filter(person_id=person).values_list("booking__therapist", flat=True))


def owner_of(booking: Booking) -> UUID | None:
    """The person who took a booking into their account, if anybody did."""
    return Owner.objects.filter(booking=booking).values_list("person", flat=True).first()


def private_pair(booking: Booking) -> tuple[str, str]:
    """Code and token of a booking, for a page that its owner sees."""
    return booking.code, links.token(booking)


def pair_of(id: UUID) -> tuple[str, str] | None:
    """Code and token of a booking, for whoever wrote the letter that it was made for.

    None where it is gone, or where its link was made anew: whoever had the old one may have the letter's too.
    """
    found = Booking.objects.filter(id=id, link_version=links.FIRST).first()
    return private_pair(found) if found else None


def last_move(booking: Booking) -> Move | None:
    """The latest change of a booking's time."""
    return Move.objects.filter(booking=booking).order_by("-at", "-id").first()


def is_cancelled(booking: Booking) -> bool:
    """Whether the booking was given up."""
    return Cancellation.objects.filter(booking=booking).exists()


def is_requested(booking: Booking) -> bool:
    """Whether the booking still waits for a yes or a no."""
    return waiting().filter(id=booking.id).exists()


def waiting() -> QuerySet[Booking]:
    """Bookings that wait for a yes or a no; whose, is the caller's to say."""
    return Booking.objects.filter(request__isnull=False, decision__isnull=True, cancellation__isnull=True)


def with_requested(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    """The same bookings, each with `requested`: whether it waits for a yes or a no."""
    return rows.annotate(requested=Exists(waiting().filter(id=OuterRef("id"))))


def request_of(booking: Booking) -> Request | None:
    """What a booking waits for, if it does."""
    return Request.objects.filter(booking=booking).first() if is_requested(booking) else None


def status(booking: Booking) -> str:
    """`confirmed`, `requested`, `declined`, `lapsed` or `cancelled`."""
    outcome = Decision.objects.filter(booking=booking).values_list("outcome", flat=True).first()
    if outcome in NOT_GIVEN:
        return str(outcome)
    if is_cancelled(booking):
        return "cancelled"
    return "requested" if is_requested(booking) else "confirmed"


def for_calendar(therapist: UUID, *, start: datetime, end: datetime) -> list[Booking]:
    """Live bookings of a therapist that touch [start, end), by time. Nothing sealed is read."""
    rows = Booking.objects.filter(
        therapist=therapist, end__gt=start, start__lt=end, cancellation__isnull=True
    )
    seen = with_requested(rows).only("id", "start", "end", "mode", "version")
    return list(seen.order_by("start"))


def week(*, person: UUID, start: datetime, end: datetime) -> list[Booking]:
    """Live bookings in [start, end) that a person of the practice may see, in order of time.

    A therapist sees their own, a manager all, anybody else none. Keys are read in one query.
    """
    rows = Booking.objects.filter(start__gte=start, start__lt=end, cancellation__isnull=True)
    if not Manager.objects.filter(person=person).exists():
        rows = rows.filter(therapist__in=Therapist.objects.filter(person=person))
    found = list(rows.select_related("type", "therapist", "joint").order_by("start", "therapist"))
    keys.prefetch(row.holder for row in found)
    return found
