"""Reminders of a booked time, that somebody will come, and that they did not."""

from django.db import models

from footing.booking.models import Booking
from footing.vault.models import Owned
from footing.vault.private import Private

AHEAD = ("day", "hours")


class Reminder(Owned):
    """That a guest wants a mail some time before. No time of sending is kept: it follows from the booking's start.

    `hours` is the part of the day in which a mail may arrive. `done_for` is the start for which it was sent, or
    passed over: a booking that moves is reminded of anew.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="reminders")
    ahead = models.CharField(max_length=5, choices=[(a, a) for a in AHEAD])
    hours = Private("booking.reminder.hours", str)
    since = models.DateTimeField()
    done_for = models.DateTimeField(null=True)
    sent = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booking", "ahead"], name="one_reminder_of_each")]


class Coming(models.Model):
    """The guest said that they will come, at this start."""

    booking = models.OneToOneField(Booking, primary_key=True, on_delete=models.CASCADE, related_name="coming")
    start = models.DateTimeField()
    at = models.DateTimeField()


class NoShow(models.Model):
    """The talk did not take place since the guest did not come. Taking it back deletes the row."""

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="no_show"
    )
    by = models.UUIDField()
    at = models.DateTimeField()
