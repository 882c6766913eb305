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
    pause = -(-demand.pause // BLOCK)
    count = len(base.closed)
    shut = base.closed.copy()
    _mark(shut, base.first, demand.away, 0)
    _mark(shut, base.first, demand.occupied, pause)
    total = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(shut, out=total[1:])
    at = base.grid
    at = at[(at >= since - base.first) & (at < min(until - base.first, count - length + 1))]
    fits: NDArray[np.int64] = at[total[at + length] == total[at]] + base.first
    return fits


def _mark(shut: NDArray[np.int32], first: int, intervals: Spans, before: int) -> None:
    """Close the intervals and `before` blocks in front of each."""
    if not len(intervals):
        return
    count = len(shut)
    ends = np.clip(np.asarray(intervals, dtype=np.int64) - (first + before, first), 0, count)
    begun = np.bincount(ends[:, 0], minlength=count + 1)
    over = np.bincount(np.maximum(ends[:, 0], ends[:, 1]), minlength=count + 1)
    shut[np.cumsum(begun - over)[:count] > 0] = 1
