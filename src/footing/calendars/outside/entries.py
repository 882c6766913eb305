"""One entry of a calendar as plain values: when it begins, how long it lasts, how it comes again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

FREE = {"FREE", "WORKINGELSEWHERE"}
When = date | datetime


@dataclass(frozen=True)
class Length:
    """How long something lasts: `days` by the calendar, then `exact` by the clock."""

    days: int
    exact: timedelta

    def after(self, start: When, zone: tzinfo) -> datetime:
        """The end of what begins at `start`."""
        begin = moment(start, zone)
        # Whole days end at the same wall time, also where a day has 23 hours.
        wall = begin + timedelta(days=self.days)
        return wall.astimezone(UTC) + self.exact


@dataclass(frozen=True)
class Entry:
    """A VEVENT. `again` are further starts, with a length of their own where they have one."""

    uid: str
    sequence: int
    busy: bool
    start: When
    length: Length
    rules: tuple[Any, ...]
    again: tuple[tuple[When, Length | None], ...]
    without: tuple[When, ...]
    instead_of: When | None
    onwards: bool

    @property
    def repeats(self) -> bool:
        """Whether there is more of it than the one time."""
        return bool(self.rules or self.again)


def entry(component: Any, zone: tzinfo) -> Entry:
    """Read a component; times without a zone are in `zone`. Raises ValueError where it makes no sense."""
    begin = _one(component, "DTSTART")
    if begin is None:
        raise ValueError("no start")
    start = grounded(begin.dt, zone)
    instead = _one(component, "RECURRENCE-ID")
    return Entry(
        uid=str(component.get("UID", "")),
        sequence=int(component.get("SEQUENCE", 0) or 0),
        busy=_is_busy(component),
        start=start,
        length=_length(component, start, zone),
        rules=tuple(_several(component, "RRULE")),
        again=tuple(_again(component, zone)),
        without=tuple(grounded(d.dt, zone) for dates in _several(component, "EXDATE") for d in dates.dts),
        instead_of=grounded(instead.dt, zone) if instead is not None else None,
        onwards=instead is not None and str(instead.params.get("RANGE", "")).upper() == "THISANDFUTURE",
    )


def grounded(value: Any, zone: tzinfo) -> When:
    """A day as it is; a time with its zone, or in `zone` where it has none. Raises ValueError for anything else."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return value
    raise ValueError("no time")


def moment(value: When, zone: tzinfo) -> datetime:
    """A time as it is; a day from its midnight in `zone`."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(), zone)


def _length(component: Any, start: When, zone: tzinfo) -> Length:
    end, lasts = _one(component, "DTEND"), _one(component, "DURATION")
    if end is not None:
        return between(start, grounded(end.dt, zone), zone)
    if lasts is not None:
        return _positive(lasts.dt)
    # A day without an end is that day; a time without one takes no time (RFC 5545, 3.6.1).
    return Length(0 if isinstance(start, datetime) else 1, timedelta())


def between(start: When, end: When, zone: tzinfo) -> Length:
    """The length from a start to an end. Raises ValueError for an end before the start."""
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        # Some write one day as ending when it begins.
        return _positive(max(end - start, timedelta(days=1)) if end >= start else end - start)
    return _positive(moment(end, zone).astimezone(UTC) - moment(start, zone).astimezone(UTC), by_days=False)


def _positive(lasts: timedelta, *, by_days: bool = True) -> Length:
    if lasts < timedelta():
        raise ValueError("ends before it begins")
    return Length(lasts.days, timedelta(seconds=lasts.seconds)) if by_days else Length(0, lasts)


def _again(component: Any, zone: tzinfo) -> Iterable[tuple[When, Length | None]]:
    for dates in _several(component, "RDATE"):
        for one in dates.dts:
            if isinstance(one.dt, tuple):
                first, second = one.dt
                start = grounded(first, zone)
                if isinstance(second, timedelta):
                    yield start, _positive(second)
                else:
                    yield start, between(start, grounded(second, zone), zone)
            else:
                yield grounded(one.dt, zone), None


def _is_busy(component: Any) -> bool:
    said = {name: str(component.get(name, "")).strip().upper() for name in ("TRANSP", "STATUS")}
    outlook = str(component.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).strip().upper()
    return said["TRANSP"] != "TRANSPARENT" and said["STATUS"] != "CANCELLED" and outlook not in FREE


def _several(component: Any, name: str) -> list[Any]:
    found = component.get(name)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _one(component: Any, name: str) -> Any:
    return next(iter(_several(component, name)), None)
