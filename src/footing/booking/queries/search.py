"""Open starts: working hours less what live claims occupy. One range query per table and search."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from footing.booking import blocks
from footing.booking.errors import InvalidError, Slot, UnknownError
from footing.booking.models import AppointmentType, Claim
from footing.calendars import queries as calendars
from footing.practice.models import Therapist

NEAREST = 3
# Days around a taken start that are searched for others, near ones first.
AROUND = (2, 14, 120)
Busy = Mapping[UUID, Sequence[tuple[datetime, datetime]]]


def types() -> list[AppointmentType]:
    """What can be booked, in the practice's order."""
    return list(AppointmentType.objects.filter(active=True))


def type_of(id: str, *, active: bool = True) -> AppointmentType:
    """One appointment type. Raises UnknownError."""
    found = AppointmentType.objects.filter(id=id).first()
    if found is None or (active and not found.active):
        raise UnknownError(_("There is no such appointment. Choose one from the list."))
    return found


def therapists_for(*, mode: str | None = None, therapist: UUID | None = None) -> list[Therapist]:
    """Listed therapists who meet in this way. Raises UnknownError for a therapist who is not listed."""
    rows = Therapist.objects.filter(is_listed=True).defer("bio", "ways_of_working", "access_notes")
    if therapist is not None:
        rows = rows.filter(id=therapist)
    found = list(rows)
    if therapist is not None and not found:
        raise UnknownError(_("There is no such therapist here. Choose one from the list."))
    meeting = [t for t in found if mode is None or mode in t.modes]
    if found and not meeting:
        raise InvalidError("mode", _("Nobody here meets in this way. Choose another."))
    return meeting


def team(ids: Iterable[UUID]) -> list[Therapist]:
    """Therapists by id, listed or not: whoever booked with one may still move."""
    return list(Therapist.objects.filter(id__in=list(ids)))


def slots(
    kind: AppointmentType,
    therapists: Sequence[Therapist],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    claims: bool = True,
    without: UUID | None = None,
) -> list[Slot]:
    """Open starts in [start, end) by time. `without`: a booking whose own time counts as free.

    With `claims=False`, what would be open if nobody had booked.
    """
    length = timedelta(minutes=kind.minutes)
    found = starts(kind, therapists, start=start, end=end, now=now, claims=claims, without=without)
    return sorted(Slot(s, s + length, id) for id, times in found.items() for s in times)


def starts(
    kind: AppointmentType,
    therapists: Sequence[Therapist],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    claims: bool = True,
    without: UUID | None = None,
) -> Mapping[UUID, Sequence[datetime]]:
    """The same per therapist, unsorted between them."""
    ids = [t.id for t in therapists]
    busy = occupied(ids, start=start, end=end, now=now, without=without) if claims else {}
    return calendars.open_starts(therapists, minutes=kind.minutes, start=start, end=end, now=now, busy=busy)


def occupied(
    therapists: Iterable[UUID],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    holds: bool = True,
    without: UUID | None = None,
) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """What live bookings and holds occupy (their pauses included) around [start, end), per therapist."""
    window = (blocks.block_of(start) - blocks.LONGEST, blocks.block_of(end) + blocks.LONGEST)
    rows = Claim.objects.filter(therapist__in=list(therapists), block__range=window, span__gt=0)
    live = Q(expires_at__isnull=True)
    rows = rows.filter(live | Q(expires_at__gt=now)) if holds else rows.filter(live)
    if without is not None:
        rows = rows.exclude(booking=without)
    found: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for id, block, span in rows.order_by().values_list("therapist_id", "block", "span"):
        found.setdefault(id, []).append((blocks.moment_of(block), blocks.moment_of(block + span)))
    return found


def nearest(
    kind: AppointmentType, *, mode: str, therapist: UUID | None, start: datetime, now: datetime
) -> list[Slot]:
    """Three starts that can be booked, nearest first: of the same therapist, filled up with the others."""
    found = nearest_of(kind, therapists_for(mode=mode, therapist=therapist), start=start, now=now)
    if therapist is not None and len(found) < NEAREST:
        others = [t for t in therapists_for(mode=mode) if t.id != therapist]
        found += nearest_of(kind, others, start=start, now=now)
    return found[:NEAREST]


def nearest_of(
    kind: AppointmentType,
    therapists: Sequence[Therapist],
    *,
    start: datetime,
    now: datetime,
    without: UUID | None = None,
) -> list[Slot]:
    """Up to three starts of these therapists, nearest first, no two at the same time."""
    chosen: dict[datetime, Slot] = {}
    for days in AROUND:
        around = timedelta(days=days)
        found = slots(
            kind, therapists, start=max(now, start - around), end=start + around, now=now, without=without
        )
        for slot in sorted(found, key=lambda s: abs(s.start - start)):
            chosen.setdefault(slot.start, slot)
            if len(chosen) == NEAREST:
                return list(chosen.values())
    return list(chosen.values())


def days(
    kind: AppointmentType, therapists: Sequence[Therapist], *, month: date, zone: ZoneInfo, now: datetime
) -> dict[date, int]:
    """Open starts on each day of a month in `zone`; days without one are left out."""
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return _counts(kind, therapists, first=first, after=after, zone=zone, now=now)


def next_day(
    kind: AppointmentType, therapists: Sequence[Therapist], *, after: date, zone: ZoneInfo, now: datetime
) -> date | None:
    """The first day after `after` with an open start, within the horizon."""
    found = _counts(
        kind,
        therapists,
        first=after + timedelta(days=1),
        after=after + timedelta(days=184),
        zone=zone,
        now=now,
    )
    return min(found, default=None)


def _counts(
    kind: AppointmentType,
    therapists: Sequence[Therapist],
    *,
    first: date,
    after: date,
    zone: ZoneInfo,
    now: datetime,
) -> dict[date, int]:
    found = starts(kind, therapists, start=_midnight(first, zone), end=_midnight(after, zone), now=now)
    counts: dict[date, int] = {}
    for times in found.values():
        for moment in times:
            day = moment.astimezone(zone).date()
            counts[day] = counts.get(day, 0) + 1
    return dict(sorted(counts.items()))


def next_open(now: datetime) -> dict[UUID, datetime]:
    """The next open start of every listed therapist who has one, for the shortest type."""
    kind = AppointmentType.objects.filter(active=True).order_by("minutes", "position").first()
    if kind is None:
        return {}
    team = therapists_for()
    found: dict[UUID, datetime] = {}
    for days_ahead in (14, 120):
        missing = [t for t in team if t.id not in found]
        later = starts(kind, missing, start=now, end=now + timedelta(days=days_ahead), now=now)
        found |= {id: min(times) for id, times in later.items() if len(times)}
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
