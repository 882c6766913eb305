"""Open starts of one or many therapists: what they are worked out from is read once for each change of it."""

import uuid
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from footing.calendars import memory
from footing.calendars.away import away as away_of
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import (
    Demand,
    Spans,
    Window,
    Windows,
    below_cap,
    laid_out,
    serving,
    starts_in,
    still_open,
    template,
)
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
    """A therapist's rules of booking; a therapist without a row has the defaults. `most` a day; None: any number."""

    pause: int = 10
    notice: timedelta = timedelta(hours=12)
    horizon: timedelta = timedelta(days=60)
    step: int = 30
    most: int | None = None


@dataclass(frozen=True)
class Plan:
    """What a search needs to know of one therapist; without `away` where it is kept."""

    zone: str
    hours: Windows
    rules: Rules
    away: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Hours:
    """Usual weekly windows, and the windows of single weeks (by their Monday) that stand in their place."""

    usual: tuple[Window, ...] = ()
    weeks: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    @property
    def windows(self) -> Windows:
        """All of them as one list with validity dates."""
        return Windows(laid_out(self.usual, self.weeks))


def time_off_of(therapist: uuid.UUID, *, since: datetime) -> list[TimeOff]:
    """Time off of a therapist that is not over at `since`, public holidays left out."""
    return list(TimeOff.objects.filter(therapist=therapist, end__gt=since, holiday=""))


def rules(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, Rules]:
    """The rules of each therapist."""
    return {id: plan.rules for id, plan in _saved(list(therapists)).items()}


def cap_of(therapist: uuid.UUID) -> tuple[int, str] | None:
    """The most appointments on one of a therapist's days and the zone of those days; None without a limit."""
    plan = _saved([therapist])[therapist]
    return None if plan.rules.most is None else (plan.rules.most, plan.zone)


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

    `busy`: what live appointments occupy, pauses after them included (UTC). Two queries while nothing changed.
    """
    taken = {id: [(_down(low), _up(high)) for low, high in spans] for id, spans in busy.items()}
    known = plans(therapists, start=start, end=end)
    found = blocks_of(known, minutes=minutes, start=start, end=end, now=now, taken=taken)
    return {id: _moments(starts) for id, starts in found.items()}


def plan_of(therapist: Therapist, *, start: datetime, end: datetime) -> Plan:
    """Hours, rules, time off and busy times of one therapist as they are saved."""
    return plans([therapist], start=start, end=end)[therapist.id]


def plans(therapists: Sequence[Therapist], *, start: datetime, end: datetime) -> dict[uuid.UUID, Plan]:
    """Everything that a search of [start, end) needs of these therapists, beside what is booked.

    Time off and busy times are asked of the database each time, the rest while it changed.
    """
    ids = [t.id for t in therapists]
    saved, away = _saved(ids), away_of(ids, start=start, end=end)
    return {id: replace(plan, away=tuple(away[id])) if id in away else plan for id, plan in saved.items()}


def _saved(therapists: Sequence[uuid.UUID]) -> dict[uuid.UUID, Plan]:
    """Plans as they are saved: one query while nothing changed. A therapist who is not there has the defaults."""
    return memory.many("plans", therapists, _read)


def _read(ids: list[uuid.UUID]) -> dict[uuid.UUID, Plan]:
    """Everything that is kept of these therapists' time. Each table in here is a watched one (`calendars.apps`)."""
    zones = dict(Therapist.objects.filter(id__in=ids).values_list("id", "time_zone"))
    hours, found = hours_of(ids), _rules(ids)
    return {id: Plan(zones.get(id, "UTC"), _same(hours[id].windows), found[id]) for id in ids}


@lru_cache(maxsize=4096)
def _same(hours: Windows) -> Windows:
    """The object that stood for equal hours before: layouts are found by it, and none is compared window by window."""
    return hours


def _rules(ids: list[uuid.UUID]) -> dict[uuid.UUID, Rules]:
    found = {id: Rules() for id in ids}
    columns = ("therapist_id", "pause_minutes", "notice_hours", "horizon_days", "step_minutes", "most_a_day")
    rows = BookingRules.objects.filter(therapist__in=ids).values_list(*columns)
    for id, pause, notice, horizon, step, most in rows:
        found[id] = Rules(pause, timedelta(hours=notice), timedelta(days=horizon), step, most)
    return found


def hours_of(therapists: Iterable[uuid.UUID]) -> dict[uuid.UUID, Hours]:
    """The weekly windows of each therapist as they are saved, by weekday and time, in one query."""
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
    """The same for one plan, which may be one that is not saved yet, in blocks of five minutes since 1970."""
    found = blocks_of(
        {_ONLY: plan}, minutes=minutes, start=start, end=end, now=now, taken={_ONLY: taken}, type=type, modes=modes
    )  # fmt: skip
    return found[_ONLY]


def blocks_of(
    plans: Mapping[K, Plan], *, minutes: int, start: datetime, end: datetime, now: datetime,
    taken: Mapping[K, Spans], type: str | None = None, modes: Collection[str] = (),
) -> dict[K, NDArray[np.int64]]:  # fmt: skip
    """The same of many, all at once.

    `type` and `modes` narrow the hours to what is kept for them. `taken` begins a local day before `start` and ends
    one after `end` where a plan has a limit of appointments a day.
    """
    if not plans:
        return {}
    spans: dict[tuple[timedelta, timedelta], tuple[int, int]] = {}
    for rules in (plan.rules for plan in plans.values()):
        if (both := (rules.notice, rules.horizon)) not in spans:
            spans[both] = (max(_up(start), _up(now + both[0])), min(_up(end), _up(now + both[1])))
    ways = tuple(modes)
    possible = [
        _possible(plan, _serving(plan.hours, type, ways), minutes, *spans[plan.rules.notice, plan.rules.horizon])
        for plan in plans.values()
    ]  # fmt: skip
    demands = [Demand(minutes, plan.rules.pause, taken.get(id, ()), plan.away) for id, plan in plans.items()]
    found = [
        own
        for at in range(0, len(demands), MANY)
        for own in still_open(possible[at : at + MANY], demands[at : at + MANY])
    ]
    return {
        id: own if plan.rules.most is None else below_cap(own, taken.get(id, ()), plan.zone, plan.rules.most)
        for (id, plan), own in zip(plans.items(), found, strict=True)
    }


@lru_cache(maxsize=8192)
def _serving(hours: Windows, type: str | None, modes: tuple[str, ...]) -> Windows:
    """Hours as they are kept for a type and these ways to meet; hours kept for nothing are their own."""
    found = serving(hours, type, modes)
    return hours if found == hours else Windows(found)


def _possible(plan: Plan, hours: Windows, minutes: int, since: int, until: int) -> NDArray[np.int64]:
    """Starts in [since, until) that these hours of a plan allow, whatever is booked."""
    if since >= until or not hours:
        return _NONE
    first = since - since % PAGE
    count = -(-(until - first) // PAGE) * PAGE + MARGIN
    base = template(hours, plan.zone, plan.rules.step, first, count)
    return starts_in(base, minutes, since=since, until=until)


def _moments(blocks: NDArray[np.int64]) -> list[datetime]:
    return [datetime.fromtimestamp(block * SECONDS, UTC) for block in blocks.tolist()]


def _down(moment: datetime) -> int:
    return int(moment.timestamp() // SECONDS)


def _up(moment: datetime) -> int:
    return int(-(-moment.timestamp() // SECONDS))
