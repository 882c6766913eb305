"""Working time at the desk: what a span can be kept for, and the starts that hours would give."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from footing.booking.forms import MODE_WORDS
from footing.booking.models import AppointmentType, Booking
from footing.booking.queries import search
from footing.calendars import almanac
from footing.calendars import queries as calendars
from footing.core.slots import covers
from footing.practice import queries as practice
from footing.practice.models import Therapist

FORTNIGHT, WEEK = timedelta(days=14), timedelta(days=7)


def words(therapist: Therapist) -> dict[str, tuple[str, str]]:
    """What can stand in brackets after a span: how this therapist meets people, and each type by its id in words."""
    modes = [mode for mode in MODE_WORDS if mode in therapist.modes] or list(MODE_WORDS)
    types = AppointmentType.objects.values_list("id", flat=True)
    return {
        **{mode.replace("-", " "): ("mode", mode) for mode in modes},
        **{id.replace("-", " ").lower(): ("type", id) for id in types},
    }


def house_place() -> str:
    """The practice's country and region, as a therapist reads them."""
    house = practice.practice()
    if house is None:
        return "–"
    name = dict(almanac.countries()).get(house.country, house.country)
    return f"{name}, {house.region}" if house.region else name


def preview(
    therapist: Therapist, hours: calendars.Hours, rules: calendars.Rules, *, kind: AppointmentType | None, mode: str,
    week: date | None, now: datetime, first: date | None = None,
) -> list[tuple[date, list[datetime]]]:  # fmt: skip
    """The open starts that these hours give, saved or not, by day: the very search that visitors make.

    Of the next fourteen days, of one `week` (its Monday), or of fourteen days from `first` on, as visitors will find
    them when these have come near enough. `mode`: empty for any way.
    """
    zone = ZoneInfo(therapist.time_zone)
    if kind is None:
        return []
    since = week or first
    start = max(now, datetime.combine(since, time(), zone)) if since else now
    end = start + FORTNIGHT if week is None else datetime.combine(week + WEEK, time(), zone)
    if first:
        rules = replace(rules, horizon=max(rules.horizon, end - now))
    saved = calendars.plan_of(therapist, start=start, end=end)
    plans = {therapist.id: replace(saved, hours=hours.windows, rules=rules)}
    known = search.read([therapist], start=start, end=end, now=now, mode=mode or None, plans=plans)
    days: dict[date, list[datetime]] = {}
    for slot in known.slots(kind, start=start, end=end):
        days.setdefault(slot.start.astimezone(zone).date(), []).append(slot.start)
    return list(days.items())


def outside(therapist: Therapist, hours: calendars.Hours, *, now: datetime) -> list[Booking]:
    """What is booked with a therapist outside these hours, from now on: it stays, and somebody may want to move it."""
    zone, windows = ZoneInfo(therapist.time_zone), hours.windows
    coming = Booking.objects.filter(therapist=therapist, cancellation__isnull=True, start__gt=now)
    return [
        booking
        for booking in coming.select_related("type").order_by("start")
        if not covers(windows, zone, booking.start, booking.end)
    ]


def today(therapist: Therapist, now: datetime) -> date:
    """The day that it is where a therapist works."""
    return now.astimezone(ZoneInfo(therapist.time_zone)).date()
