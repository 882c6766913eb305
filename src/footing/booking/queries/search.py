"""Open starts: working hours less what live claims occupy. One range query of claims per search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from footing.booking import blocks
from footing.booking.errors import InvalidError, Slot, UnknownError
from footing.booking.models import AppointmentType, Claim
from footing.calendars import asking, memory
from footing.calendars import queries as calendars
from footing.practice.models import Therapist

NEAREST = 3
# Days around a taken start that are searched for others, near ones first.
AROUND = (2, 14, 120)
# More than any span has blocks: a claim's first block and its span in one number.
SPANS = 128
OCCUPIED = """SELECT therapist_id, {packed} FROM {table} WHERE therapist_id IN ({ids})
AND block BETWEEN %s AND %s AND span > 0 AND (expires_at IS NULL{held}){but} GROUP BY therapist_id"""


def types() -> list[AppointmentType]:
    """What can be booked, in the practice's order."""
    return [kind for kind in _types().values() if kind.active]


def type_of(id: str, *, active: bool = True) -> AppointmentType:
    """One appointment type. Raises UnknownError."""
    found = _types().get(id)
    if found is None or (active and not found.active):
        raise UnknownError(_("There is no such appointment. Choose one from the list."))
    return found


def _types() -> dict[str, AppointmentType]:
    """Every type in the practice's order, shared by all requests."""
    return memory.one("types", lambda: {kind.id: kind for kind in AppointmentType.objects.all()})


def therapists_for(*, mode: str | None = None, therapist: UUID | None = None) -> list[Therapist]:
    """Listed therapists who meet in this way. Raises UnknownError for a therapist who is not listed.

    The rows are shared by all requests: whoever wants to change one reads it anew.
    """
    listed = memory.one("listed", _listed)
    found = list(listed.values()) if therapist is None else [t for t in (listed.get(therapist),) if t]
    if therapist is not None and not found:
        raise UnknownError(_("There is no such therapist here. Choose one from the list."))
    meeting = [t for t in found if mode is None or mode in t.modes]
    if found and not meeting:
        raise InvalidError("mode", _("Nobody here meets in this way. Choose another."), cause="not-offered")
    return meeting


def _listed() -> dict[UUID, Therapist]:
    rows = Therapist.objects.filter(is_listed=True).defer("bio", "ways_of_working", "access_notes")
    return {therapist.id: therapist for therapist in rows}


def team(ids: Iterable[UUID]) -> list[Therapist]:
    """Therapists by id, listed or not: whoever booked with one may still move."""
    return list(Therapist.objects.filter(id__in=list(ids)))


@dataclass(frozen=True)
class Reading:
    """Working time and live claims of some therapists, read once for several questions about the same days.

    `mode`: how to meet; None is any way that the asked type has.
    """

    plans: Mapping[UUID, calendars.Plan]
    busy: Mapping[UUID, NDArray[np.int64]]
    now: datetime
    mode: str | None = None

    def ways(self, kind: AppointmentType) -> Sequence[str]:
        """In which of these ways somebody wants to meet; hours may be kept for one of them."""
        return (self.mode,) if self.mode else kind.modes

    def starts(
        self, kind: AppointmentType, *, start: datetime, end: datetime, claims: bool = True
    ) -> dict[UUID, NDArray[np.int64]]:
        """Open starts in [start, end) per therapist, in blocks. `claims=False`: as if nobody had booked."""
        taken = self.busy if claims else {}
        return calendars.blocks_of(
            self.plans, minutes=kind.minutes, start=start, end=end, now=self.now, taken=taken,
            type=kind.id, modes=self.ways(kind),
        )  # fmt: skip

    def slots(
        self, kind: AppointmentType, *, start: datetime, end: datetime, claims: bool = True
    ) -> list[Slot]:
        """The same as slots, by time."""
        found = self.starts(kind, start=start, end=end, claims=claims)
        if not found:
            return []
        length = timedelta(minutes=kind.minutes)
        every = np.concatenate(list(found.values()))
        begins = {block: blocks.moment_of(block) for block in np.unique(every).tolist()}
        times = {block: (begin, begin + length) for block, begin in begins.items()}
        who = [id for id, own in found.items() for _ in range(len(own))]
        order = np.argsort(every, kind="stable").tolist()
        spans = [times[block] for block in every.tolist()]
        return [Slot(spans[i][0], spans[i][1], who[i]) for i in order]


def read(
    therapists: Sequence[Therapist],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    mode: str | None = None,
    without: UUID | None = None,
    plans: Mapping[UUID, calendars.Plan] | None = None,
) -> Reading:
    """What is known of these therapists in [start, end). `without`: a booking whose own time counts as free.

    `plans`: working time to be tried out in place of what is saved.
    """
    known = plans or calendars.plans(therapists, start=start, end=end)
    capped = any(plan.rules.most for plan in known.values())
    busy = occupied(
        [t.id for t in therapists], start=start, end=end, now=now, without=without,
        margin=blocks.A_DAY if capped else blocks.LONGEST,
    )  # fmt: skip
    return Reading(known, busy, now, mode)


def slots(
    kind: AppointmentType, therapists: Sequence[Therapist], *, start: datetime, end: datetime, now: datetime,
    mode: str | None = None,
) -> list[Slot]:  # fmt: skip
    """Open starts in [start, end) by time."""
    return read(therapists, start=start, end=end, now=now, mode=mode).slots(kind, start=start, end=end)


