"""What the worker takes away by itself, of what no booking owns."""

from datetime import datetime, timedelta

from django.conf import settings

from footing.outbox import services
from footing.outbox.periodic import periodic
from footing.vault import erase
from footing.vault.sweep import sweep, sweep_access_log, sweep_marks


@periodic("vault.sweep", every=timedelta(days=1))
def sweep_keys(now: datetime) -> None:
    """A key is written before its first row; where the row never came, the key goes."""
    sweep(now=now)


@periodic("vault.marks", every=timedelta(hours=1))
def forget_visitors(now: datetime) -> None:
    """Counts of requests, and each day's salt with its day."""
    sweep_marks(now=now)


@periodic("vault.log", every=timedelta(days=1))
def forget_looks(now: datetime) -> None:
    """Lines of the access log whose time to be kept is over."""
    sweep_access_log(now=now, keep=timedelta(days=settings.FOOTING_KEEP_ACCESS_LOG_DAYS))


@periodic("vault.erase", every=timedelta(minutes=1))
def erase_due(now: datetime) -> None:
    """Holders whose time to take an erasure back is over."""
    erase.carry_out(moment=now)


@periodic("vault.tombstones", every=timedelta(hours=6))
def delete_unreadable(now: datetime) -> None:
    """Rows of the erased: left by a stop in the middle, or come back with an old backup."""
    erase.replay()


@periodic("outbox.forget", every=timedelta(hours=6))
def forget_sent(now: datetime) -> None:
    """Mails that left yesterday, and those that never could."""
    services.forget(now=now)
