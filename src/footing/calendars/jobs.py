"""What the worker does by itself: holidays a year ahead, and weeks that are over."""

from datetime import datetime, timedelta

from footing.calendars import holidays, services
from footing.outbox.periodic import periodic
from footing.practice.models import Therapist


@periodic("calendars.holidays", every=timedelta(days=1))
def write_holidays(now: datetime) -> None:
    """Public holidays that came into reach; old ones and old single weeks go."""
    holidays.forget_past(now=now)
    services.forget_weeks(before=(now - holidays.OLD).date())
    holidays.fill(Therapist.objects.all(), now=now)
