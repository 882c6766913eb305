"""What the worker does for two people."""

from datetime import datetime, timedelta

from footing.couple.giving import services as giving
from footing.couple.models import Code, Given, Meeting, Typed, Yes
from footing.couple.turns import services as turns
from footing.outbox.periodic import periodic


@periodic("couple.forget", every=timedelta(hours=1))
def delete_old(now: datetime) -> None:
    """What has lapsed, and was out of sight from its moment on; and what its owner no longer has."""
    for model in (Code, Typed, Given, Yes, Meeting):
        model._default_manager.filter(ends_at__lte=now).delete()
    giving.tidy(now)


@periodic("couple.turns", every=timedelta(minutes=5))
def end_rounds(now: datetime) -> None:
    """Rounds whose time is over, with all that was written in them."""
    turns.end_old(now)
