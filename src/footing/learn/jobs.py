"""What the worker does by itself: delete pictures that no article shows."""

from datetime import datetime, timedelta

from footing.learn.articles import pictures
from footing.outbox.periodic import periodic


@periodic("learn.pictures", every=timedelta(hours=6))
def delete_unused(now: datetime) -> None:
    """Pictures that were sent and not kept."""
    pictures.sweep(now=now)
