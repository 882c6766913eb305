"""The week of one therapist and the day of all, with a line in the access log for each booking in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.queries import bookings, search
from footing.desk.access import Staff
from footing.practice.models import Therapist
from footing.vault import access, keys

DAYS = 7


@dataclass(frozen=True)
class Day:
    """One day of one therapist: bookings in order, and how many starts are still open."""

    date: date
    therapist: Therapist
    bookings: tuple[Booking, ...]
    open_starts: int
    past: bool
    today: bool


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, in the therapist's own zone."""

    therapist: Therapist
    first: date
    days: tuple[Day, ...]

    @property
    def count(self) -> int:
        """How many bookings the week has."""
        return sum(len(day.bookings) for day in self.days)


@dataclass(frozen=True)
class Today:
    """Today in a line: how many are booked, the next that is not over, how many starts are open."""

    booked: int
    next: Booking | None
    open_starts: int


def week(staff: Staff, therapist: Therapist, first: date) -> Week:
    """A therapist's week; each booking in it is a look at its guest's name, and logged."""
    zone = ZoneInfo(therapist.time_zone)
    dates = [first + timedelta(days=n) for n in range(DAYS)]
    return Week(therapist, first, _days(staff, [therapist], dates, zone, purpose="week"))


def day(staff: Staff, date: date, zone: ZoneInfo) -> tuple[Day, ...]:
    """One day of everybody whom this person may see, in their order; each booking is a look, and logged.

    Whoever has left comes only where something is still booked with them.
    """
    found = _days(staff, staff.team(), [date], zone, purpose="day")
    return tuple(day for day in found if day.bookings or not day.therapist.has_left)


def today(days: Iterable[Day], now: datetime) -> Today | None:
    """What is said of today, where it is among these days."""
    found = [day for day in days if day.today]
    booked = sorted((b for day in found for b in day.bookings), key=lambda b: b.start)
    coming = next((b for b in booked if b.end > now), None)
    return Today(len(booked), coming, sum(day.open_starts for day in found)) if found else None


def monday(text: str, zone: str) -> date:
    """The Monday of the week of a date written as 2026-11-23; of this week for anything else."""
    found = date_of(text, zone)
    return found - timedelta(days=found.weekday())


def date_of(text: str, zone: str) -> date:
    """A date written as 2026-11-23; today in `zone` for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    return found if 2000 < found.year < 3000 else timezone.now().astimezone(ZoneInfo(zone)).date()


def _days(
    staff: Staff, team: Sequence[Therapist], dates: Sequence[date], zone: ZoneInfo, *, purpose: str
) -> tuple[Day, ...]:
    now, (start, end) = timezone.now(), _span(dates, zone)
    mine = Booking.objects.filter(
        therapist__in=[t.id for t in team], start__gte=start, start__lt=end, cancellation__isnull=True
    )
    rows = list(bookings.with_requested(mine).select_related("type", "therapist").order_by("start"))
    keys.prefetch(row.holder for row in rows)
    _record(staff, rows, purpose)
    free, today = _open(team, zone, start, end, now), now.astimezone(zone).date()
    booked: dict[tuple[UUID, date], list[Booking]] = {}
    for row in rows:
        booked.setdefault((row.therapist_id, row.start.astimezone(zone).date()), []).append(row)
    return tuple(
        Day(date, t, tuple(booked.get((t.id, date), ())), free.get((t.id, date), 0), date < today, date == today)
        for t in team
        for date in dates
    )  # fmt: skip


def _record(staff: Staff, rows: Iterable[Booking], purpose: str) -> None:
    access.record(
        actor=staff.person.id, subjects=[r.holder for r in rows], kind="booking", action="look", purpose=purpose
    )  # fmt: skip


def _open(
    team: Sequence[Therapist], zone: ZoneInfo, start: datetime, end: datetime, now: datetime
) -> dict[tuple[UUID, date], int]:
    kind = min(search.types(), key=lambda k: k.minutes, default=None)
    if kind is None or not team:
        return {}
    counts: dict[tuple[UUID, date], int] = {}
    for slot in search.slots(kind, team, start=start, end=end, now=now):
        day = (slot.therapist, slot.start.astimezone(zone).date())
        counts[day] = counts.get(day, 0) + 1
    return counts


def _span(dates: Sequence[date], zone: ZoneInfo) -> tuple[datetime, datetime]:
    first, after = dates[0], dates[-1] + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)
