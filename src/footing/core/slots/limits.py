"""What narrows weekly hours: what a window is kept for, weeks that differ, and how many appointments a day takes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from footing.core.slots.blocks import BLOCK, Spans
from footing.core.slots.walltime import MINUTES_A_DAY, Window, segments

WEEK = timedelta(days=7)


def serving(hours: Sequence[Window], type: str | None, modes: Collection[str]) -> tuple[Window, ...]:
    """The windows in which `type` can be met in one of `modes`. None and an empty collection ask for nothing.

    What they are kept for is taken off, so that equal hours are laid out once.
    """
    if not any(window.types or window.modes for window in hours):
        return tuple(hours)
    return tuple(
        replace(window, types=(), modes=())
        for window in hours
        if not (type and window.types and type not in window.types)
        and not (modes and window.modes and set(window.modes).isdisjoint(modes))
    )


def laid_out(usual: Iterable[Window], weeks: Mapping[date, Sequence[Window]]) -> tuple[Window, ...]:
    """Usual windows with the hours of single weeks in their place, by validity dates. `weeks` are Mondays.

    Raises ValueError for a day that is no Monday.
    """
    if not weeks:
        return tuple(usual)
    days = sorted(weeks)
    if any(day.weekday() for day in days):
        raise ValueError("a week begins on a Monday")
    found = [part for window in usual for part in _around(window, days)]
    for day in days:
        found += [replace(w, valid_from=day, valid_to=day + WEEK - timedelta(days=1)) for w in weeks[day]]
    return tuple(found)


def _around(window: Window, mondays: Sequence[date]) -> Iterable[Window]:
    """A window with these weeks cut out of its validity."""
    since = window.valid_from
    for monday in mondays:
        before = monday - timedelta(days=1)
        if window.valid_to is not None and window.valid_to < monday:
            break
        if since is None or since <= before:
            yield replace(window, valid_from=since, valid_to=before)
        since = monday + WEEK if since is None else max(since, monday + WEEK)
    if since is None or window.valid_to is None or since <= window.valid_to:
        yield replace(window, valid_from=since)


def days_of(blocks: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """The local day of each block, in days since 1970. `blocks` in any order."""
    if not len(blocks):
        return blocks
    minutes = blocks * BLOCK
    parts = segments(zone, int(minutes.min()), int(minutes.max()) + BLOCK)
    begins = np.array([begin for begin, _end, _offset in parts], dtype=np.int64)
    offsets = np.array([offset for _begin, _end, offset in parts], dtype=np.int64)
    return (minutes + offsets[np.searchsorted(begins, minutes, side="right") - 1]) // MINUTES_A_DAY


def below_cap(starts: NDArray[np.int64], taken: Spans, zone: str, most: int) -> NDArray[np.int64]:
    """Those starts on whose local day fewer than `most` (1 or more) of the `taken` spans begin."""
    begun = np.asarray(taken, dtype=np.int64).reshape(-1, 2)[:, 0]
    if most > len(begun) or not len(starts):
        return starts
    days, counts = np.unique(days_of(begun, zone), return_counts=True)
    full: NDArray[np.int64] = starts[~np.isin(days_of(starts, zone), days[counts >= most])]
    return full
