"""Taking and giving back blocks: always inside the caller's transaction."""

import random
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import numpy as np
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from footing.booking import blocks as blocks_
from footing.booking.errors import BusyError, TakenError
from footing.booking.models import Booking, Claim, Hold
from footing.booking.queries.causes import TAKEN
from footing.calendars.queries import cap_of
from footing.core.slots import below_cap
from footing.practice.models import Therapist

T = TypeVar("T")
ATTEMPTS = 6


def in_transaction(work: Callable[[], T]) -> T:
    """Run `work` in one transaction; again after a lock, a deadlock or a lost race. Raises BusyError."""
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return work()
        except (OperationalError, IntegrityError) as error:
            if transaction.get_connection().in_atomic_block:
                raise
            lost = error
            time.sleep(random.uniform(0.005, 0.02) * 2**attempt)  # noqa: S311 (spreads retries)
    raise BusyError(_("Many people are booking just now. Wait a moment and send it again.")) from lost


def lock(therapist: UUID) -> None:
    """Let one transaction at a time claim for a therapist. SQLite's writers are alone already."""
    if connection.features.has_select_for_update:
        Therapist.objects.select_for_update(no_key=True).values_list("id").get(id=therapist)


def still_free(wanted: Mapping[UUID, range], now: datetime) -> list[UUID]:
    """Of those wanted, in their order, whose blocks nobody has: a read without a lock, true for a moment."""
    if not wanted:
        return []
    first, last = min(span.start for span in wanted.values()), max(span.stop for span in wanted.values())
    there = Claim.objects.filter(therapist__in=list(wanted), block__gte=first, block__lt=last)
    live = there.exclude(expires_at__lte=now).values_list("therapist_id", "block")
    busy = {id for id, block in live if block in wanted[id]}
    return [id for id in wanted if id not in busy]


def check(*, therapist: UUID, blocks: range, now: datetime) -> None:
    """Read whether somebody has one of these blocks. Raises TakenError; says nothing about a moment later."""
    if _others(therapist, blocks, now):
        raise taken()


def take(
    *, therapist: UUID, blocks: range, now: datetime, hold: Hold | None = None, booking: Booking | None = None
) -> None:
    """Claim blocks, in order, for a hold or a booking. Raises TakenError."""
    check(therapist=therapist, blocks=blocks, now=now)
    _check_day(therapist, blocks.start, now, None)
    _insert(therapist, blocks, blocks, hold, booking)


def convert(*, hold: Hold, booking: Booking, now: datetime) -> bool:
    """Hand a hold's claims to its booking. False where the hold has none left: somebody took over.

    Raises TakenError where the day filled up while the hold was already over for others.
    """
    handed = Claim.objects.filter(hold=hold).update(hold=None, booking=booking, expires_at=None)
    if handed:
        _check_day(booking.therapist_id, blocks_.block_of(booking.start), now, booking)
    return bool(handed)


def shift(*, booking: Booking, blocks: range, now: datetime) -> None:
    """Claim a booking's new blocks, then give back the old ones. Raises TakenError.

    New ones first: two bookings that swap places meet a taken block and never wait for each other.
    """
    therapist = booking.therapist_id
    if _others(therapist, blocks, now) - {booking.id}:
        raise taken()
    _check_day(therapist, blocks.start, now, booking)
    own = set(Claim.objects.filter(booking=booking).values_list("block", flat=True))
    _insert(therapist, [b for b in blocks if b not in own], blocks, None, booking)
    Claim.objects.filter(booking=booking).exclude(block__gte=blocks.start, block__lt=blocks.stop).delete()
    Claim.objects.filter(booking=booking).exclude(block=blocks.start).update(span=0)
    Claim.objects.filter(booking=booking, block=blocks.start).update(span=len(blocks))


def _others(therapist: UUID, blocks: range, now: datetime) -> set[UUID]:
    """Live bookings and holds that have one of these blocks; expired holds among them are cleared, each whole."""
    there = Claim.objects.filter(therapist=therapist, block__gte=blocks.start, block__lt=blocks.stop)
    rows = list(there.values_list("booking_id", "hold_id", "expires_at"))
    stale = {hold for _booking, hold, until in rows if until and until <= now}
    if stale:
        Claim.objects.filter(hold__in=stale).delete()
        Hold.objects.filter(id__in=stale).update(client=None)
    return {booking or hold for booking, hold, _until in rows if hold is None or hold not in stale}


def _check_day(therapist: UUID, block: int, now: datetime, own: Booking | None) -> None:
    """Refuse a start on a day that has as many others as its therapist takes: the lock lets one count at a time."""
    cap = cap_of(therapist)
    if cap is None:
        return
    near = (block - blocks_.A_DAY, block + blocks_.A_DAY)
    live = Claim.objects.filter(therapist=therapist, block__range=near, span__gt=0).exclude(
        expires_at__lte=now
    )
    others = live if own is None else live.exclude(booking=own)
    begun = list(others.values_list("block", "span"))
    most, zone = cap
    if not len(below_cap(np.array([block]), begun, zone, most)):
        raise taken()


def _insert(
    therapist: UUID, wanted: Iterable[int], blocks: range, hold: Hold | None, booking: Booking | None
) -> None:
    rows = [
        Claim(
            therapist_id=therapist,
            block=block,
            span=len(blocks) if block == blocks.start else 0,
            hold=hold,
            booking=booking,
            expires_at=hold.expires_at if hold else None,
        )
        for block in wanted
    ]
    try:
        Claim.objects.bulk_create(rows)
    except IntegrityError as error:
        raise taken() from error


def taken() -> TakenError:
    """The error of whoever came second; the caller adds what is near."""
    return TakenError(str(TAKEN["taken"]))
