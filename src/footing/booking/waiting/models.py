"""Rows of the waiting list. An offer keeps its time by a hold: the claims refuse a second one."""

from django.db import models
from django.db.models import Q

from footing.booking.models import BY, MODES, AppointmentType, Hold
from footing.practice.models import Therapist
from footing.vault.models import Linked
from footing.vault.private import Private

ENDINGS = ("booked", "stopped", "over", "quiet")
OUTCOMES = ("accepted", "declined", "expired", "gone")


class Waiting(Linked):
    """Somebody who waits for a time; a holder of their own, as with a booking.

    `place` orders the line: since when, or since an offer was left without an answer. `contact` as of a
    booking; `wish` has days (0 is Monday; none: any), parts of the day (none: any) and `passed`, starts in
    blocks that were open when they asked and did not suit them. `repeat` is a keyed hash of the form's key.
    """

    footing_link = "waiting-link"

    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    therapist = models.ForeignKey(Therapist, null=True, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=MODES)
    since = models.DateTimeField()
    place = models.DateTimeField(db_index=True)
    until = models.DateTimeField()
    repeat = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 (null: sent without a key)
    name = Private("booking.waiting.name", str)
    contact = Private("booking.waiting.contact", dict)
    wish = Private("booking.waiting.wish", dict)
    zone = Private("booking.waiting.zone", str)


class Ending(models.Model):
    """That somebody waits no longer: booked, stopped, their time over, or offers left without a word."""

    waiting = models.OneToOneField(Waiting, primary_key=True, on_delete=models.CASCADE, related_name="ending")
    reason = models.CharField(max_length=8, choices=[(r, r) for r in ENDINGS])
    by = models.CharField(max_length=8, choices=(*BY, ("worker", "worker")))
    at = models.DateTimeField(db_index=True)


class Offer(models.Model):
    """A time that came free and is kept for one person, until `expires_at` or until it is ended.

    The hold claims the time, so no second offer of it can be written; the constraint refuses a person's second.
    """

    waiting = models.ForeignKey(Waiting, on_delete=models.CASCADE, related_name="offers")
    hold = models.OneToOneField(Hold, null=True, on_delete=models.SET_NULL, related_name="offer")
    therapist = models.ForeignKey(Therapist, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, blank=True, choices=[(o, o) for o in OUTCOMES])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["waiting"], condition=Q(ended_at__isnull=True), name="one_live_offer_each"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="offer_ends_somehow",
            ),
        ]
