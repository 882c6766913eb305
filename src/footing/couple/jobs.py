"""What the worker does for two people."""

from datetime import datetime, timedelta

from footing.couple.models import Code, Given, Meeting, Typed, Yes
from footing.couple.turns import services as turns
from footing.outbox.periodic import periodic


@periodic("couple.forget", every=timedelta(hours=1))
def delete_old(now: datetime) -> None:
    """What has lapsed. It was out of sight from its moment on."""
    for model in (Code, Typed, Given, Yes, Meeting):
        model._default_manager.filter(ends_at__lte=now).delete()


@periodic("couple.turns", every=timedelta(minutes=5))
def end_rounds(now: datetime) -> None:
    """Rounds whose time is over, with all that was written in them."""
    turns.end_old(now)
