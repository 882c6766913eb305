"""All times of one entry, with what was changed about some of them (RFC 5545, 3.8.5)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil import rrule

from footing.calendars.outside.entries import Entry, Length, When, moment
from footing.calendars.outside.troubles import TOO_MUCH, TroubleError

# Starts laid out for one entry; whoever meets somebody every hour of a year has 8,784.
MOST = 10_000
FREQUENCIES = {"YEARLY": 0, "MONTHLY": 1, "WEEKLY": 2, "DAILY": 3, "HOURLY": 4}
TOO_OFTEN = {"MINUTELY", "SECONDLY"}
# How many days one step of a rule takes; a whole number of steps can be left out before the time asked for.
STEPS = {"WEEKLY": 7, "DAILY": 1}
LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LISTS = {
    "BYSETPOS": "bysetpos", "BYMONTH": "bymonth", "BYMONTHDAY": "bymonthday", "BYYEARDAY": "byyearday",
    "BYWEEKNO": "byweekno", "BYHOUR": "byhour", "BYMINUTE": "byminute", "BYSECOND": "bysecond",
}  # fmt: skip
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Window:
    """What is asked for, and the zone of whole days."""

    start: datetime
    end: datetime
    zone: tzinfo


def once(entry: Entry, window: Window) -> Iterator[Span]:
    """The one time of an entry as it stands, if it is busy and meets the window."""
    yield from _span(entry, entry.start, entry.length, window)


def series(master: Entry, changed: Sequence[Entry], window: Window) -> Iterator[Span]:
    """Every time at which an entry is busy in the window. Raises ValueError, TroubleError."""
    later = sorted((one for one in changed if one.onwards), key=lambda one: _at(one.instead_of, window))
    alone = [one.instead_of for one in changed if not one.onwards and one.instead_of]
    left_out = {_named(at, master) for at in (*master.without, *alone)}
    for one in changed:
        if not one.onwards:
            yield from once(one, window)
    reach = max((abs(_shift(one, window)) for one in later), default=timedelta())
    for start, length in _starts(master, window, reach):
        if left_out.isdisjoint(_keys(start)):
            yield from _placed(master, later, start, length, window)


def _placed(
    master: Entry, later: Sequence[Entry], start: When, length: Length | None, window: Window
) -> Iterator[Span]:
    """One time of the series, as the last change "from here on" before it says."""
    at = _at(start, window)
    change = next((one for one in reversed(later) if _at(one.instead_of, window) <= at), None)
    if change is None:
        yield from _span(master, start, length or master.length, window)
        return
    yield from _span(change, _moved(start, change, window), change.length, window)


def _span(entry: Entry, start: When, length: Length, window: Window) -> Iterator[Span]:
    begin = moment(start, window.zone).astimezone(UTC)
    if not entry.busy or begin >= window.end:
        return
    end = length.after(start, window.zone)
    if begin < end and end > window.start:
        yield begin, end


def _starts(master: Entry, window: Window, reach: timedelta) -> Iterator[tuple[When, Length | None]]:
    """Every start once: the first, those of the rules, those that are named."""
    seen = set[Any]()
    for start, length in _all_starts(master, window, reach):
        key = start if not isinstance(start, datetime) else start.astimezone(UTC)
        if key not in seen:
            seen.add(key)
            if len(seen) > MOST:
                raise TroubleError(TOO_MUCH)
            yield start, length


def _all_starts(master: Entry, window: Window, reach: timedelta) -> Iterator[tuple[When, Length | None]]:
    # A named start with an end of its own comes before the same start without one.
    yield from sorted(master.again, key=lambda one: one[1] is None)
    yield master.start, None
    for rule in master.rules:
        for start in _ruled(rule, master, window, reach):
            yield start, None


def _ruled(rule: Any, master: Entry, window: Window, reach: timedelta) -> Iterator[When]:
    """The starts of one rule that could matter, in the wall time of the first.

    Wall time, since a rule speaks of it: an end given in UTC is brought there first, or the last day is lost east
    of Greenwich.
    """
    first = master.start
    zone = first.tzinfo if isinstance(first, datetime) else None
    margin = reach + timedelta(days=2 + master.length.days) + master.length.exact
    low, high = (_wall(at, zone or window.zone) for at in (window.start, window.end))
    begin = _wall(first, zone or window.zone)
    for at in _rule(rule, begin, zone or window.zone, low - margin):
        if at > high + margin:
            return
        if at >= low - margin:
            yield at.replace(tzinfo=zone) if zone else at.date()


def _rule(rule: Any, begin: datetime, zone: tzinfo, low: datetime) -> Iterable[datetime]:
    frequency = str(_first(rule, "FREQ", "")).upper()
    if frequency in TOO_OFTEN:
        raise TroubleError(TOO_MUCH)
    if frequency not in FREQUENCIES:
        raise ValueError("no frequency")
    interval, count = int(_first(rule, "INTERVAL", 1)), _first(rule, "COUNT", None)
    if interval < 1 or (count is not None and int(count) < 1):
        raise ValueError("no step")
    until = _first(rule, "UNTIL", None)
    if _is_never(rule):
        return []
    if until is not None:
        count = None  # both are not allowed; the one that cannot be lost in a leap is minded
    if count is None:
        begin = _nearer(begin, low, interval * STEPS.get(frequency, 0))
    found: Iterable[datetime] = rrule.rrule(
        FREQUENCIES[frequency],
        dtstart=begin,
        interval=interval,
        count=None if count is None else int(count),
        until=None if until is None else _until(until, zone),
        wkst=_weekday(_first(rule, "WKST", "MO")),
        byweekday=[_weekday(day) for day in rule.get("BYDAY", [])] or None,
        **{ours: [int(n) for n in rule[name]] for name, ours in _LISTS.items() if rule.get(name)},
    )
    return found


def _is_never(rule: Any) -> bool:
    """Whether a rule asks for a thirtieth of February: looked for day by day, there are eight thousand years of it."""
    months, days = ([int(n) for n in rule.get(name, [])] for name in ("BYMONTH", "BYMONTHDAY"))
    return bool(months and days) and all(abs(day) > LONGEST[month - 1] for month in months for day in days)


def _nearer(begin: datetime, low: datetime, days: int) -> datetime:
    """A later start on the same beat: years of mornings that are over need not be counted one by one."""
    if not days or low <= begin:
        return begin
    return begin + timedelta(days=(low - begin).days // days * days)


def _until(until: Any, zone: tzinfo) -> datetime:
    if not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59))
    return _wall(until, zone) if until.tzinfo else until


def _weekday(day: Any) -> Any:
    """A day of a rule, such as MO, 2TU or -1FR. Raises ValueError."""
    text = str(day).upper().lstrip("+")
    names, number = ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), text[:-2]
    if text[-2:] not in names or number in {"0", "-0"}:
        raise ValueError("no weekday")
    found = rrule.weekdays[names.index(text[-2:])]
    return found(int(number)) if number else found


def _first(rule: Any, name: str, usual: Any) -> Any:
    found = rule.get(name, usual)
    return found[0] if isinstance(found, list) and found else found


def _keys(start: When) -> set[When]:
    """What names a time of a series: its moment, and its day, since some leave out a time by the day alone."""
    return {start.astimezone(UTC), start.date()} if isinstance(start, datetime) else {start}


def _named(at: When, master: Entry) -> When:
    """Which time of the series is meant: a moment, or a day where one was given or the series is of whole days."""
    if not isinstance(at, datetime):
        return at
    return at.astimezone(UTC) if isinstance(master.start, datetime) else at.date()


def _at(at: When | None, window: Window) -> datetime:
    assert at is not None  # noqa: S101 (narrows the type)
    return moment(at, window.zone).astimezone(UTC)


def _shift(change: Entry, window: Window) -> timedelta:
    """By how much a change moves what comes after it, in wall time."""
    zone = _zone(change.instead_of, window)
    return _wall(change.start, zone) - _wall(change.instead_of, zone)


def _moved(start: When, change: Entry, window: Window) -> When:
    zone = _zone(change.instead_of, window)
    wall = _wall(start, zone) + _shift(change, window)
    return wall.replace(tzinfo=zone) if isinstance(change.start, datetime) else wall.date()


def _zone(at: When | None, window: Window) -> tzinfo:
    return (at.tzinfo if isinstance(at, datetime) else None) or window.zone


def _wall(at: When | None, zone: tzinfo) -> datetime:
    assert at is not None  # noqa: S101 (narrows the type)
    if not isinstance(at, datetime):
        return datetime.combine(at, time())
    return at.astimezone(zone).replace(tzinfo=None)
