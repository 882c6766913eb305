"""When a therapist works: weekly hours in local wall time, time off, and the rules of booking."""

from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact

from footing.calendars.outside.models import BusyTime, Feed, OwnCalendar
from footing.practice.models import Therapist

__all__ = ["BookingRules", "BusyTime", "Feed", "OwnCalendar", "TimeOff", "WorkingHours"]
STEP = 5


class WorkingHours(models.Model):
    """One weekly window of a therapist: minutes since midnight in the therapist's own zone.

    `types` and `modes` say what it is kept for, ids with blanks between; empty is everything. `week` is the Monday of
    the one week in which the window stands, in place of the usual ones.
    """

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    types = models.CharField(max_length=400, blank=True)
    modes = models.CharField(max_length=40, blank=True)
    week = models.DateField(null=True)

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
    """Time in which a therapist sees nobody. No reason is kept, only a public holiday's name."""

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    holiday = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["therapist", "end"])]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="time_off_is_a_span"),
            models.UniqueConstraint(
                fields=["therapist", "start"], condition=~Q(holiday=""), name="a_holiday_closes_once"
            ),
        ]


class HolidayPlace(models.Model):
    """Whose public holidays a therapist keeps, where not the practice's: country and region. No country: none."""

    therapist = models.OneToOneField(Therapist, primary_key=True, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=40, blank=True)


class WorkedHoliday(models.Model):
    """A public holiday on which a therapist works."""

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["therapist", "day"], name="a_holiday_is_worked_once")]


class BookingRules(models.Model):
    """How a therapist's time is offered: pause after an appointment, notice, horizon, grid of starts, most on a day."""

    therapist = models.OneToOneField(Therapist, primary_key=True, on_delete=models.CASCADE, related_name="+")
    pause_minutes = models.PositiveSmallIntegerField(default=10)
    notice_hours = models.PositiveSmallIntegerField(default=12)
    horizon_days = models.PositiveSmallIntegerField(default=60)
    step_minutes = models.PositiveSmallIntegerField(default=30)
    most_a_day = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(models.F("pause_minutes") % STEP, 0)
                & Exact(models.F("step_minutes") % STEP, 0)
                & Q(pause_minutes__lte=120, step_minutes__gte=STEP, step_minutes__lte=120)
                & Q(notice_hours__lte=720, horizon_days__gte=1, horizon_days__lte=365),
                name="rules_in_range",
            ),
            models.CheckConstraint(condition=Q(most_a_day__range=(1, 50)), name="most_a_day_in_range"),
        ]


class Version(models.Model):
    """One row: a random value that the database itself replaces with every change of a watched table (`watch`).

    Random, so that a value that was rolled back or restored never stands for anything else again.
    """

    value = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="version_is_one")]
