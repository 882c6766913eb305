"""What the worker does for sharing."""

from datetime import datetime, timedelta

from footing.outbox.periodic import periodic
from footing.sharing import services


@periodic("sharing.forget", every=timedelta(hours=12))
def delete_old(now: datetime) -> None:
    """Grants that ended a month ago."""
    services.forget(now=now)
