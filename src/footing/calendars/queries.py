"""Open starts of one or many therapists: one query per table, whatever their number."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from footing.calendars.away import away as away_of
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Demand, Spans, Window, open_blocks, template
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
    columns = ("therapist_id", "pause_minutes", "notice_hours", "horizon_days", "step_minutes")
    for id, pause, notice, horizon, step in BookingRules.objects.filter(therapist__in=ids).values_list(
        *columns
    ):
        found[id] = Rules(pause, timedelta(hours=notice), timedelta(days=horizon), step)
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
    taken = {id: [(_down(low), _up(high)) for low, high in spans] for id, spans in busy.items()}
    found = open_blocks_of(therapists, minutes=minutes, start=start, end=end, now=now, busy=taken)
    return {id: _moments(starts) for id, starts in found.items()}


def open_blocks_of(
    therapists: Sequence[Therapist],
    *,
    minutes: int,
    start: datetime,
    end: datetime,
    now: datetime,
    busy: Mapping[uuid.UUID, Spans],
) -> dict[uuid.UUID, NDArray[np.int64]]:
    """The same in blocks of five minutes since 1970, for searches that count many starts."""
    return {
        id: blocks_in(plan, minutes=minutes, start=start, end=end, now=now, taken=busy.get(id, ()))
        for id, plan in plans(therapists, start=start, end=end).items()
    }


def plan_of(therapist: Therapist, *, start: datetime, end: datetime) -> Plan:
    """Hours, rules, time off and busy times of one therapist as they are saved."""
    return plans([therapist], start=start, end=end)[therapist.id]


def plans(therapists: Sequence[Therapist], *, start: datetime, end: datetime) -> dict[uuid.UUID, Plan]:
    """The same of many; time off and busy times as far as they touch [start, end). Three queries."""
    ids = [t.id for t in therapists]
    hours: dict[uuid.UUID, list[Window]] = {}
    columns = ("therapist_id", "weekday", "start_minute", "end_minute", "valid_from", "valid_to")
    for id, *values in WorkingHours.objects.filter(therapist__in=ids).values_list(*columns):
        hours.setdefault(id, []).append(Window(*values))
    away, found = away_of(ids, start=start, end=end), rules(ids)
    return {
        t.id: Plan(t.time_zone, tuple(hours.get(t.id, ())), found[t.id], tuple(away.get(t.id, ())))
        for t in therapists
    }


def open_in(
    plan: Plan, *, minutes: int, start: datetime, end: datetime, now: datetime, taken: Spans = ()
) -> list[datetime]:
    """The same for one plan, which may be one that is not saved yet; `taken` in blocks."""
    return _moments(blocks_in(plan, minutes=minutes, start=start, end=end, now=now, taken=taken))


def blocks_in(
    plan: Plan, *, minutes: int, start: datetime, end: datetime, now: datetime, taken: Spans
) -> NDArray[np.int64]:
    """The same in blocks."""
    since = max(_up(start), _up(now + plan.rules.notice))
    until = min(_up(end), _up(now + plan.rules.horizon))
    if since >= until or not plan.hours:
        return np.empty(0, dtype=np.int64)
    first = since - since % PAGE
    count = -(-(until - first) // PAGE) * PAGE + MARGIN
    base = template(plan.hours, plan.zone, plan.rules.step, first, count)
    demand = Demand(minutes, plan.rules.pause, occupied=taken, away=plan.away)
    return open_blocks(base, demand, since=since, until=until)


def _moments(blocks: NDArray[np.int64]) -> list[datetime]:
    return [datetime.fromtimestamp(block * SECONDS, UTC) for block in blocks.tolist()]


def window(row: WorkingHours) -> Window:
    """A row of hours as the core knows it."""
    return Window(row.weekday, row.start_minute, row.end_minute, row.valid_from, row.valid_to)


def _down(moment: datetime) -> int:
    return int(moment.timestamp() // SECONDS)


def _up(moment: datetime) -> int:
    return int(-(-moment.timestamp() // SECONDS))
