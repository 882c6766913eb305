"""What the worker does by itself: clear what is over, delete what is old."""

from datetime import datetime, timedelta

from django.conf import settings

from footing.booking.reminders import services as reminders
from footing.booking.services import expire, forget, lapse
from footing.booking.waiting import offering
from footing.outbox.periodic import periodic


@periodic("booking.expire", every=timedelta(minutes=1))
def clear(now: datetime) -> None:
    """Expired holds, past claims and old idempotency keys; requests that nobody answered."""
    expire(now=now)
    lapse(now=now)


@periodic("booking.forget", every=timedelta(hours=6))
def delete_old(now: datetime) -> None:
    """Bookings whose time to be kept is over."""
    forget(now=now, keep=timedelta(days=settings.FOOTING_KEEP_BOOKINGS_DAYS))


@periodic("booking.offer", every=timedelta(seconds=30))
def offer_free_times(now: datetime) -> None:
    """What came free, to whoever waits first."""
    offering.run(now=now)


@periodic("booking.waited", every=timedelta(hours=6))
def forget_waiting(now: datetime) -> None:
    """Whoever waited and no longer does."""
    offering.forget(now=now)


@periodic("booking.remind", every=timedelta(seconds=30))
def remind(now: datetime) -> None:
    """Whoever wants to be reminded, of what comes soon."""
    reminders.run(now=now)
