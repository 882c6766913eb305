"""What the worker takes away by itself, of what no booking owns."""

from datetime import datetime, timedelta

from footing.outbox import services
from footing.outbox.periodic import periodic
from footing.vault.sweep import sweep, sweep_marks


@periodic("vault.sweep", every=timedelta(days=1))
def sweep_keys(now: datetime) -> None:
    """A key is written before its first row; where the row never came, the key goes."""
    sweep(now=now)


@periodic("vault.marks", every=timedelta(hours=1))
def forget_visitors(now: datetime) -> None:
    """Counts of requests, and each day's salt with its day."""
    sweep_marks(now=now)


@periodic("outbox.forget", every=timedelta(hours=6))
def forget_sent(now: datetime) -> None:
    """Mails that left yesterday, and those that never could."""
    services.forget(now=now)
