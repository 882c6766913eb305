"""When a therapist works: weekly hours in local wall time, time off, and the rules of booking."""

from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact

from footing.practice.models import Therapist

STEP = 5


class WorkingHours(models.Model):
    """One weekly window of a therapist: minutes since midnight in the therapist's own zone."""

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["weekday", "start_minute"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6)
                & Q(end_minute__lte=1440)
                & Q(start_minute__lt=models.F("end_minute")),
                name="hours_are_a_window",
            ),
            models.CheckConstraint(
                condition=Exact(models.F("start_minute") % STEP, 0) & Exact(models.F("end_minute") % STEP, 0),
                name="hours_in_five_minutes",
            ),
        ]


class TimeOff(models.Model):
    """Time in which a therapist sees nobody. No reason is kept."""

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["therapist", "end"])]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="time_off_is_a_span")
        ]


class BookingRules(models.Model):
    """How a therapist's time is offered: pause after each appointment, notice, horizon, grid of starts."""

    therapist = models.OneToOneField(Therapist, primary_key=True, on_delete=models.CASCADE, related_name="+")
    pause_minutes = models.PositiveSmallIntegerField(default=10)
    notice_hours = models.PositiveSmallIntegerField(default=12)
    horizon_days = models.PositiveSmallIntegerField(default=60)
    step_minutes = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(models.F("pause_minutes") % STEP, 0)
                & Exact(models.F("step_minutes") % STEP, 0)
                & Q(pause_minutes__lte=120, step_minutes__gte=STEP, step_minutes__lte=120)
                & Q(notice_hours__lte=720, horizon_days__gte=1, horizon_days__lte=365),
                name="rules_in_range",
            )
        ]


class Version(models.Model):
    """One row: a random value that the database itself replaces with every change of a watched table (`watch`).

    Random, so that a value that was rolled back or restored never stands for anything else again.
    """

    value = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="version_is_one")]