def occupied(
    therapists: Iterable[UUID],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    holds: bool = True,
    without: UUID | None = None,
    margin: int = blocks.LONGEST,
) -> dict[UUID, NDArray[np.int64]]:
    """Blocks [from, to) that live bookings and holds occupy, pauses included, `margin` blocks around [start, end)."""
    ready = asking.ready(therapists)
    if not ready:
        return {}
    values = [*ready, blocks.block_of(start) - margin, blocks.block_of(end) + margin]
    if holds:
        values.append(asking.at(now))
    if without is not None:
        values.append(asking.written(without))
    sql = OCCUPIED.format(
        table=Claim._meta.db_table, packed=asking.packed(f"block * {SPANS} + span"), ids=asking.places(ready),
        held=" OR expires_at > %s" if holds else "",
        but="" if without is None else " AND (booking_id IS NULL OR booking_id <> %s)",
    )  # fmt: skip
    found = {ready[id]: packed for id, packed in asking.answers(sql, values)}
    return dict(zip(found, _unpacked(list(found.values())), strict=True))


def _unpacked(packed: list[str]) -> list[NDArray[np.int64]]:
    """Spans [from, to) of each text; all texts are read in one go."""
    if not packed:
        return []
    both = np.fromstring(",".join(packed), dtype=np.int64, sep=",")
    first, length = np.divmod(both, SPANS)
    spans = np.column_stack((first, first + length))
    ends = np.cumsum([text.count(",") + 1 for text in packed]).tolist()
    return [spans[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def around(
    therapists: Sequence[Therapist], *, start: datetime, now: datetime, mode: str | None = None,
    without: UUID | None = None,
) -> Reading:  # fmt: skip
    """What is known of these therapists near a start: enough to say whether it is open, and what else is near."""
    near = timedelta(days=AROUND[0])
    return read(therapists, start=start - near, end=start + near, now=now, mode=mode, without=without)


def nearest(
    kind: AppointmentType, near: Reading, *, mode: str, therapist: UUID | None, start: datetime
) -> list[Slot]:
    """Three starts that can be booked, nearest first: of the same therapist, filled up with the others."""
    found = nearest_of(kind, near, start=start)
    if therapist is not None and len(found) < NEAREST:
        others = [t for t in therapists_for(mode=mode) if t.id != therapist]
        found += nearest_of(kind, around(others, start=start, now=near.now, mode=mode), start=start)
    return found[:NEAREST]


def nearest_of(
    kind: AppointmentType, near: Reading, *, start: datetime, without: UUID | None = None
) -> list[Slot]:
    """Up to three starts of a reading's therapists, nearest first, no two at the same time."""
    found: list[Slot] = []
    for days in AROUND:
        low, high = max(near.now, start - timedelta(days=days)), start + timedelta(days=days)
        reading = near if days == AROUND[0] else read(
            team(near.plans), start=low, end=high, now=near.now, mode=near.mode, without=without
        )  # fmt: skip
        found = _first(reading.starts(kind, start=low, end=high), kind, start)
        if len(found) == NEAREST:
            break
    return found


def _first(open_: dict[UUID, NDArray[np.int64]], kind: AppointmentType, start: datetime) -> list[Slot]:
    """The three nearest of many starts; only these become slots."""
    if not open_:
        return []
    times = np.unique(np.concatenate(list(open_.values())))
    chosen = times[np.argsort(np.abs(times - blocks.block_of(start)), kind="stable")][:NEAREST].tolist()
    moments = {block: blocks.moment_of(block) for block in chosen}
    length = timedelta(minutes=kind.minutes)
    free = {block: next(id for id, own in open_.items() if block in own) for block in chosen}
    return [Slot(moments[block], moments[block] + length, free[block]) for block in chosen]


def days(
    kind: AppointmentType, therapists: Sequence[Therapist], *, month: date, zone: ZoneInfo, now: datetime,
    mode: str | None = None,
) -> dict[date, int]:  # fmt: skip
    """Open starts on each day of a month in `zone`; days without one are left out."""
    first = month.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return _counts(kind, therapists, first=first, after=after, zone=zone, now=now, mode=mode)


def next_day(
    kind: AppointmentType, therapists: Sequence[Therapist], *, after: date, zone: ZoneInfo, now: datetime,
    mode: str | None = None,
) -> date | None:  # fmt: skip
    """The first day after `after` with an open start, within the horizon."""
    found = _counts(
        kind,
        therapists,
        first=after + timedelta(days=1),
        after=after + timedelta(days=184),
        zone=zone,
        now=now,
        mode=mode,
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
    mode: str | None,
) -> dict[date, int]:
    days = [first + timedelta(days=n) for n in range((after - first).days + 1)]
    bounds = np.array([blocks.block_from(_midnight(day, zone)) for day in days])
    start, end = _midnight(first, zone), _midnight(after, zone)
    found = read(therapists, start=start, end=end, now=now, mode=mode).starts(kind, start=start, end=end)
    every = np.concatenate([*found.values(), np.empty(0, dtype=np.int64)])
    counts = np.bincount(np.searchsorted(bounds, every, side="right"), minlength=len(days))[1 : len(days)]
    return {day: count for day, count in zip(days, counts.tolist(), strict=False) if count}


def next_open(now: datetime) -> dict[UUID, datetime]:
    """The next open start of every listed therapist who has one, for the shortest type."""
    kind = AppointmentType.objects.filter(active=True).order_by("minutes", "position").first()
    if kind is None:
        return {}
    team = therapists_for()
    found: dict[UUID, datetime] = {}
    for days_ahead in (14, 120):
        missing = [t for t in team if t.id not in found]
        end = now + timedelta(days=days_ahead)
        later = read(missing, start=now, end=end, now=now).starts(kind, start=now, end=end)
        found |= {id: blocks.moment_of(int(own[0])) for id, own in later.items() if len(own)}
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
