"""Who has a time to come already, known by keyed hashes only."""

import re
import unicodedata
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from footing.booking.models import Booking, ContactMark
from footing.vault import links

PURPOSE = "booking-contact"


def marks(email: str, phone: str) -> list[str]:
    """The keyed hashes of an address and a number, folded as people vary them."""
    folded = {
        "email": unicodedata.normalize("NFKC", email).strip().casefold(),
        "phone": re.sub(r"\D", "", phone).lstrip("0"),
    }
    return [links.fingerprint(PURPOSE, f"{kind}:{text}".encode()) for kind, text in folded.items() if text]


def chain_of(booking: Booking, *, email: str, phone: str) -> UUID | None:
    """The chain of a booking that has this address or number; None where it has neither."""
    same = ContactMark.objects.filter(booking=booking, mark__in=marks(email, phone)).first()
    return same.chain if same else None


def may_be_anothers(booking: Booking, email: str) -> bool:
    """Whether an older booking has this address, and nobody showed that one person made both."""
    own = ContactMark.objects.filter(booking=booking, mark__in=marks(email, "")).first()
    if own is None:
        return False
    older = Q(booking__booked_at__lt=booking.booked_at) | Q(
        booking__booked_at=booking.booked_at, id__lt=own.id
    )
    return ContactMark.objects.filter(older, mark=own.mark).exclude(chain=own.chain).exists()


def others(booking: Booking, now: datetime) -> int:
    """How many other bookings to come have the same address or number, shown to be one person's or not."""
    own = ContactMark.objects.filter(booking=booking).values("mark")
    found = ContactMark.objects.filter(mark__in=own, booking__start__gt=now).exclude(booking=booking)
    return len(set(found.values_list("booking", flat=True)))
