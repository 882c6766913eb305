"""Weekly hours that change on a day: which hold on it, others from it on, and what lies outside them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from footing.core.slots.walltime import Window

DAY = timedelta(days=1)


def holding(windows: Iterable[Window], day: date) -> tuple[Window, ...]:
    """The windows that hold on a day of their weekday's week, whatever weekday it is."""
    return tuple(
        w for w in windows
        if (w.valid_from is None or w.valid_from <= day) and (w.valid_to is None or w.valid_to >= day)
    )  # fmt: skip


def changes(windows: Iterable[Window], *, after: date) -> list[date]:
    """The days after `after` from which on other hours hold, in order."""
    return sorted({w.valid_from for w in windows if w.valid_from is not None and w.valid_from > after})


def from_day(windows: Sequence[Window], new: Iterable[Window], *, first: date) -> tuple[Window, ...]:
    """`new` windows in place of the others from `first` until the next change; the old ones end the day before."""
    until = _until(windows, first)
    kept = [part for window in windows for part in _beside(window, first, until)]
    return (*kept, *(replace(w, valid_from=first, valid_to=until) for w in new))


def until_change(windows: Sequence[Window], new: Iterable[Window], *, today: date) -> tuple[Window, ...]:
    """`new` windows in place of those that hold today, from ever until the next change."""
    until = _until(windows, today)
    later = [part for window in windows for part in _beside(window, date.min, until)]
    return (*(w if until is None else replace(w, valid_to=until) for w in new), *later)


def without(windows: Sequence[Window], *, first: date) -> tuple[Window, ...]:
    """The same without the change on `first`: what ended the day before goes on until the next change."""
    until, before = _until(windows, first), first - DAY
    return tuple(
        replace(w, valid_to=until) if w.valid_to == before else w for w in windows if w.valid_from != first
    )


def covers(windows: Sequence[Window], zone: ZoneInfo, start: datetime, end: datetime) -> bool:
    """Whether [start, end) lies in these hours from begin to end; aware datetimes."""
    at, last = start.astimezone(UTC), end.astimezone(UTC)
    while at < last:
        local = at.astimezone(zone)
        minute = local.hour * 60 + local.minute
        ends = [
            w.end for w in holding(windows, local.date())
            if w.weekday == local.weekday() and w.start <= minute < w.end
        ]  # fmt: skip
        if not ends:
            return False
        at += timedelta(minutes=max(ends) - minute)
    return True


def _until(windows: Iterable[Window], day: date) -> date | None:
    """The last day before the next change after `day`."""
    later = changes(windows, after=day)
    return later[0] - DAY if later else None


def _beside(window: Window, first: date, until: date | None) -> Iterable[Window]:
    """What of a window's validity lies before `first` or after `until`."""
    since, last = window.valid_from or date.min, window.valid_to or date.max
    if since < first:
        yield replace(window, valid_to=min(last, first - DAY))
    if until is not None and last > until:
        yield replace(window, valid_from=max(since, until + DAY))
