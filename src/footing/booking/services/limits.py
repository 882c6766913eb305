"""Holds cannot close the practice (decision 13)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from footing.booking.errors import HoldLimitError
from footing.booking.models import AppointmentType, Hold
from footing.booking.queries import ownday, search

PLACES = (0, 1)


def free_place(client: str | None, now: datetime) -> int:
    """Which of an address's two places is free. Raises HoldLimitError."""
    if client is None:
        return 0
    mine = Hold.objects.filter(client=client)
    mine.filter(expires_at__lte=now).update(client=None)
    used = set(mine.values_list("place", flat=True))
    for place in PLACES:
        if place not in used:
            return place
    raise HoldLimitError(
        _("Two times are kept for you already. Finish with one of them, or wait ten minutes.")
    )


def check_day(kind: AppointmentType, therapist: UUID, start: datetime, now: datetime) -> None:
    """Refuse a further hold that would leave less than half of the day's open starts, of any length.

    The first hold of a therapist's day is always kept: a day of one or two starts could not be held else.
    Raises HoldLimitError.
    """
    own = search.team([therapist])[0]
    if not ownday.has_hold(own, start, now):
        return
    if any(2 * left < whole for whole, left in ownday.shares(kind, own, start, now)):
        raise HoldLimitError(
            _("Too many times of this day are kept just now. Book this one at once, or choose another day.")
        )
