"""What the worker does for accounts."""

from datetime import datetime, timedelta

from footing.accounts import returns, sittings
from footing.outbox.periodic import periodic


@periodic("accounts.sessions", every=timedelta(hours=1))
def forget_sessions(now: datetime) -> None:
    """Sessions that are over: nobody reads back from them who signed in when."""
    sittings.sweep(now=now)


@periodic("accounts.returns", every=timedelta(hours=6))
def forget_returns(now: datetime) -> None:
    """Requests to be let back in whose time has passed."""
    returns.sweep(now=now)
