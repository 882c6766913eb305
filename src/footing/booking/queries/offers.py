"""What a visitor is shown of open times: days of a week in their own zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from footing.booking.errors import Slot
from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.practice.models import Therapist

DAYS = 7
HORIZON = timedelta(days=62)


@dataclass(frozen=True)
class Week:
    """Open starts (aware, UTC) of seven days, by day in the visitor's zone; and where to look next."""

    first: date
    days: tuple[tuple[date, tuple[datetime, ...]], ...]
    earlier: date | None
    later: date | None
    next_open: date | None


def week(
    kind: AppointmentType, team: Sequence[Therapist], *, first: date, zone: ZoneInfo, now: datetime
) -> Week:
    """Seven days of a team's starts from `first` in `zone`. An empty week names the next day with an open start."""
    today = now.astimezone(zone).date()
    first = max(first, today)
    start, end = (datetime.combine(day, time(), zone) for day in (first, first + timedelta(days=DAYS)))
    days = _by_day(search.slots(kind, team, start=start, end=end, now=now), zone)
    later = first + timedelta(days=DAYS)
    following = search.slots(kind, team, start=end, end=now + HORIZON, now=now) if end < now + HORIZON else []
    return Week(
        first=first,
        days=days,
        earlier=max(today, first - timedelta(days=DAYS)) if first > today else None,
        later=later if following else None,
        next_open=following[0].start.astimezone(zone).date() if following and not days else None,
    )


def _by_day(slots: Iterable[Slot], zone: ZoneInfo) -> tuple[tuple[date, tuple[datetime, ...]], ...]:
    days: dict[date, list[datetime]] = {}
    for start in sorted({slot.start for slot in slots}):
        days.setdefault(start.astimezone(zone).date(), []).append(start)
    return tuple((day, tuple(starts)) for day, starts in days.items())
