"""What the worker does for calendars: read those that are due, write holidays a year ahead, clear what is over."""

import logging
import time
from datetime import datetime, timedelta

from footing.calendars import holidays
from footing.calendars import services as hours
from footing.calendars.outside import queries, services
from footing.outbox.periodic import periodic
from footing.practice.models import Therapist
from footing.vault import keys

# The worker also sends mail: what is not read in this time is read the next minute.
SECONDS, MOST = 30.0, 200
logger = logging.getLogger("footing.calendars")


@periodic("calendars.read", every=timedelta(minutes=1))
def read_feeds(now: datetime) -> None:
    """Read outside calendars that are due; one that cannot be opened or read stops no other."""
    began = time.monotonic()
    for feed in queries.due(now)[:MOST]:
        if time.monotonic() - began > SECONDS:
            return
        try:
            services.refresh(feed, now=now)
        except keys.ErasedError:
            feed.delete()
        except Exception as error:
            # The kind only: the words of an error could be words of a calendar.
            logger.error("a calendar could not be read: %s", type(error).__name__)
            services.put_off(feed, now=now)


@periodic("calendars.forget", every=timedelta(hours=1))
def forget(now: datetime) -> None:
    """Busy times that are over, and calendars of those who left."""
    services.forget(now=now)


@periodic("calendars.holidays", every=timedelta(days=1))
def write_holidays(now: datetime) -> None:
    """Public holidays that came into reach; old ones and old single weeks go."""
    holidays.forget_past(now=now)
    hours.forget_weeks(before=(now - holidays.OLD).date())
    holidays.fill(Therapist.objects.all(), now=now)
