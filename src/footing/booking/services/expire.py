"""Clear what is over: expired holds' claims, claims and marks of the past, idempotency keys after a day."""

from datetime import datetime

from django.utils import timezone

from footing.booking import blocks
from footing.booking.models import Claim, Hold, IdempotencyKey
from footing.booking.services import claims, contacts
from footing.booking.services.repeats import KEPT


def expire(*, now: datetime | None = None) -> int:
    """Delete what no longer occupies anybody's time; returns how many blocks became free.

    Claims of the same local day stay: they count for the most appointments of that day.
    """
    moment = now or timezone.now()

    def work() -> int:
        past = Claim.objects.filter(block__lt=blocks.block_of(moment) - blocks.A_DAY)
        freed, _ = Claim.objects.filter(expires_at__lte=moment).delete()
        past.delete()
        Hold.objects.filter(client__isnull=False, expires_at__lte=moment).update(client=None)
        contacts.expire(moment)
        IdempotencyKey.objects.filter(created_at__lte=moment - KEPT).delete()
        return freed

    return claims.in_transaction(work)
