"""Busy times of a calendar file, in a process of its own: `python -m footing.calendars.outside.expand`.

Whoever wrote the file decides how much work it is, so this process has two seconds of a processor, 256 MB and no
file that it could write. In come one line of JSON (zone, start, end, own) and the file; out comes one line of JSON.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar

from footing.calendars.outside.entries import Entry, When, between, entry, grounded, moment
from footing.calendars.outside.series import MOST, Span, Window, once, series
from footing.calendars.outside.slim import slim
from footing.calendars.outside.troubles import NO_CALENDAR, TOO_MUCH, TroubleError

CPU_SECONDS = 2
MEMORY = 256 * 1024 * 1024
# What an entry without sense can lead to.
WRONG = (ValueError, TypeError, AttributeError, OverflowError)
# What an entry can do without: it is busy more often then, or at its one time, and counts as unread.
BESIDE = {"EXDATE", "RDATE", "SEQUENCE"}
BUSY = {"BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"}


@dataclass(frozen=True)
class Found:
    """Busy times, merged and in order, and how many entries made no sense."""

    spans: list[Span]
    unread: int


def read(content: bytes, *, zone: str, start: datetime, end: datetime, own: str = "") -> Found:
    """Busy times of a file in [start, end). Raises TroubleError.

    `zone` is for whole days, and for times without a zone where the file names none. Entries whose UID ends in `own`
    are ours: they are known here already, and better. An entry with a rule that makes no sense counts as unread
    and is busy at its one time; one without a time counts as unread only.
    """
    text = slim(content, start=start, end=end)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except ValueError as error:
        raise TroubleError(NO_CALENDAR) from error
    spans, unread = list[Span](), 0
    for calendar in calendars:
        window = Window(start, end, ZoneInfo(zone))
        entries, wrong = _entries(calendar, _zone_of(calendar, window.zone), own)
        unread += wrong
        for group in _by_uid(entries):
            found, wrong = _group(group, window)
            unread += wrong
            spans += found
            _refuse_many(spans)
        spans += _free_busy(calendar, window)
        _refuse_many(spans)
    return Found(list(_merged(spans)), unread)


def _refuse_many(spans: list[Span]) -> None:
    if len(spans) > MOST:
        raise TroubleError(TOO_MUCH)


def _zone_of(calendar: Any, usual: tzinfo) -> tzinfo:
    """The zone of times that name none."""
    named = str(calendar.get("X-WR-TIMEZONE", "")).strip()
    try:
        return ZoneInfo(named) if named else usual
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return usual


def _entries(calendar: Any, zone: tzinfo, own: str) -> tuple[list[Entry], int]:
    found, wrong = list[Entry](), 0
    for component in calendar.walk("VEVENT"):
        if own and str(component.get("UID", "")).endswith(own):
            continue
        lost = BESIDE & {name for name, _ in component.errors}
        for name in lost:
            del component[name]
        wrong += bool(lost)
        try:
            found.append(entry(component, zone))
        except WRONG:
            wrong += not lost
    return found, wrong


def _by_uid(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for number, one in enumerate(entries):
        groups.setdefault(one.uid or f"\0{number}", []).append(one)
    yield from groups.values()


def _group(group: list[Entry], window: Window) -> tuple[list[Span], int]:
    """The busy times of all entries of one UID."""
    by_name: dict[When | None, list[Entry]] = {}
    for one in group:
        by_name.setdefault(one.instead_of, []).append(one)
    masters = _newest(by_name.pop(None, []))
    changed = [one for same in by_name.values() for one in _newest(same)]
    spans, wrong = list[Span](), 0
    for one in masters or changed:
        whole = bool(masters) and (one.repeats or bool(changed))
        try:
            spans += series(one, changed, window) if whole else once(one, window)
        except WRONG:
            wrong += 1
            if whole:
                with suppress(*WRONG):
                    spans += once(one, window)
    return spans, wrong


def _newest(same: list[Entry]) -> list[Entry]:
    """Of several that say they are the same, those with the highest number: more than one where they are at odds."""
    newest = max((one.sequence for one in same), default=0)
    return [one for one in same if one.sequence == newest]


def _free_busy(calendar: Any, window: Window) -> Iterator[Span]:
    for component in calendar.walk("VFREEBUSY"):
        periods = component.get("FREEBUSY", [])
        for period in periods if isinstance(periods, list) else [periods]:
            if str(period.params.get("FBTYPE", "BUSY")).upper() not in BUSY:
                continue
            first, second = period.dt
            begin = grounded(first, window.zone)
            last = begin + second if not isinstance(second, datetime) else grounded(second, window.zone)
            end = between(begin, last, window.zone).after(begin, window.zone)
            begin = moment(begin, window.zone).astimezone(UTC)
            if begin < end and begin < window.end and end > window.start:
                yield begin, end


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last is None or span[0] > last[1]:
            if last is not None:
                yield last
            last = span
        else:
            last = (last[0], max(last[1], span[1]))
    if last is not None:
        yield last


def _limit() -> None:
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Read one file from standard input; say what was found, or which trouble there was, and nothing else."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    start, end = (datetime.fromtimestamp(asked[name], UTC) for name in ("start", "end"))
    try:
        found = read(sys.stdin.buffer.read(), zone=asked["zone"], start=start, end=end, own=asked["own"])
        spans = [(int(low.timestamp()), int(-(-high.timestamp() // 1))) for low, high in found.spans]
        said: dict[str, Any] = {"spans": spans, "unread": found.unread}
    except TroubleError as error:
        said = {"trouble": error.kind}
    except (MemoryError, RecursionError):
        said = {"trouble": TOO_MUCH}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
