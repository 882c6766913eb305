"""A calendar file cut down to the lines that say when: no other word of it comes any further than this module."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from footing.calendars.outside.troubles import NO_CALENDAR, TroubleError

_FOLD = re.compile(rb"\r?\n[ \t]|\r(?!\n)[ \t]")
_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_DAY = re.compile(r"\d{8}")
_KEPT = {
    "VCALENDAR": {"X-WR-TIMEZONE"},
    "VEVENT": {
        "UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TRANSP",
        "STATUS", "X-MICROSOFT-CDO-BUSYSTATUS",
    },
    "VFREEBUSY": {"FREEBUSY"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"},
}  # fmt: skip
_INSIDE = {
    "VCALENDAR": {""}, "VEVENT": {"VCALENDAR"}, "VFREEBUSY": {"VCALENDAR"}, "VTIMEZONE": {"VCALENDAR"},
    "STANDARD": {"VTIMEZONE"}, "DAYLIGHT": {"VTIMEZONE"},
}  # fmt: skip
_REPEATED = {"RRULE", "RDATE", "RECURRENCE-ID", "DURATION"}
# Nothing lasts so many days that an entry this long over could still reach into what is asked for.
_NEAR = timedelta(days=2)


def slim(content: bytes, *, start: datetime, end: datetime) -> str:
    """The calendars of a file with what matters for [start, end). Raises TroubleError.

    A file that ends in the middle is no calendar: what is missing would look like free time.
    """
    lines: list[str] = []
    seen = 0
    for block in _blocks(_text(content)):
        seen += block[0] == "BEGIN:VCALENDAR"
        if block[0] != "BEGIN:VEVENT" or not _is_over(block, start - _NEAR, end + _NEAR):
            lines += block
    if not seen:
        raise TroubleError(NO_CALENDAR)
    return "\r\n".join((*lines, ""))


def _text(content: bytes) -> str:
    whole = _FOLD.sub(b"", content.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in whole:
        raise TroubleError(NO_CALENDAR)
    try:
        return whole.decode()
    except UnicodeDecodeError:
        return whole.decode("latin-1")


def _blocks(text: str) -> Iterator[list[str]]:
    """Entries whole, and the lines around them one by one."""
    path: list[str] = [""]
    entry: list[str] = []
    for line in _END.split(text):
        match = _NAME.match(line)
        if not match:
            continue
        name = match[0].upper()
        kept = _kept(path, name, line)
        if name == "BEGIN":
            path.append(line[6:].strip().upper())
            kept = _stands(path)
        elif name == "END":
            kept = _stands(path)
            if len(path) == 1 or path.pop() != line[4:].strip().upper():
                raise TroubleError(NO_CALENDAR)
        if not kept:
            continue
        entry.append(f"{name}{line[len(name) :]}" if name not in {"BEGIN", "END"} else line.strip().upper())
        if "VEVENT" not in path:
            yield entry
            entry = []
    if len(path) > 1:
        raise TroubleError(NO_CALENDAR)


def _kept(path: list[str], name: str, line: str) -> bool:
    return _stands(path) and name in _KEPT.get(path[-1], ())


def _stands(path: list[str]) -> bool:
    """Whether this is a place in which something matters: an alarm in an entry is none, nor is a task."""
    return len(path) > 1 and all(here in _INSIDE and above in _INSIDE[here] for above, here in pairwise(path))


def _is_over(entry: list[str], start: datetime, end: datetime) -> bool:
    """Whether an entry that happens once lies outside: read off its days, before anything costly looks at it."""
    days: list[str] = []
    for line in entry:
        name = _NAME.match(line)
        if name and name[0] in _REPEATED:
            return False
        if name and name[0] in {"DTSTART", "DTEND"}:
            found = _DAY.search(line.rpartition(":")[2])
            if not found:
                return False
            days.append(found[0])
    return bool(days) and (max(days) < f"{start:%Y%m%d}" or min(days) > f"{end:%Y%m%d}")
