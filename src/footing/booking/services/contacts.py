"""Who has a time to come already: known only by keyed hashes, and told to nobody who has not shown that it is theirs.

A second booking under the same address or number may be another person's who typed it. So it is booked like any
other, and nothing that its maker sees differs; only the mail to that address is kept back (decision 27).
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from footing.booking.errors import InvalidError, UnknownError
from footing.booking.guests import Guest
from footing.booking.models import Booking, ContactMark
from footing.booking.queries import bookings, contacts, rules

FIELD = "earlier"


@dataclass(frozen=True)
class Pair:
    """Code and token of an earlier booking: whoever has both made it."""

    code: str
    token: str


def shown(earlier: Pair | None, guest: Guest, now: datetime) -> uuid.UUID | None:
    """The chain of an earlier booking that is to come and has the same address or number.

    Raises InvalidError, which says nothing of any other booking.
    """
    if earlier is None:
        return None
    try:
        found = bookings.opened(code=earlier.code, token=earlier.token)
    except UnknownError as error:
        raise InvalidError(FIELD, str(error)) from error
    if found.start <= now or bookings.is_cancelled(found):
        raise InvalidError(FIELD, _("The time that you named is over or given up. Leave this empty."))
    chain = contacts.chain_of(found, email=guest.email, phone=guest.phone)
    if chain is None:
        sentence = _(
            "The time that you named has another address and number. Use the same, or leave this empty."
        )
        raise InvalidError(FIELD, sentence)
    return chain


def check_cap(chain: uuid.UUID | None) -> None:
    """Inside the transaction, after the therapist's lock: refuse what would be one too many. Raises InvalidError."""
    if chain is None:
        return
    rows = ContactMark.objects.filter(chain=chain)
    list(
        rows.select_for_update().values_list("id")
    )  # whoever comes at the same moment waits here, then counts
    most, there = rules.house().open_per_person, len(set(rows.values_list("booking", flat=True)))
    if there >= most:
        sentence = ngettext(
            "You have %(n)d time to come, as many as can be booked ahead. Give it up first, or call us.",
            "You have %(n)d times to come, as many as can be booked ahead. Give one up first, or call us.",
            there,
        )
        raise InvalidError(FIELD, sentence % {"n": there}, cause="too-many-open")


def remember(booking: Booking, guest: Guest, chain: uuid.UUID | None) -> None:
    """Write the marks of a new booking."""
    own = chain or uuid.uuid4()
    ContactMark.objects.bulk_create(
        ContactMark(booking=booking, mark=mark, chain=own)
        for mark in contacts.marks(guest.email, guest.phone)
    )


def forget(booking: Booking) -> None:
    """A booking that is given up counts no more."""
    ContactMark.objects.filter(booking=booking).delete()


def expire(now: datetime) -> None:
    """Nor does one that is over."""
    ContactMark.objects.filter(booking__end__lte=now).delete()
