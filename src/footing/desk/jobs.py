"""What the worker does for the desk by itself."""

from datetime import datetime, timedelta

from footing.desk import apart
from footing.outbox.periodic import periodic


@periodic("desk.apart", every=timedelta(days=1))
def forget_past(now: datetime) -> None:
    """Marks of bookings that are over: nobody can meet there any more."""
    apart.forget_past(now)
