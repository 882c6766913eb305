"""Reads of the desk: weeks of bookings, with a line in the access log for each that is opened."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.queries import bookings, search
from footing.calendars import queries as calendars
from footing.core.slots import Hours, Window
from footing.desk.access import Staff
from footing.practice.models import Therapist
from footing.sharing import queries as sharing
from footing.vault import access, keys

DAYS = 7


@dataclass(frozen=True)
class Day:
    """One day of a therapist's week: bookings in order, and how many starts are still open."""

    date: date
    bookings: tuple[Booking, ...]
    open_starts: int
    past: bool


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


def week(staff: Staff, therapist: Therapist, first: date) -> Week:
    """A therapist's week; each booking in it is a look at its guest's name, and logged."""
    zone, now = ZoneInfo(therapist.time_zone), timezone.now()
    start, end = (_midnight(first + timedelta(days=n), zone) for n in (0, DAYS))
    rows = list(
        Booking.objects.filter(
            therapist=therapist, start__gte=start, start__lt=end, cancellation__isnull=True
        )
        .select_related("type", "therapist")
        .order_by("start")
    )
    keys.prefetch(row.holder for row in rows)
    access.record(
        actor=staff.person.id,
        subjects=[r.holder for r in rows],
        kind="booking",
        action="look",
        purpose="week",
    )
    free = _open_by_day(therapist, zone, start, end, now)
    days = tuple(_day(first + timedelta(days=n), rows, free, zone, now) for n in range(DAYS))
    return Week(therapist, first, days)


def booking(staff: Staff, id: uuid.UUID) -> Booking:
    """One booking of a therapist whom this person may see. Raises Http404 for any other, as for none."""
    found = Booking.objects.filter(id=id).select_related("type", "therapist", "joint").first()
    if found is None or found.therapist_id not in {t.id for t in staff.team()}:
        raise Http404
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action="look", purpose="appointment"
    )
    return found


def shared_of(staff: Staff, booking: Booking) -> list[sharing.Received]:
    """What the guest of a booking lets this very person see; a manager who looks on sees none of it."""
    owner = bookings.owner_of(booking)
    if owner is None:
        return []
    return sharing.received(reader=staff.person.id, now=timezone.now(), owners=[owner])


def preview(
    therapist: Therapist, windows: Sequence[Window], rules: calendars.Rules
) -> list[tuple[date, list[datetime]]]:
    """The open starts of the next fourteen days that unsaved hours would give, by day."""
    zone, now = ZoneInfo(therapist.time_zone), timezone.now()
    kind = min(search.types(), key=lambda k: k.minutes, default=None)
    if kind is None:
        return []
    end = now + timedelta(days=14)
    taken = search.occupied([therapist.id], start=now, end=end, now=now).get(therapist.id, ())
    plan = replace(calendars.plan_of(therapist, start=now, end=end), hours=Hours(windows), rules=rules)
    days: dict[date, list[datetime]] = {}
    for at in calendars.open_in(plan, minutes=kind.minutes, start=now, end=end, now=now, taken=taken):
        days.setdefault(at.astimezone(zone).date(), []).append(at)
    return list(days.items())


def monday(text: str, zone: str) -> date:
    """The Monday of the week of a date written as 2026-11-23; of this week for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = timezone.now().astimezone(ZoneInfo(zone)).date()
    if not 2000 < found.year < 3000:
        found = timezone.now().date()
    return found - timedelta(days=found.weekday())


def _open_by_day(
    therapist: Therapist, zone: ZoneInfo, start: datetime, end: datetime, now: datetime
) -> dict[date, int]:
    kind = min(search.types(), key=lambda k: k.minutes, default=None)
    if kind is None:
        return {}
    counts: dict[date, int] = {}
    for slot in search.slots(kind, [therapist], start=start, end=end, now=now):
        day = slot.start.astimezone(zone).date()
        counts[day] = counts.get(day, 0) + 1
    return counts


def _day(day: date, rows: list[Booking], free: dict[date, int], zone: ZoneInfo, now: datetime) -> Day:
    mine = tuple(row for row in rows if row.start.astimezone(zone).date() == day)
    return Day(day, mine, free.get(day, 0), day < now.astimezone(zone).date())


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
