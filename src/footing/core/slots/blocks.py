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
    length = -(-demand.minutes // BLOCK)
    at = within_hours(base, length)
    at = at[np.searchsorted(at, since) : np.searchsorted(at, until)]
    low, high = _taken(demand)
    if not len(low):
        return at
    # Of the spans that begin before an appointment ends, the one that lasts longest decides.
    before = np.searchsorted(low, at + length)
    latest = np.where(before > 0, high[before - 1], np.iinfo(np.int64).min)
    fits: NDArray[np.int64] = at[latest <= at]
    return fits


@lru_cache(maxsize=8192)
def within_hours(base: Template, length: int) -> NDArray[np.int64]:
    """Starts of the grid from which `length` blocks lie within the hours, whatever is booked."""
    total = np.zeros(len(base.closed) + 1, dtype=np.int64)
    np.cumsum(base.closed, out=total[1:])
    at = base.grid[base.grid <= len(base.closed) - length]
    found = np.unique(at[total[at + length] == total[at]] + base.first)
    found.flags.writeable = False
    return found


def _taken(demand: Demand) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where spans that cannot be used begin, sorted, and the latest end of any that began so far."""
    pause = -(-demand.pause // BLOCK)
    spans = [
        np.asarray(intervals, dtype=np.int64).reshape(-1, 2) - (before, 0)
        for intervals, before in ((demand.away, 0), (demand.occupied, pause))
        if len(intervals)
    ]
    if not spans:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    both = np.concatenate(spans)
    both = both[both[:, 0] < both[:, 1]]
    both = both[np.argsort(both[:, 0], kind="stable")]
    return both[:, 0], np.maximum.accumulate(both[:, 1])
