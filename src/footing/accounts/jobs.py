"""What the worker does for accounts."""

from datetime import datetime, timedelta

from footing.accounts import returns, sittings
from footing.outbox.periodic import periodic


@periodic("accounts.sweep", every=timedelta(hours=6))
def sweep(now: datetime) -> None:
    """Sessions that are over are deleted, and requests whose time has passed."""
    sittings.sweep(now=now)
    returns.sweep(now=now)
