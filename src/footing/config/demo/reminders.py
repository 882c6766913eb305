"""Reminders in the demo practice: some want one, some said that they will come, and a few did not."""

from datetime import datetime

from footing.booking.models import Booking
from footing.booking.reminders import missed, services
from footing.practice.mail import may_mail
from footing.vault import keys, links

SOME, LOOKED_AT, ABSENT = 6, 40, 3


def make_reminders(*, now: datetime) -> None:
    """Of the next bookings of those who allow mail every other has a reminder; of the last ones a few were missed."""
    live = Booking.objects.filter(cancellation__isnull=True).select_related("therapist")
    coming = list(live.filter(start__gt=now).order_by("start", "id")[:LOOKED_AT])
    keys.prefetch(row.holder for row in coming)
    for place, booking in enumerate([row for row in coming if may_mail(row)][: 2 * SOME]):
        pair = {"code": booking.code, "token": links.token(booking)}
        if place % 2 == 0:
            services.choose(**pair, ahead=("day",) if place % 4 else ("day", "hours"), hours="day", now=now)
        if place % 3 == 0:
            services.come(**pair, now=now)
    over = live.filter(end__lt=now).order_by("-start", "id")[: LOOKED_AT : LOOKED_AT // ABSENT]
    for booking in over:
        missed.mark(booking=booking, by=booking.therapist.person_id or booking.therapist.id, now=now)
