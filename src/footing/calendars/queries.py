"""Open starts of one or many therapists: one query per table, whatever their number."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Demand, Window, open_blocks, template
from footing.practice.models import Therapist

SECONDS = 300
# Templates cover whole weeks from a fixed grid, so that searches of different days share them.
PAGE = 7 * 24 * 12
MARGIN = 24 * 12
Busy = Mapping[uuid.UUID, Sequence[tuple[datetime, datetime]]]


@dataclass(frozen=True)
class Rules:
    """A therapist's rules of booking; a therapist without a row has the defaults."""

    pause: int = 10
    notice: timedelta = timedelta(hours=12)
    horizon: timedelta = timedelta(days=60)
    step: int = 30


@dataclass(frozen=True)
class Plan:
    """What a search needs to know of one therapist."""

    zone: str
    hours: tuple[Window, ...]
    rules: Rules
    away: tuple[tuple[int, int], ...] = ()


def hours_of(therapist: uuid.UUID) -> list[WorkingHours]:
    """The weekly windows of a therapist, by weekday and time."""
    return list(WorkingHours.objects.filter(therapist=therapist))


def time_off_of(therapist: uuid.UUID, *, since: datetime) -> list[TimeOff]:
    """Time off of a therapist that is not over at `since`."""
    return list(TimeOff.objects.filter(therapist=therapist, end__gt=since))


def rules(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, Rules]:
    """The rules of each therapist, in one query."""
    ids = list(therapists)
    found = {id: Rules() for id in ids}
    for row in BookingRules.objects.filter(therapist__in=ids):
        found[row.therapist_id] = Rules(
            row.pause_minutes,
            timedelta(hours=row.notice_hours),
            timedelta(days=row.horizon_days),
            row.step_minutes,
        )
    return found


def pauses(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Minutes kept free after an appointment, per therapist."""
    return {id: found.pause for id, found in rules(therapists).items()}


def open_starts(
    therapists: Sequence[Therapist],
    *,
    minutes: int,
    start: datetime,
    end: datetime,
    now: datetime,
    busy: Busy,
) -> dict[uuid.UUID, list[datetime]]:
    """Starts in [start, end) at which each therapist can be booked, within notice and horizon.

    `busy`: what live appointments occupy, pauses after them included (UTC). Three queries in all.
    """
    plans = _plans(therapists, start, end)
    return {
        id: open_in(plan, minutes=minutes, start=start, end=end, now=now, occupied=busy.get(id, ()))
        for id, plan in plans.items()
    }


def open_in(
    plan: Plan, *, minutes: int, start: datetime, end: datetime, now: datetime,
    occupied: Sequence[tuple[datetime, datetime]] = (),
) -> list[datetime]:  # fmt: skip
    """The same for one plan, which may be one that is not saved yet."""
    since = max(_up(start), _up(now + plan.rules.notice))
    until = min(_up(end), _up(now + plan.rules.horizon))
    if since >= until or not plan.hours:
        return []
    first = since - since % PAGE
    count = -(-(until - first) // PAGE) * PAGE + MARGIN
    base = template(plan.hours, plan.zone, plan.rules.step, first, count)
    taken = tuple((_down(low), _up(high)) for low, high in occupied)
    demand = Demand(minutes, plan.rules.pause, occupied=taken, away=plan.away)
    return [
        datetime.fromtimestamp(block * SECONDS, UTC)
        for block in open_blocks(base, demand, since=since, until=until).tolist()
    ]


def window(row: WorkingHours) -> Window:
    """A row of hours as the core knows it."""
    return Window(row.weekday, row.start_minute, row.end_minute, row.valid_from, row.valid_to)


def _plans(therapists: Sequence[Therapist], start: datetime, end: datetime) -> dict[uuid.UUID, Plan]:
    ids = [t.id for t in therapists]
    hours: dict[uuid.UUID, list[Window]] = {}
    for row in WorkingHours.objects.filter(therapist__in=ids):
        hours.setdefault(row.therapist_id, []).append(window(row))
    away: dict[uuid.UUID, list[tuple[int, int]]] = {}
    off = TimeOff.objects.filter(therapist__in=ids, end__gt=start, start__lt=end + timedelta(days=1))
    for id, low, high in off.values_list("therapist_id", "start", "end"):
        away.setdefault(id, []).append((_down(low), _up(high)))
    found = rules(ids)
    return {
        t.id: Plan(t.time_zone, tuple(hours.get(t.id, ())), found[t.id], tuple(away.get(t.id, ())))
        for t in therapists
    }


def _down(moment: datetime) -> int:
    return int(moment.timestamp() // SECONDS)


def _up(moment: datetime) -> int:
    return int(-(-moment.timestamp() // SECONDS))
