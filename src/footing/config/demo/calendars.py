"""Other calendars of the demo's therapists: files read by the same services as theirs."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from footing.calendars.outside import services
from footing.design import content
from footing.practice.models import Therapist


def make_calendars(team: Sequence[Therapist], *, now: datetime) -> int:
    """Read in what content/…/demo/calendars.toml names, and give each its own secret address; returns how many."""
    rooms = {t.slug: Therapist.objects.get(pk=t.pk) for t in team}
    entries = content.table("demo/calendars.toml")["calendar"]
    for entry in entries:
        therapist = rooms[entry["slug"]]
        if therapist.person_id is None:
            continue
        services.add_file(
            by=therapist.person_id, therapist=therapist, name=entry["name"], content=_file(therapist, entry, now),
            now=now,
        )  # fmt: skip
        services.make_address(by=therapist.person_id, therapist=therapist, now=now)
    return len(entries)


def _file(therapist: Therapist, entry: dict[str, Any], now: datetime) -> bytes:
    """The file as another calendar would write it, from this week on."""
    zone, calendar = ZoneInfo(therapist.time_zone), Calendar()
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    for number, (weekday, low, high, weekly) in enumerate(entry["entries"]):
        day = monday + timedelta(days=weekday + (0 if weekly else 7))
        event = Event()
        event.add("uid", f"{entry['slug']}-{number}@calendar.example")
        event.add("dtstamp", now)
        event.add("dtstart", _at(day, low, zone))
        event.add("dtend", _at(day, high, zone))
        if weekly:
            event.add("rrule", {"FREQ": ["WEEKLY"]})
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)
