"""A large practice for measuring: many therapists, many bookings, written in batches past the services."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from footing.booking.models import AppointmentType
from footing.booking.services import Guest
from footing.calendars.models import BookingRules, WorkingHours
from footing.config.demo import practice, rows
from footing.config.demo.rows import Planned
from footing.design import content
from footing.practice.models import Therapist
from footing.vault import keys

BATCH = 2000
PAUSE, LENGTH = 10, 60
# Two weeks back and eight ahead, five days, seven hours a day: 350 starts for each therapist.
DAYS_BACK, DAYS_AHEAD = 14, 56
HOURS = (9, 10, 11, 13, 14, 15, 16)


class TooManyError(Exception):
    """More bookings than the therapists have starts; the message says how many there are."""


def make(*, therapists: int, bookings: int, now: datetime, seed: int) -> tuple[int, int]:
    """Add therapists and bookings. Returns how many were written. Raises TooManyError."""
    days = [now.date() + timedelta(days=n) for n in range(-DAYS_BACK, DAYS_AHEAD)]
    workdays = [day for day in days if day.weekday() < 5]
    most = therapists * len(workdays) * len(HOURS)
    if bookings > most:
        raise TooManyError(
            f"{therapists} therapists have {most} starts. Ask for fewer bookings or more therapists."
        )
    chance = random.Random(seed)  # noqa: S311 (invented people)
    team = _team(therapists)
    kinds = list(AppointmentType.objects.filter(active=True, together=False))
    starts = _starts(team, workdays, bookings, chance)
    while batch := list(islice(starts, BATCH)):
        rows.write([_planned(therapist, start, kinds, chance) for therapist, start in batch])
    keys.forget()
    return len(team), bookings


def _team(count: int) -> list[Therapist]:
    entries, names = practice.entries(), content.table("demo/guests.toml")["names"]
    taken = Therapist.objects.count()
    team = []
    for number in range(taken, taken + count):
        entry = entries[number % len(entries)]
        values: dict[str, Any] = practice.public(entry)
        values |= {"name": f"{names[number % len(names)]} {number}", "registration_number": f"{number:06}"}
        team.append(Therapist(slug=f"t{number}", bio=entry["bio"].strip(), position=number, **values))
    with transaction.atomic():
        Therapist.objects.bulk_create(team, BATCH)
        BookingRules.objects.bulk_create(
            [BookingRules(therapist=t, pause_minutes=PAUSE, step_minutes=LENGTH) for t in team], BATCH
        )
        WorkingHours.objects.bulk_create(
            [
                WorkingHours(therapist=t, weekday=day, start_minute=low * 60, end_minute=high * 60)
                for t in team
                for day in range(5)
                for low, high in ((9, 12), (13, 17))
            ],
            BATCH,
        )
    return team


def _starts(
    team: Sequence[Therapist], workdays: Sequence[Any], bookings: int, chance: random.Random
) -> Iterator[tuple[Therapist, datetime]]:
    """Each therapist's share of the bookings at starts of their own, in local time as UTC."""
    for place, therapist in enumerate(team):
        zone = ZoneInfo(therapist.time_zone)
        share = bookings // len(team) + (place < bookings % len(team))
        free = [(day, hour) for day in workdays for hour in HOURS]
        for day, hour in chance.sample(free, share):
            yield therapist, datetime.combine(day, time(hour), zone).astimezone(UTC)


def _planned(
    therapist: Therapist, start: datetime, kinds: Sequence[AppointmentType], chance: random.Random
) -> Planned:
    names = content.table("demo/guests.toml")["names"]
    guest = Guest(
        name=chance.choice(names), phone=f"+1 416 555 0{chance.randrange(100, 200)}", zone=therapist.time_zone
    )
    booked_at = start - timedelta(days=chance.randrange(2, 30))
    return Planned(
        therapist, start, chance.choice(kinds), chance.choice(therapist.modes), guest, booked_at, PAUSE
    )
