"""When a reminder leaves: so long before, and only in the hours that its person chose, by their own clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from footing.design import content

# Before the end of the chosen hours, so that a mail which has to be moved there still arrives in them.
SLACK = timedelta(minutes=30)


@dataclass(frozen=True)
class Hours:
    """The part of a day in which a mail may arrive: from and to, in whole hours of the person's zone."""

    low: int
    high: int

    def hold(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether a moment lies in them."""
        return self.low <= moment.astimezone(zone).hour < self.high


def hours(id: str) -> Hours:
    """Hours by their id; any hour for an id that is no longer offered."""
    found = next((entry for entry in table()["hours"] if entry["id"] == id), None)
    return Hours(found["from"], found["to"]) if found else Hours(0, 24)


def ahead() -> list[tuple[str, str]]:
    """How long before: id and words."""
    return [(entry["id"], entry["label"]) for entry in table()["ahead"]]


def windows() -> list[tuple[str, str]]:
    """At which hours: id and words."""
    return [(entry["id"], entry["label"]) for entry in table()["hours"]]


def usual() -> str:
    """The id of the hours that hold where none were chosen: the first of the list."""
    return windows()[0][0]


def table() -> dict[str, list[dict[str, Any]]]:
    """The content file."""
    return content.table("booking/reminders.toml")


def due(start: datetime, *, ahead: str, hours: Hours, zone: ZoneInfo) -> datetime:
    """When to remind of `start`, in UTC.

    The day before is the same time by the clock on the wall, also where a clock was changed between; two hours
    before are two hours. What falls outside the chosen hours is moved earlier, to half an hour before their end.
    """
    local = start.astimezone(zone)
    if ahead == "day":
        found = datetime.combine(local.date() - timedelta(days=1), local.time(), zone).astimezone(UTC)
    else:
        found = start - timedelta(hours=2)
    if hours.hold(found, zone):
        return found.astimezone(UTC)
    there = found.astimezone(zone)
    day = there.date() if there.hour >= hours.high else there.date() - timedelta(days=1)
    return _end(day, hours, zone) - SLACK


def _end(day: date, hours: Hours, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hours.high), zone).astimezone(UTC)
