"""Keys that belong to nothing are taken away once a day."""

from datetime import datetime, timedelta

from footing.outbox.periodic import periodic
from footing.vault.sweep import sweep


@periodic("vault.sweep", every=timedelta(days=1))
def sweep_keys(now: datetime) -> None:
    """A key is written before its first row; where the row never came, the key goes."""
    sweep(now=now)
