"""How much is booked with whom: what fair load rests on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from footing.booking import blocks
from footing.booking.models import Claim

WINDOW = timedelta(days=28)


def booked(therapists: Iterable[UUID], *, now: datetime) -> dict[UUID, int]:
    """Appointments of the next four weeks, per therapist who has any. One query."""
    window = (blocks.block_of(now), blocks.block_of(now + WINDOW))
    rows = Claim.objects.filter(
        therapist__in=list(therapists), block__range=window, span__gt=0, booking__isnull=False
    )
    return dict(rows.values_list("therapist").annotate(n=Count("id")).order_by())
