"""Bookings of the demo practice: past and coming weeks, in all states, by the same services as real ones."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from footing.booking import errors, services
from footing.booking.models import AppointmentType
from footing.booking.queries import search
from footing.booking.services import Guest, Wish
from footing.config.demo import practice
from footing.design import content
from footing.outbox.models import Message
from footing.practice.models import Therapist

BACK, AHEAD = timedelta(days=10), timedelta(days=24)
WAITING_MAILS = 4


def make_bookings(team: Sequence[Therapist], *, now: datetime, seed: int) -> int:
    """Fill each therapist's weeks to the share that the demo file names; returns how many were made."""
    chance = random.Random(seed)  # noqa: S311 (invented people)
    shares = {entry["slug"]: entry["load"] for entry in practice.entries()}
    made = sum(_fill(therapist, shares.get(therapist.slug, 0.4), now, chance) for therapist in team)
    _mark_sent(now)
    return made


def _fill(therapist: Therapist, share: float, now: datetime, chance: random.Random) -> int:
    kinds = list(AppointmentType.objects.filter(active=True))
    made = 0
    for back in range(BACK.days, -AHEAD.days, -1):
        day = now - timedelta(days=back)
        if back < -7 and chance.random() < 0.35:
            continue  # further ahead, fewer have booked
        seen = min(day, now) - timedelta(days=3)
        open_starts = search.slots(kinds[-1], [therapist], start=day, end=day + timedelta(days=1), now=seen)
        starts = [slot.start for slot in open_starts if chance.random() < share * 0.7]
        made += sum(_book(therapist, start, seen, kinds, chance) for start in starts)
    return made


def _book(
    therapist: Therapist,
    start: datetime,
    now: datetime,
    kinds: Sequence[AppointmentType],
    chance: random.Random,
) -> bool:
    kind = chance.choices(kinds, weights=[4, 1, 5][: len(kinds)])[0]
    wish = Wish(type=kind.id, start=start, mode=chance.choice(therapist.modes), therapist=therapist.id)
    try:
        done = services.book(wish=wish, guest=_guest(chance, therapist), now=now)
    except errors.BookingError:
        return False
    if chance.random() < 0.08:
        _later(lambda at: services.cancel(code=done.booking.code, token=done.token, now=at), now)
    elif chance.random() < 0.06:
        _move(done, kind, therapist, now)
    return True


def _move(done: services.Booked, kind: AppointmentType, therapist: Therapist, now: datetime) -> None:
    start = done.booking.start
    free = search.slots(kind, [therapist], start=start, end=start + timedelta(days=8), now=now)
    if free:
        _later(
            lambda at: services.move(code=done.booking.code, token=done.token, start=free[-1].start, now=at),
            now,
        )


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
