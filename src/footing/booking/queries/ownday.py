"""A therapist's own day: the pause after an appointment, and how much of a day is still open."""

from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from footing.booking import blocks
from footing.booking.models import AppointmentType, Claim
from footing.booking.queries import search
from footing.calendars import queries as calendars
from footing.practice.models import Therapist


def pause_of(therapist: UUID) -> int:
    """Minutes kept free after each appointment of a therapist."""
    return calendars.pauses([therapist])[therapist]


def bounds(therapist: Therapist, moment: datetime) -> tuple[datetime, datetime]:
    """The therapist's own day around a moment, from midnight to midnight."""
    zone = ZoneInfo(therapist.time_zone)
    day: date = moment.astimezone(zone).date()
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


def has_hold(therapist: Therapist, moment: datetime, now: datetime) -> bool:
    """Whether a live hold lies on that day."""
    start, end = bounds(therapist, moment)
    window = (blocks.block_of(start), blocks.block_of(end) - 1)
    return Claim.objects.filter(therapist=therapist, block__range=window, expires_at__gt=now).exists()


def shares(
    kind: AppointmentType, therapist: Therapist, moment: datetime, now: datetime
) -> list[tuple[int, int]]:
    """Open starts of the day without any hold, and with the live holds and one more of `kind` at `moment`.

    One pair for each type that is offered: short holds close a day for long talks before they fill it.
    """
    start, end = bounds(therapist, moment)
    plan = calendars.plan_of(therapist, start=start, end=end)
    booked = search.occupied([therapist.id], start=start, end=end, now=now, holds=False)
    kept = search.occupied([therapist.id], start=start, end=end, now=now)
    span = blocks.span_of(moment, moment + timedelta(minutes=kind.minutes), plan.rules.pause)
    one_more = [*kept.get(therapist.id, ()), (span.start, span.stop)]
    open_with = partial(calendars.blocks_in, plan, start=start, end=end, now=now)
    asked = {(one.id, one.minutes, tuple(one.modes)) for one in (kind, *search.types())}
    return [
        (
            len(open_with(minutes=minutes, taken=booked.get(therapist.id, ()), type=id, modes=modes)),
            len(open_with(minutes=minutes, taken=one_more, type=id, modes=modes)),
        )
        for id, minutes, modes in asked
    ]
