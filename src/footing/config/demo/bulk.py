"""A large practice for measuring: many therapists, many bookings, written in batches past the services.

The rows are those that the services write (booking, claims, a key for each guest); no mail is made.
"""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from footing.booking import blocks
from footing.booking.models import AppointmentType, Booking, Claim
from footing.calendars.models import BookingRules, WorkingHours
from footing.config.demo import practice
from footing.design import content
from footing.practice.models import Therapist
from footing.vault import codes, keys

BATCH = 2000
PAUSE, LENGTH = 10, 60
# Two weeks back and eight ahead, five days, seven hours a day: 350 starts for each therapist.
DAYS_BACK, DAYS_AHEAD = 14, 56
INSERT = f"INSERT INTO {Claim._meta.db_table} (therapist_id, block, span, booking_id) VALUES (%s, %s, %s, %s)"  # noqa: S608
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
        _write(batch, kinds, chance)
    keys.forget()
    return len(team), bookings


def _team(count: int) -> list[Therapist]:
    entries, names = practice.entries(), content.table("demo/guests.toml")["names"]
    taken = Therapist.objects.count()
    team = []
    for number in range(taken, taken + count):
        entry = entries[number % len(entries)]
        values: dict[str, Any] = {name: entry[name] for name in practice.PUBLIC if name != "slug"}
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


def _write(
    batch: Sequence[tuple[Therapist, datetime]], kinds: Sequence[AppointmentType], chance: random.Random
) -> None:
    source = content.table("demo/guests.toml")
    rows: list[Booking] = []
    claims: list[tuple[Any, int, int, Any]] = []
    for holder, (therapist, start) in zip(keys.make_holders(len(batch)), batch, strict=True):
        kind = chance.choice(kinds)
        row = Booking(
            id=uuid.uuid4(), holder=holder, code=codes.new_code(), type=kind, therapist=therapist, start=start,
            end=start + timedelta(minutes=kind.minutes), mode=chance.choice(therapist.modes),
            booked_at=start - timedelta(days=chance.randrange(2, 30)), name=chance.choice(source["names"]),
            contact={"phone": f"+1 416 555 0{chance.randrange(100, 200)}", "email": "", "say": "", "hours": "",
                     "may_mail": False, "may_leave_message": False},
            message="", zone=therapist.time_zone,
        )  # fmt: skip
        rows.append(row)
        claims += _claims(row)
    with transaction.atomic():
        Booking.objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, claims)


def _claims(row: Booking) -> Iterator[tuple[Any, int, int, Any]]:
    """The values of a booking's claims, made ready by hand: there are ten times as many as bookings."""
    ready = Booking._meta.pk.get_db_prep_save
    therapist, booking = ready(row.therapist_id, connection), ready(row.id, connection)
    span = blocks.span_of(row.start, row.end, PAUSE)
    for block in span:
        yield therapist, block, len(span) if block == span[0] else 0, booking
