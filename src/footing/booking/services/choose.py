"""Who takes an appointment: the therapists who are free, fairest load first."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError, TakenError
from footing.booking.models import AppointmentType
from footing.booking.queries import causes, load, search
from footing.core.matching import fairest


@dataclass(frozen=True)
class Wish:
    """What somebody asks for. Without `therapist`, the practice's rule chooses. `start` is aware."""

    type: str
    start: datetime
    mode: str
    therapist: UUID | None = None


def candidates(wish: Wish, kind: AppointmentType, now: datetime) -> list[UUID]:
    """Those who are free at the start, least booked first, equals in chance order. `kind` is of the wish's type.

    Reads only, so that most of those who come too late never wait for a lock. Raises InvalidError for
    what never was a start, TakenError with what is near.
    """
    if wish.mode not in kind.modes:
        sentence = _("Choose how to meet from what is offered.")
        raise InvalidError("mode", sentence, cause=causes.NOT_OFFERED)
    asked = search.therapists_for(mode=wish.mode, therapist=wish.therapist)
    near = search.around(asked, start=wish.start, now=now, mode=wish.mode)
    end = wish.start + timedelta(minutes=1)
    free = near.slots(kind, start=wish.start, end=end)
    if not free:
        if not near.slots(kind, start=wish.start, end=end, claims=False):
            raise causes.never(kind, near, wish.start)
        raise _taken(kind, near, wish)
    return _fairest([slot.therapist for slot in free], now)


def with_nearest(wish: Wish, kind: AppointmentType, now: datetime) -> TakenError:
    """The error for a taken start, with three others that can be booked."""
    asked = search.therapists_for(mode=wish.mode, therapist=wish.therapist)
    return _taken(kind, search.around(asked, start=wish.start, now=now, mode=wish.mode), wish)


def _taken(kind: AppointmentType, near: search.Reading, wish: Wish) -> TakenError:
    others = search.nearest(kind, near, mode=wish.mode, therapist=wish.therapist, start=wish.start)
    return causes.taken(kind, near, wish.start, others)


def _fairest(free: list[UUID], now: datetime) -> list[UUID]:
    random.shuffle(free)
    return free if len(free) == 1 else fairest(free, load.booked(free, now=now))
