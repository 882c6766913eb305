"""What the worker does for accounts."""

from datetime import datetime, timedelta

from footing.accounts import sittings
from footing.outbox.periodic import periodic


@periodic("accounts.sweep", every=timedelta(hours=6))
def sweep(now: datetime) -> None:
    """Sessions that are over are deleted."""
    sittings.sweep(now=now)
