"""Open starts of one or many therapists: what they are worked out from is read once for each change of it."""

import uuid
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from footing.calendars import memory
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Demand, Hours, Spans, Window, starts_in, still_open, template
from footing.practice.models import Therapist

SECONDS = 300
# Templates cover whole weeks from a fixed grid, so that searches of different days share them.
PAGE = 7 * 24 * 12
MARGIN = 24 * 12
# So many therapists are worked out at once: what they need still lies in the processor's cache.
MANY = 100
Busy = Mapping[uuid.UUID, Sequence[tuple[datetime, datetime]]]
K = TypeVar("K", bound=Hashable)
_ONLY, _NONE = "", np.empty(0, dtype=np.int64)


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
    hours: Hours
    rules: Rules
    away: tuple[tuple[int, int], ...] = ()

    def within(self, start: datetime, end: datetime) -> "Plan":
        """The same with what of the time off touches [start, end) and the day after it."""
        if not self.away:
            return self
        low, high = _down(start), _up(end + timedelta(days=1))
        return replace(self, away=tuple(span for span in self.away if span[1] > low and span[0] < high))


def hours_of(therapist: uuid.UUID) -> list[WorkingHours]:
    """The weekly windows of a therapist, by weekday and time."""
    return list(WorkingHours.objects.filter(therapist=therapist))


def time_off_of(therapist: uuid.UUID, *, since: datetime) -> list[TimeOff]:
    """Time off of a therapist that is not over at `since`."""
    return list(TimeOff.objects.filter(therapist=therapist, end__gt=since))


def rules(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, Rules]:
    """The rules of each therapist."""
    return {id: plan.rules for id, plan in _saved(list(therapists)).items()}


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

    `busy`: what live appointments occupy, pauses after them included (UTC). One query while nothing changed.
    """
    taken = {id: [(_down(low), _up(high)) for low, high in spans] for id, spans in busy.items()}
    known = plans(therapists, start=start, end=end)
    found = blocks_of(known, minutes=minutes, start=start, end=end, now=now, taken=taken)
    return {id: _moments(starts) for id, starts in found.items()}


def plan_of(therapist: Therapist, *, start: datetime, end: datetime) -> Plan:
    """Hours, rules and time off of one therapist as they are saved."""
    return plans([therapist], start=start, end=end)[therapist.id]


def plans(therapists: Sequence[Therapist], *, start: datetime, end: datetime) -> dict[uuid.UUID, Plan]:
    """Everything that a search of [start, end) needs of these therapists, beside what is booked."""
    saved = _saved([t.id for t in therapists])
    return {id: plan.within(start, end) for id, plan in saved.items()}


def _saved(therapists: Sequence[uuid.UUID]) -> dict[uuid.UUID, Plan]:
    """Plans as they are saved: one query while nothing changed. A therapist who is not there has the defaults."""
    return memory.many("plans", therapists, _read)


def _read(ids: list[uuid.UUID]) -> dict[uuid.UUID, Plan]:
    """Everything that is kept of these therapists' time. Each table in here is a watched one (`calendars.apps`)."""
    hours: dict[uuid.UUID, list[Window]] = {}
    columns = ("therapist_id", "weekday", "start_minute", "end_minute", "valid_from", "valid_to")
    for id, *values in WorkingHours.objects.filter(therapist__in=ids).values_list(*columns):
        hours.setdefault(id, []).append(Window(*values))
    away: dict[uuid.UUID, list[tuple[int, int]]] = {}
    for id, low, high in TimeOff.objects.filter(therapist__in=ids).values_list(
        "therapist_id", "start", "end"
    ):
        away.setdefault(id, []).append((_down(low), _up(high)))
    zones = dict(Therapist.objects.filter(id__in=ids).values_list("id", "time_zone"))
    found, same = _rules(ids), dict[Hours, Hours]()
    weeks = {id: same.setdefault(own, own) for id in ids for own in (Hours(hours.get(id, ())),)}
    return {id: Plan(zones.get(id, "UTC"), weeks[id], found[id], tuple(away.get(id, ()))) for id in ids}


def _rules(ids: list[uuid.UUID]) -> dict[uuid.UUID, Rules]:
    found = {id: Rules() for id in ids}
    columns = ("therapist_id", "pause_minutes", "notice_hours", "horizon_days", "step_minutes")
    rows = BookingRules.objects.filter(therapist__in=ids).values_list(*columns)
    for id, pause, notice, horizon, step in rows:
        found[id] = Rules(pause, timedelta(hours=notice), timedelta(days=horizon), step)
    return found


def open_in(
    plan: Plan, *, minutes: int, start: datetime, end: datetime, now: datetime, taken: Spans = ()
) -> list[datetime]:
    """The same for one plan, which may be one that is not saved yet; `taken` in blocks."""
    return _moments(blocks_in(plan, minutes=minutes, start=start, end=end, now=now, taken=taken))


def blocks_in(
    plan: Plan, *, minutes: int, start: datetime, end: datetime, now: datetime, taken: Spans
) -> NDArray[np.int64]:
    """The same in blocks of five minutes since 1970."""
    found = blocks_of({_ONLY: plan}, minutes=minutes, start=start, end=end, now=now, taken={_ONLY: taken})
    return found[_ONLY]


def blocks_of(
    plans: Mapping[K, Plan],
    *,
    minutes: int,
    start: datetime,
    end: datetime,
    now: datetime,
    taken: Mapping[K, Spans],
) -> dict[K, NDArray[np.int64]]:
    """The same of many, all at once."""
    if not plans:
        return {}
    spans: dict[tuple[timedelta, timedelta], tuple[int, int]] = {}
    for rules in (plan.rules for plan in plans.values()):
        if (both := (rules.notice, rules.horizon)) not in spans:
            spans[both] = (max(_up(start), _up(now + both[0])), min(_up(end), _up(now + both[1])))
    possible = [
        _possible(plan, minutes, *spans[plan.rules.notice, plan.rules.horizon]) for plan in plans.values()
    ]
    demands = [Demand(minutes, plan.rules.pause, taken.get(id, ()), plan.away) for id, plan in plans.items()]
    found = [
        own
        for at in range(0, len(demands), MANY)
        for own in still_open(possible[at : at + MANY], demands[at : at + MANY])
    ]
    return dict(zip(plans, found, strict=True))


def _possible(plan: Plan, minutes: int, since: int, until: int) -> NDArray[np.int64]:
    """Starts in [since, until) that the hours allow, whatever is booked."""
    if since >= until or not plan.hours:
        return _NONE
    first = since - since % PAGE
    count = -(-(until - first) // PAGE) * PAGE + MARGIN
    base = template(plan.hours, plan.zone, plan.rules.step, first, count)
    return starts_in(base, minutes, since=since, until=until)


def _moments(blocks: NDArray[np.int64]) -> list[datetime]:
    return [datetime.fromtimestamp(block * SECONDS, UTC) for block in blocks.tolist()]


def window(row: WorkingHours) -> Window:
    """A row of hours as the core knows it."""
    return Window(row.weekday, row.start_minute, row.end_minute, row.valid_from, row.valid_to)


def _down(moment: datetime) -> int:
    return int(moment.timestamp() // SECONDS)


def _up(moment: datetime) -> int:
    return int(-(-moment.timestamp() // SECONDS))
