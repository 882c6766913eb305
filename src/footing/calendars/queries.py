"""Open starts of one or many therapists: one query per table, whatever their number."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from footing.calendars.away import away as away_of
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Demand, Spans, Window, below_cap, laid_out, open_blocks, serving, template
from footing.practice.models import Therapist

SECONDS = 300
# Templates cover whole weeks from a fixed grid, so that searches of different days share them.
PAGE = 7 * 24 * 12
MARGIN = 24 * 12
Busy = Mapping[uuid.UUID, Sequence[tuple[datetime, datetime]]]


@dataclass(frozen=True)
class Rules:
    """A therapist's rules of booking; a therapist without a row has the defaults. `most` a day; None: any number."""

    pause: int = 10
    notice: timedelta = timedelta(hours=12)
    horizon: timedelta = timedelta(days=60)
    step: int = 30
    most: int | None = None


@dataclass(frozen=True)
class Plan:
    """What a search needs to know of one therapist."""

    zone: str
    hours: tuple[Window, ...]
    rules: Rules
    away: tuple[tuple[int, int], ...] = ()


def time_off_of(therapist: uuid.UUID, *, since: datetime) -> list[TimeOff]:
    """Time off of a therapist that is not over at `since`, public holidays left out."""
    return list(TimeOff.objects.filter(therapist=therapist, end__gt=since, holiday=""))


def rules(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, Rules]:
    """The rules of each therapist, in one query."""
    ids = list(therapists)
    found = {id: Rules() for id in ids}
    columns = ("therapist_id", "pause_minutes", "notice_hours", "horizon_days", "step_minutes", "most_a_day")
    for id, pause, notice, horizon, step, most in BookingRules.objects.filter(therapist__in=ids).values_list(
        *columns
    ):
        found[id] = Rules(pause, timedelta(hours=notice), timedelta(days=horizon), step, most)
    return found


def cap_of(therapist: uuid.UUID) -> tuple[int, str] | None:
    """The most appointments on one of a therapist's days and the zone of those days; None without a limit."""
    capped = BookingRules.objects.filter(therapist=therapist, most_a_day__isnull=False)
    found = capped.values_list("most_a_day", "therapist__time_zone").first()
    return (int(found[0] or 0), found[1]) if found else None


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
    hours = hours_of(ids)
    away, found = away_of(ids, start=start, end=end), rules(ids)
    return {
        t.id: Plan(t.time_zone, hours[t.id].windows, found[t.id], tuple(away.get(t.id, ())))
        for t in therapists
    }


@dataclass(frozen=True)
class Hours:
    """Usual weekly windows, and the windows of single weeks (by their Monday) that stand in their place."""

    usual: tuple[Window, ...] = ()
    weeks: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    @property
    def windows(self) -> tuple[Window, ...]:
        """All of them as one list with validity dates."""
        return laid_out(self.usual, self.weeks)


def hours_of(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, Hours]:
    """The weekly windows of each therapist, by weekday and time, in one query."""
    ids = list(therapists)
    usual: dict[uuid.UUID, list[Window]] = {id: [] for id in ids}
    weeks: dict[uuid.UUID, dict[date, tuple[Window, ...]]] = {}
    columns = (
        "therapist_id", "week", "weekday", "start_minute", "end_minute", "valid_from", "valid_to", "types", "modes",
    )  # fmt: skip
    for id, week, day, low, high, since, until, types, modes in WorkingHours.objects.filter(
        therapist__in=ids
    ).values_list(*columns):
        window = Window(day, low, high, since, until, tuple(types.split()), tuple(modes.split()))
        if week is None:
            usual[id].append(window)
        else:
            mine = weeks.setdefault(id, {})
            mine[week] = (*mine.get(week, ()), window)
    return {id: Hours(tuple(usual[id]), weeks.get(id, {})) for id in ids}


def blocks_in(
    plan: Plan, *, minutes: int, start: datetime, end: datetime, now: datetime, taken: Spans,
    type: str | None = None, modes: Collection[str] = (),
) -> NDArray[np.int64]:  # fmt: skip
    """The same for one plan, which may be one that is not saved yet, in blocks.

    `type` and `modes` narrow the hours to what is kept for them. `taken` begins a local day before `start` and ends
    one after `end` where the plan has a limit of appointments a day.
    """
    since = max(_up(start), _up(now + plan.rules.notice))
    until = min(_up(end), _up(now + plan.rules.horizon))
    hours = serving(plan.hours, type, modes)
    if since >= until or not hours:
        return np.empty(0, dtype=np.int64)
    first = since - since % PAGE
    count = -(-(until - first) // PAGE) * PAGE + MARGIN
    base = template(hours, plan.zone, plan.rules.step, first, count)
    demand = Demand(minutes, plan.rules.pause, occupied=taken, away=plan.away)
    found = open_blocks(base, demand, since=since, until=until)
    return found if plan.rules.most is None else below_cap(found, taken, plan.zone, plan.rules.most)


def _moments(blocks: NDArray[np.int64]) -> list[datetime]:
    return [datetime.fromtimestamp(block * SECONDS, UTC) for block in blocks.tolist()]


def _down(moment: datetime) -> int:
    return int(moment.timestamp() // SECONDS)


def _up(moment: datetime) -> int:
    return int(-(-moment.timestamp() // SECONDS))
