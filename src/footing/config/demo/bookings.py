"""Bookings of the demo practice: past and coming weeks, in all states."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils import timezone

from footing.booking import errors, services
from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.booking.services import Guest, Wish
from footing.calendars import queries as calendars
from footing.config.demo import practice, rows
from footing.design import content
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import keys

BACK, AHEAD, FULL = timedelta(days=10), timedelta(days=25), timedelta(days=7)
# How long before their day people booked; what is this near to today they booked by the services themselves.
AHEAD_OF_IT, CLOSE = timedelta(days=3), timedelta(days=2)
CHANGED = 0.1
WAITING_MAILS = 4


def make_bookings(team: Sequence[Therapist], *, now: datetime, seed: int) -> int:
    """Fill each therapist's weeks to the share that the demo file names; returns how many were made."""
    chance = random.Random(seed)  # noqa: S311 (invented people)
    shares = {entry["slug"]: entry["load"] for entry in practice.entries()}
    plans = [
        one for therapist in team for one in _planned(therapist, shares.get(therapist.slug, 0.4), now, chance)
    ]
    own, others = list[rows.Planned](), list[rows.Planned]()
    for one in plans:
        # These days as guests do it, with mails and codes, also what is for two; other weeks in one go.
        near = one.kind.together or abs(one.start - now) < CLOSE or chance.random() < CHANGED
        (own if near else others).append(one)
    rows.write(others)
    keys.forget()
    done = [(one, _book(one)) for one in own]
    for one, booked in done:
        _change(booked, one, chance)
    _mark_sent(now)
    return len(plans)


def _planned(
    therapist: Therapist, share: float, now: datetime, chance: random.Random
) -> Iterator[rows.Planned]:
    """What is booked with a therapist: by day a share of the open starts, none meeting another."""
    kinds = list(AppointmentType.objects.filter(active=True))
    first, pause = now - BACK, calendars.pauses([therapist.id])[therapist.id]
    most = calendars.rules([therapist.id])[therapist.id].most or 50
    open_ = _open(therapist, kinds, first, now + AHEAD)
    zone, free_from = ZoneInfo(therapist.time_zone), first
    every = sorted(set[datetime]().union(*open_.values()))
    for day, starts in groupby(every, key=lambda start: start.astimezone(zone).date()):
        if day > (now + FULL).date() and chance.random() < 0.35:
            continue  # further ahead, fewer have booked
        left = most
        for start in starts:
            if start < free_from or not left or chance.random() >= share * 0.7:
                continue
            kind, mode = (
                chance.choices(kinds, weights=[4, 1, 5][: len(kinds)])[0],
                chance.choice(therapist.modes),
            )
            if start not in open_[kind.id, mode]:
                continue  # this hour is kept for something else
            one = rows.Planned(
                therapist, start, kind, mode, _guest(chance, therapist), min(start, now) - AHEAD_OF_IT, pause
            )
            free_from, left = one.end + timedelta(minutes=pause), left - 1
            yield one


def _open(
    therapist: Therapist, kinds: Sequence[AppointmentType], start: datetime, end: datetime
) -> dict[tuple[str, str], set[datetime]]:
    """The starts that could have been booked, by type and way to meet."""
    known = search.read([therapist], start=start, end=end, now=start - AHEAD_OF_IT)
    return {
        (kind.id, mode): {slot.start for slot in replace(known, mode=mode).slots(kind, start=start, end=end)}
        for kind in kinds
        for mode in therapist.modes
    }


def _book(plan: rows.Planned) -> services.Booked:
    wish = Wish(type=plan.kind.id, start=plan.start, mode=plan.mode, therapist=plan.therapist.id)
    # Some of those who have no mail called, and somebody at the desk booked for them.
    by = "practice" if not plan.guest.email and plan.start.hour % 3 == 0 else "guest"
    return services.book(wish=wish, guest=plan.guest, by=by, now=plan.booked_at)


def _change(done: services.Booked, plan: rows.Planned, chance: random.Random) -> None:
    """Some give their time up, and some move it."""
    key = {"code": done.booking.code, "token": done.token}
    if chance.random() < 0.3:
        _later(lambda at: services.cancel(**key, now=at), plan.booked_at)
    elif chance.random() < 0.3:
        low, high = plan.start, plan.start + timedelta(days=8)
        free = search.slots(
            plan.kind, [plan.therapist], start=low, end=high, now=plan.booked_at, mode=plan.mode
        )
        if free:
            by = done.booking.booked_by
            _later(lambda at: services.move(**key, start=free[-1].start, by=by, now=at), plan.booked_at)


def _later(change: Callable[[datetime], object], now: datetime) -> None:
    try:
        change(now + timedelta(hours=5))
    except errors.BookingError:
        return  # taken or over by then: the booking stays as it is


def _guest(chance: random.Random, therapist: Therapist) -> Guest:
    source = content.table("demo/guests.toml")
    number = chance.randrange(100, 200)
    by_mail = chance.random() < 0.3
    name = chance.choice(source["names"])
    return Guest(
        name=name,
        phone=f"+1 416 555 0{number}",
        email=f"guest{number}@example.org" if by_mail else "",
        may_mail=by_mail,
        may_leave_message=chance.random() < 0.4,
        zone=therapist.time_zone,
        hours=chance.choice(source["hours"]),
        say=chance.choice(source["say"]),
        message=chance.choice(source["messages"]) if chance.random() < 0.3 else "",
    )


def _mark_sent(now: datetime) -> None:
    """All mails but the last few have left long ago."""
    waiting = Message.objects.order_by("-created_at").values_list("id", flat=True)[:WAITING_MAILS]
    Message.objects.exclude(id__in=list(waiting)).update(sent_at=now, attempts=1)


def today() -> datetime:
    """This morning, UTC: the demo is dated relative to it."""
    return timezone.now().replace(hour=6, minute=0, second=0, microsecond=0)
