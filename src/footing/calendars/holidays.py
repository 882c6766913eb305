"""Writes of public holidays: each one ahead stands as time off, unless the therapist works on it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from footing.calendars import almanac
from footing.calendars.models import HolidayPlace, TimeOff, WorkedHoliday
from footing.calendars.services import permit
from footing.practice import queries as practice
from footing.practice.models import Practice, Therapist

# The farthest horizon is a year; the worker comes by every day.
AHEAD = timedelta(days=372)
OLD = timedelta(days=30)


@dataclass(frozen=True)
class Place:
    """Whose holidays are kept: codes of country and region. `own`: chosen by the therapist, not the practice's."""

    country: str
    region: str
    own: bool = False


@dataclass(frozen=True)
class Holiday:
    """A public holiday ahead, and whether the therapist works on it."""

    day: date
    name: str
    worked: bool


def place_of(therapist: Therapist) -> Place:
    """A therapist's own place, else the practice's."""
    return _places([therapist], practice.practice())[therapist.id]


def ahead(therapist: Therapist, *, since: datetime) -> list[Holiday]:
    """The holidays that are not over, closed and worked, by date."""
    zone = ZoneInfo(therapist.time_zone)
    closed = TimeOff.objects.filter(therapist=therapist, end__gt=since).exclude(holiday="")
    worked = WorkedHoliday.objects.filter(therapist=therapist, day__gte=since.astimezone(zone).date())
    found = [Holiday(row.start.astimezone(zone).date(), row.holiday, False) for row in closed]
    return sorted(found + [Holiday(row.day, row.name, True) for row in worked], key=lambda one: one.day)


def set_place(*, by: uuid.UUID, therapist: Therapist, country: str, region: str = "") -> None:
    """Keep the holidays of this country and region; no country: none. Raises PermissionDenied, ValueError."""
    permit(by, therapist)
    if country and not almanac.is_country(country):
        raise ValueError("the holidays of this country are not known")
    if region and region not in almanac.regions(country):
        raise ValueError("this country has no such region")
    with transaction.atomic():
        HolidayPlace.objects.update_or_create(
            therapist=therapist, defaults={"country": country, "region": region}
        )
        fill([therapist])


def use_house(*, by: uuid.UUID, therapist: Therapist) -> None:
    """Keep the holidays of the practice's place again. Raises PermissionDenied."""
    permit(by, therapist)
    with transaction.atomic():
        HolidayPlace.objects.filter(therapist=therapist).delete()
        fill([therapist])


def work(*, by: uuid.UUID, therapist: Therapist, day: date) -> bool:
    """Open a holiday; False where none closes that day. Raises PermissionDenied."""
    permit(by, therapist)
    with transaction.atomic():
        start = _midnight(day, therapist)
        closed = TimeOff.objects.filter(therapist=therapist, start=start).exclude(holiday="").first()
        if closed is None:
            return False
        WorkedHoliday.objects.get_or_create(
            therapist=therapist, day=day, defaults={"name": closed.holiday, "at": timezone.now()}
        )
        closed.delete()
    return True


def rest(*, by: uuid.UUID, therapist: Therapist, day: date) -> bool:
    """Close a holiday again; False where it was not open. What is booked stays. Raises PermissionDenied."""
    permit(by, therapist)
    with transaction.atomic():
        gone, _ = WorkedHoliday.objects.filter(therapist=therapist, day=day).delete()
        if gone:
            fill([therapist])
    return bool(gone)


def fill(therapists: Iterable[Therapist], *, now: datetime | None = None) -> None:
    """Write down the holidays ahead of each therapist, in their own zone, and take off those that are none now."""
    team, moment = list(therapists), now or timezone.now()
    places = _places(team, practice.practice())
    for therapist in team:
        with transaction.atomic():
            _fill(therapist, places[therapist.id], moment)


def _fill(therapist: Therapist, place: Place, now: datetime) -> None:
    first = now.astimezone(ZoneInfo(therapist.time_zone)).date()
    last = first + AHEAD
    worked = set(WorkedHoliday.objects.filter(therapist=therapist).values_list("day", flat=True))
    wanted = {
        (_midnight(day, therapist), _midnight(day + timedelta(days=1), therapist)): name
        for year in range(first.year, last.year + 1)
        for day, name in almanac.days(place.country, place.region, year)
        if first <= day <= last and day not in worked
    }
    there = {
        (row.start, row.end): row
        for row in TimeOff.objects.filter(therapist=therapist, end__gt=now).exclude(holiday="")
    }
    stale = [row.pk for span, row in there.items() if wanted.get(span) != row.holiday]
    TimeOff.objects.filter(pk__in=stale).delete()
    kept = {span for span, row in there.items() if row.pk not in set(stale)}
    missing = [
        TimeOff(therapist=therapist, start=start, end=end, holiday=name)
        for (start, end), name in wanted.items()
        if (start, end) not in kept
    ]
    # The worker may write the same day at the same moment.
    TimeOff.objects.bulk_create(missing, ignore_conflicts=True)


def forget_past(*, now: datetime) -> None:
    """Delete holidays that are over for a month: nobody asks what was closed."""
    TimeOff.objects.filter(end__lt=now - OLD).exclude(holiday="").delete()
    WorkedHoliday.objects.filter(day__lt=(now - OLD).date()).delete()


def _places(therapists: list[Therapist], house: Practice | None) -> dict[uuid.UUID, Place]:
    default = Place(house.country, house.region) if house else Place("", "")
    rows = HolidayPlace.objects.filter(therapist__in=therapists)
    own = {row.therapist_id: Place(row.country, row.region, own=True) for row in rows}
    return {t.id: own.get(t.id, default) for t in therapists}


def _midnight(day: date, therapist: Therapist) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(therapist.time_zone))
