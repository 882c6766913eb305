"""What the practice says of booking: how many times ahead, until when giving up is early, who is asked first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from footing.booking.models import AsksFirst, HouseRules


@dataclass(frozen=True)
class Late:
    """Until when a time can be given up early, and what it means later, in the practice's words."""

    until: datetime
    words: str
    hours: int
    now_late: bool


def house() -> HouseRules:
    """The practice's rules, or those that a new one begins with."""
    return HouseRules.objects.filter(pk=1).first() or HouseRules(pk=1)


def late(start: datetime, now: datetime) -> Late | None:
    """What giving up a time that begins at `start` means; None where the practice says nothing of it."""
    said = house()
    if not said.late_hours or not said.late_words:
        return None
    until = start - timedelta(hours=said.late_hours)
    return Late(until, said.late_words, said.late_hours, until <= now)


def asked_first(therapists: Iterable[UUID]) -> set[UUID]:
    """Those of them who say yes to each booking first."""
    return set(AsksFirst.objects.filter(therapist__in=list(therapists)).values_list("therapist", flat=True))
