"""What a visitor is shown of open times: days of a week in their own zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from footing.booking import blocks
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
    kind: AppointmentType, team: Sequence[Therapist], *, first: date, zone: ZoneInfo, now: datetime,
    mode: str | None = None,
) -> Week:  # fmt: skip
    """Seven days of a team's starts from `first` in `zone`. An empty week names the next day with an open start."""
    today = now.astimezone(zone).date()
    first = max(first, today)
    start, end = (datetime.combine(day, time(), zone) for day in (first, first + timedelta(days=DAYS)))
    horizon = max(end, now + HORIZON)
    known = search.read(team, start=start, end=horizon, now=now, mode=mode)
    days = _by_day(known.slots(kind, start=start, end=end), zone)
    later = first + timedelta(days=DAYS)
    following = [own[0] for own in known.starts(kind, start=end, end=horizon).values() if len(own)]
    after = blocks.moment_of(int(min(following))) if following else None
    return Week(
        first=first,
        days=days,
        earlier=max(today, first - timedelta(days=DAYS)) if first > today else None,
        later=later if after else None,
        next_open=after.astimezone(zone).date() if after and not days else None,
    )


def _by_day(slots: Iterable[Slot], zone: ZoneInfo) -> tuple[tuple[date, tuple[datetime, ...]], ...]:
    days: dict[date, list[datetime]] = {}
    for start in sorted({slot.start for slot in slots}):
        days.setdefault(start.astimezone(zone).date(), []).append(start)
    return tuple((day, tuple(starts)) for day, starts in days.items())
