"""Times that are asked for first, who already has one to come, and what the practice says of booking."""

import uuid

from django.db import models

from footing.booking.models.booked import Booking
from footing.practice.models import Therapist

OUTCOMES = (("approved", "approved"), ("declined", "declined"), ("lapsed", "lapsed"))


class AsksFirst(models.Model):
    """A therapist who says yes to each booking first. Without a row a time is booked at once."""

    therapist = models.OneToOneField(Therapist, primary_key=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()


class Request(models.Model):
    """A booking that waits for a yes; its claims stand meanwhile. Let go at `answer_by` if nobody answers."""

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="request"
    )
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField(db_index=True)


class Decision(models.Model):
    """How a request ended; one row, so that a yes and a no at the same moment cannot both be.

    `lapsed`: nobody answered in time. Whatever is no yes has a Cancellation too. No reason is kept.
    """

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="decision"
    )
    outcome = models.CharField(max_length=8, choices=OUTCOMES)
    at = models.DateTimeField()


class ContactMark(models.Model):
    """An address or number of a booking that is to come, as a keyed hash; goes when the booking is over.

    `chain` is the same for bookings of which it was shown that one person made them.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=64, db_index=True)
    chain = models.UUIDField(default=uuid.uuid4, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "mark"], name="one_mark_per_booking_and_contact")
        ]


class HouseRules(models.Model):
    """What the practice says of booking; one row, and these defaults without it.

    `late_hours`: how long before the time giving it up is late; 0 says nothing. `late_words`: what it means then.
    """

    open_per_person = models.PositiveSmallIntegerField(default=3)
    late_hours = models.PositiveSmallIntegerField(default=0)
    late_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1, open_per_person__range=(1, 50), late_hours__lte=336),
                name="house_rules_are_one",
            )
        ]
