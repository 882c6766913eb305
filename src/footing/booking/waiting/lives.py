"""How long a time that came free is kept for somebody: so many hours of their day, never past the notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from footing.design import content

MOST_DAYS = 14


@dataclass(frozen=True)
class Rule:
    """`hours` of the day a time is kept, `least` that must be left; the day runs `day_from` to `day_to` o'clock.

    After `quiet` offers in a row without a word somebody waits no longer.
    """

    hours: int
    least: int
    day_from: int
    day_to: int
    quiet: int


def rule() -> Rule:
    """The practice's rule."""
    return Rule(**content.table("booking/waiting.toml")["offer"])


def until(now: datetime, *, limit: datetime, zone: ZoneInfo, rule: Rule) -> datetime | None:
    """When an offer made now ends, in UTC: after `rule.hours` of the day in `zone`, at `limit` at the latest.

    None where less than `rule.least` hours of the day lie before the limit. Exact across changes of the clock.
    """
    wanted, left = timedelta(hours=rule.hours), timedelta(0)
    end = now
    for morning, evening in _days(now, zone, rule):
        since, latest = max(morning, now), min(evening, limit)
        if since >= latest:
            continue
        end = min(latest, since + wanted - left)
        left += end - since
        if left >= wanted:
            break
    return end if left >= timedelta(hours=rule.least) else None


def awake(now: datetime, *, zone: ZoneInfo, rule: Rule) -> datetime:
    """The first moment from now that lies in the day of `zone`, in UTC."""
    return next(max(low, now) for low, high in _days(now, zone, rule) if high > now)


def _days(now: datetime, zone: ZoneInfo, rule: Rule) -> Iterator[tuple[datetime, datetime]]:
    """The days of a zone from today on, each from its morning to its evening, in UTC."""
    today = now.astimezone(zone).date()
    for n in range(MOST_DAYS):
        day = today + timedelta(days=n)
        yield _at(day, rule.day_from, zone), _at(day, rule.day_to, zone)


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
