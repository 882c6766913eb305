"""Two people who should not meet here: their bookings in person are kept some time apart, by the practice alone.

Nothing of it reaches a search, a booking or a move of a client: what is closed for one person because another comes
would tell when the other comes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError
from footing.booking.models import Booking
from footing.booking.queries.offers import Week
from footing.desk.access import Staff
from footing.practice import apart
from footing.vault import access, codes

IN_PERSON = "in-person"
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Other:
    """A booking that this one is kept apart from, and whether they are near each other as booked."""

    booking: Booking
    near: bool


def add(*, staff: Staff, found: Booking, code: str) -> None:
    """Keep a booking apart from that of a code, where this person may see both. Raises InvalidError."""
    other = _by_code(staff, code)
    if other is None or other.id == found.id:
        raise InvalidError("code", _("There is no other booking with this code that you can see."))
    access.record(
        actor=staff.person.id, subjects=[other.holder], kind="booking", action="look", purpose="appointment"
    )
    apart.keep_apart(one=found.id, other=other.id, by=staff.person.id)


def remove(*, staff: Staff, found: Booking, other: UUID) -> None:
    """Take the mark off, where this person may see both."""
    if _visible(staff, [other]):
        apart.let_meet(one=found.id, other=other)


def others_of(staff: Staff, found: Booking) -> list[Other]:
    """The bookings that this one is kept apart from, as far as this person may see them."""
    ids = apart.apart_from([found.id]).get(found.id, set())
    return [Other(row, _near(found, row)) for row in _visible(staff, ids)]


def near_ones(staff: Staff, rows: Sequence[Booking]) -> set[UUID]:
    """Those of a week that are near a booking that they are kept apart from, where this person may see both."""
    marks = apart.apart_from([row.id for row in rows])
    known = {row.id: row for row in _visible(staff, {id for ids in marks.values() for id in ids})}
    return {row.id for row in rows for id in marks.get(row.id, ()) if id in known and _near(row, known[id])}


def offered(found: Booking, week: Week) -> Week:
    """A week of starts for moving a booking, without those near whom it is kept apart from."""
    busy, length = _busy(found), found.end - found.start
    days = (
        (day, tuple(start for start in starts if not _meets((start, start + length), busy)))
        for day, starts in week.days
    )
    return replace(week, days=tuple((day, starts) for day, starts in days if starts))


def check_move(found: Booking, start: datetime) -> None:
    """Refuse a start near whom a booking is kept apart from, in the words of any start that is not offered."""
    if _meets((start, start + (found.end - found.start)), _busy(found)):
        raise InvalidError("start", _("This is not a time that can be booked. Choose one from the list."))


def forget_past(now: datetime) -> None:
    """Delete the marks of bookings that are over, given up or gone."""
    marked = apart.marked()
    coming = Booking.objects.filter(id__in=marked, end__gt=now, cancellation__isnull=True)
    apart.forget(marked - set(coming.values_list("id", flat=True)))


def _busy(found: Booking) -> list[Span]:
    """When those come whom a booking is kept apart from; seen by nobody, so whoever moves it needs no right to them."""
    if found.mode != IN_PERSON:
        return []
    ids = apart.apart_from([found.id]).get(found.id, set())
    rows = _live(ids).filter(mode=IN_PERSON)
    return list(rows.values_list("start", "end"))


def _near(one: Booking, other: Booking) -> bool:
    return one.mode == other.mode == IN_PERSON and _meets((one.start, one.end), [(other.start, other.end)])


def _meets(span: Span, busy: Iterable[Span]) -> bool:
    least = timedelta(minutes=settings.FOOTING_APART_MINUTES)
    return any(max(span[0], low) - min(span[1], high) < least for low, high in busy)


def _by_code(staff: Staff, code: str) -> Booking | None:
    if not codes.is_code(code):
        return None
    return Booking.objects.filter(
        code=codes.tidy(code), therapist__in=staff.team(), cancellation__isnull=True
    ).first()


def _visible(staff: Staff, ids: Iterable[UUID]) -> list[Booking]:
    rows = _live(ids).filter(therapist__in=staff.team())
    return list(rows.select_related("type", "therapist").order_by("start"))


def _live(ids: Iterable[UUID]) -> QuerySet[Booking]:
    return Booking.objects.filter(id__in=list(ids), cancellation__isnull=True)
