"""Open starts of one therapist by sort, merge and sweep; exact to the minute."""

from collections.abc import Iterable
from datetime import datetime

from footing.core.slots.walltime import Interval, Window, merge, minute, moment, opening, segments, subtract

Hours = Iterable[Window | tuple[int, int, int] | list[int]]


def open_slots(
    hours: Hours,
    busy: Iterable[tuple[datetime, datetime]],
    *,
    zone: str,
    start: datetime,
    end: datetime,
    minutes: int,
    step: int,
    buffer: int = 0,
) -> list[datetime]:
    """Starts in [start, end) at which `minutes` fit into the hours and miss every busy time.

    `hours`: weekly windows, as Window or (weekday from Monday 0, start, end) in local minutes.
    `busy`: UTC intervals; each is widened by `buffer` minutes on both sides.
    Starts lie on a grid of `step` minutes of local wall time counted from midnight.
    Returns aware UTC datetimes in order. Raises ValueError for naive datetimes or lengths below 1.
    """
    if minutes < 1 or step < 1 or buffer < 0:
        raise ValueError("minutes and step are at least 1, buffer at least 0")
    first, last = minute(start), minute(end)
    windows = [w if isinstance(w, Window) else Window(w[0], w[1], w[2]) for w in hours]
    taken = merge((minute(a) - buffer, _up(b) + buffer) for a, b in busy)
    free = subtract(opening(windows, zone, first, last + minutes), taken)
    return [moment(at) for at in _starts(free, zone, (first, last), minutes, step)]


def _up(when: datetime) -> int:
    """The minute at or after a moment."""
    whole = minute(when)
    return whole if moment(whole) == when else whole + 1


def _starts(free: list[Interval], zone: str, span: Interval, minutes: int, step: int) -> Iterable[int]:
    if not free:
        return
    offsets = segments(zone, span[0], span[1] + minutes)
    for low, high in free:
        for begin, stop, offset in offsets:
            since = max(low, begin, span[0])
            at = since + (-(since + offset)) % step
            until = min(high - minutes + 1, stop, span[1])
            yield from range(at, until, step)
