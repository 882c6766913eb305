"""The same for many therapists: five-minute blocks in numpy, weekly hours laid out once.

A template (hours and start grid over a range of blocks) depends on nothing that a booking changes,
so it is cached; a search then marks what is busy and compares two ends of a running sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from footing.core.slots.walltime import Window, opening, segments

BLOCK = 5
Spans = Sequence[tuple[int, int]] | NDArray[np.int64]


class Windows(tuple[Window, ...]):
    """Weekly windows that work out their hash once: a search of many looks each therapist's layout up by it."""

    _hash: int

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            self._hash = super().__hash__()
            return self._hash


@dataclass(frozen=True, eq=False)
class Template:
    """Over blocks [first, first + len): `closed` outside the hours, `grid` where a start may lie."""

    first: int
    closed: NDArray[np.int32]
    grid: NDArray[np.int64]


@dataclass(frozen=True)
class Demand:
    """What is asked of one therapist: `minutes` of appointment, `pause` minutes free of others around.

    `occupied` are block intervals of live appointments with their pauses after them; `away` are those of
    time off, which an appointment may touch.
    """

    minutes: int
    pause: int
    occupied: Spans = ()
    away: Spans = ()


@lru_cache(maxsize=4096)
def template(hours: tuple[Window, ...], zone: str, step: int, first: int, count: int) -> Template:
    """Lay weekly hours and the start grid over `count` blocks from `first` (five minutes since 1970).

    Windows and `step` are multiples of five minutes. Raises ValueError for a step that is not.
    """
    if step % BLOCK or step < BLOCK:
        raise ValueError("a step is a multiple of five minutes")
    closed = np.ones(count, dtype=np.int32)
    begin, stop = first * BLOCK, (first + count) * BLOCK
    for low, high in opening(hours, zone, begin, stop):
        closed[-(-low // BLOCK) - first : high // BLOCK - first] = 0
    grid = [
        np.arange(since + (-(since + offset)) % step, until, step, dtype=np.int64) // BLOCK - first
        for since, until, offset in segments(zone, begin, stop)
    ]
    starts = np.concatenate(grid) if grid else np.empty(0, dtype=np.int64)
    closed.flags.writeable = starts.flags.writeable = False
    return Template(first, closed, starts)


def open_blocks(base: Template, demand: Demand, *, since: int, until: int) -> NDArray[np.int64]:
    """Start blocks in [since, until) at which the demand fits, in order."""
    possible = starts_in(base, demand.minutes, since=since, until=until)
    return still_open([possible], [demand])[0]


def starts_in(base: Template, minutes: int, *, since: int, until: int) -> NDArray[np.int64]:
    """Start blocks in [since, until) from which so many minutes lie within the hours, whatever is booked."""
    at = within_hours(base, -(-minutes // BLOCK))
    low, high = at.searchsorted((since, until))
    return at[low:high]


def still_open(possible: Sequence[NDArray[np.int64]], demands: Sequence[Demand]) -> list[NDArray[np.int64]]:
    """Of each one's possible starts, in order, those at which the demand fits. All at once: a step for each
    therapist would take longer than the work.
    """
    low, high, owner = _taken(demands)
    at, sizes = np.concatenate(possible), [len(own) for own in possible]
    if not len(at) or not len(low):
        return list(possible)
    if len(possible) == 1:
        return [at[_fits(at, low, high, -(-demands[0].minutes // BLOCK))]]
    length = np.array([-(-demand.minutes // BLOCK) for demand in demands])
    # Each has a stretch of the line to themselves, so long that nothing of one reaches into another's.
    least = min(int(low.min()), int(at.min()))
    stretch = max(int(high.max()), int(at.max()) + int(length.max())) - least + 1
    places = np.repeat(np.arange(len(sizes)), sizes)
    here = at - least + places * stretch
    low, high = (ends - least + owner * stretch for ends in (low, high))
    fits = _fits(here, low, high, length[places])
    ends = np.cumsum(np.bincount(places[fits], minlength=len(sizes))).tolist()
    found = at[fits]
    return [found[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _fits(
    at: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64], length: int | NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether no span lies in [at, at + length): of those that begin before its end, the longest decides."""
    order = np.argsort(low, kind="stable")
    latest = np.maximum.accumulate(high[order])
    before = np.searchsorted(low[order], at + length)
    found: NDArray[np.bool_] = (before == 0) | (latest[before - 1] <= at)
    return found


@lru_cache(maxsize=8192)
def within_hours(base: Template, length: int) -> NDArray[np.int64]:
    """Starts of the grid from which `length` blocks lie within the hours, whatever is booked."""
    total = np.zeros(len(base.closed) + 1, dtype=np.int64)
    np.cumsum(base.closed, out=total[1:])
    at = base.grid[base.grid <= len(base.closed) - length]
    found = np.unique(at[total[at + length] == total[at]] + base.first)
    found.flags.writeable = False
    return found


def _taken(demands: Sequence[Demand]) -> tuple[NDArray[np.int64], ...]:
    """Where spans that cannot be used begin and end, and whose they are; a pause stands before what is occupied."""
    spans, owners, pauses = list[NDArray[np.int64]](), list[int](), list[int]()
    for place, demand in enumerate(demands):
        for intervals, before in ((demand.away, 0), (demand.occupied, -(-demand.pause // BLOCK))):
            if len(intervals):
                spans.append(np.asarray(intervals, dtype=np.int64).reshape(-1, 2))
                owners.append(place)
                pauses.append(before)
    if not spans:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing, nothing
    sizes, every = [len(own) for own in spans], np.concatenate(spans)
    low, high, owner = every[:, 0] - np.repeat(pauses, sizes), every[:, 1], np.repeat(owners, sizes)
    real = low < high
    return low[real], high[real], owner[real]
