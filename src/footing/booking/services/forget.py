"""Delete old bookings: the row, its mails and, with its key, whatever a backup still holds of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from footing.booking.models import Booking, Claim, Hold, Joint
from footing.outbox.models import Message
from footing.vault import keys

BATCH = 500
HOLDS_KEPT = timedelta(days=1)


def forget(*, now: datetime, keep: timedelta) -> int:
    """Delete bookings that ended longer ago than `keep`, and holds that are over; returns how many bookings.

    Rows go first: a stop between leaves a key without a row, which the daily sweep takes.
    """
    old = Booking.objects.filter(end__lt=now - keep).values_list("id", "holder")
    gone = 0
    while found := list(old[:BATCH]):
        _delete([id for id, _ in found], [holder for _, holder in found])
        gone += len(found)
    Joint.objects.filter(created_at__lt=now - keep).exclude(
        id__in=Booking.objects.filter(joint__isnull=False).values("joint")
    ).delete()
    Hold.objects.filter(expires_at__lt=now - HOLDS_KEPT).exclude(
        id__in=Claim.objects.filter(hold__isnull=False).values("hold")
    ).delete()
    return gone


def _delete(bookings: list[UUID], holders: list[UUID]) -> None:
    with transaction.atomic():
        Message.objects.filter(holder__in=holders).delete()
        Booking.objects.filter(id__in=bookings).delete()
    for holder in holders:
        keys.erase(holder)
