"""What the worker does by itself: delete what is done."""

from datetime import datetime, timedelta

from django.conf import settings

from footing.outbox.periodic import periodic
from footing.practice import services


@periodic("practice.forget", every=timedelta(hours=6))
def delete_old(now: datetime) -> None:
    """What was answered, booked or closed, when its time to be kept is over."""
    services.forget(now=now, keep=timedelta(days=settings.FOOTING_KEEP_INTAKE_DAYS))
