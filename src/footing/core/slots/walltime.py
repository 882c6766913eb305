"""The one place that turns wall time into UTC.

A zone is cut into segments of constant offset. A weekly window is laid over each segment's local
minutes: what falls into a gap of the clock belongs to no segment and does not exist; in a doubled
hour both halves exist, an hour of UTC apart.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 1440
PROBE = 360
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_WEEKDAY = 3  # 1 January 1970 was a Thursday

Interval = tuple[int, int]


@dataclass(frozen=True, order=True)
class Window:
    """A weekly window in local wall time: `start` and `end` are minutes since midnight, 0 to 1440.

    `weekday` counts from Monday, 0. Validity dates are inclusive; None is open. `types` and `modes` say
    what the window is kept for (see `serving`); empty is everything.
    """

    weekday: int
    start: int
    end: int
    valid_from: date | None = None
    valid_to: date | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or not 0 <= self.start < self.end <= MINUTES_A_DAY:
            raise ValueError(f"not a weekly window: {self}")


def minute(moment: datetime) -> int:
    """Minutes since 1970 UTC, rounded down. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - EPOCH) // timedelta(minutes=1)


def moment(minutes: int) -> datetime:
    """The aware UTC datetime of a minute since 1970."""
    return EPOCH + timedelta(minutes=minutes)


def segments(zone: str, first: int, last: int) -> list[tuple[int, int, int]]:
    """Constant offsets over [first, last) in UTC minutes: (from, to, offset in minutes)."""
    years = range(moment(first).year, moment(last).year + 1)
    found = [s for year in years for s in _year(zone, year)]
    return [(max(a, first), min(b, last), offset) for a, b, offset in found if a < last and b > first]


@lru_cache(maxsize=512)
def _year(zone: str, year: int) -> tuple[tuple[int, int, int], ...]:
    info = ZoneInfo(zone)
    begin, stop = (minute(datetime(y, 1, 1, tzinfo=UTC)) for y in (year, year + 1))
    found: list[tuple[int, int, int]] = []
    since, offset = begin, _offset(info, begin)
    for probe in range(begin + PROBE, stop + 1, PROBE):
        at = probe if probe < stop else stop - 1
        if _offset(info, at) == offset:
            continue
        change = _change(info, at - PROBE, at, offset)
        found.append((since, change, offset))
        since, offset = change, _offset(info, at)
    return (*found, (since, stop, offset))


def _offset(info: ZoneInfo, at: int) -> int:
    offset = moment(at).astimezone(info).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)


def _change(info: ZoneInfo, low: int, high: int, before: int) -> int:
    """The first minute in (low, high] whose offset is no longer `before`."""
    return low + bisect_right(range(low, high), False, key=lambda at: _offset(info, at) != before)


def opening(hours: Iterable[Window], zone: str, first: int, last: int) -> list[Interval]:
    """Weekly hours as merged UTC intervals (minutes since 1970) inside [first, last)."""
    by_day: dict[int, list[Window]] = {}
    for window in hours:
        by_day.setdefault(window.weekday, []).append(window)
    found: list[Interval] = []
    for begin, stop, offset in segments(zone, first, last):
        found += _local(by_day, begin + offset, stop + offset, offset)
    return merge(found)


def _local(by_day: dict[int, list[Window]], begin: int, stop: int, offset: int) -> Iterable[Interval]:
    for day in range(begin // MINUTES_A_DAY, (stop - 1) // MINUTES_A_DAY + 1):
        for window in by_day.get((day + EPOCH_WEEKDAY) % 7, ()):
            if not _valid(window, day):
                continue
            low = max(day * MINUTES_A_DAY + window.start, begin)
            high = min(day * MINUTES_A_DAY + window.end, stop)
            if low < high:
                yield low - offset, high - offset


def _valid(window: Window, day: int) -> bool:
    if window.valid_from is None and window.valid_to is None:
        return True
    on = EPOCH.date() + timedelta(days=day)
    return (window.valid_from is None or window.valid_from <= on) and (
        window.valid_to is None or on <= window.valid_to
    )


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Sorted, disjoint intervals; touching, overlapping and nested ones become one."""
    merged: list[Interval] = []
    for low, high in sorted(intervals):
        if low >= high:
            continue
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def subtract(free: Sequence[Interval], busy: Sequence[Interval]) -> list[Interval]:
    """What of the merged `free` intervals the merged `busy` ones leave."""
    left: list[Interval] = []
    position = 0
    for low, high in free:
        while position < len(busy) and busy[position][1] <= low:
            position += 1
        at, since = position, low
        while at < len(busy) and busy[at][0] < high:
            if since < busy[at][0]:
                left.append((since, busy[at][0]))
            since = max(since, busy[at][1])
            at += 1
        if since < high:
            left.append((since, high))
    return left
