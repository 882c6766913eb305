"""What the worker does every minute: clear what is over."""

from datetime import datetime, timedelta

from footing.booking.services import expire
from footing.outbox.periodic import periodic


@periodic("booking.expire", every=timedelta(minutes=1))
def clear(now: datetime) -> None:
    """Expired holds, past claims and old idempotency keys."""
    expire(now=now)
