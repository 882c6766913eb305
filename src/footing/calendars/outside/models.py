"""Calendars kept elsewhere: when they say that somebody is busy, and our own address for them."""

from django.db import models
from django.db.models import Q

from footing.practice.models import Therapist
from footing.vault.models import Linked, Owned
from footing.vault.private import Private

KINDS = (("address", "address"), ("file", "file"))
# Hours after the last good reading at which nothing more is offered.
LIMITS = (6, 24, 72, 168)
USUAL_LIMIT = 24


class Feed(Owned):
    """A calendar of a therapist's, read again and again from an address or once from a file; sealed under the person.

    `source` holds name, address, etag, modified. `read_at` is the last good reading, `whole_at` the last one that
    laid out the year ahead anew. `failing_since` and `trouble` (a word of `troubles`) say that it cannot be read;
    from `closes_at` on nothing of this therapist's is offered. `unread` counts entries that make no sense.
    """

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=KINDS)
    source = Private("calendars.feed.source", dict)
    limit_hours = models.PositiveSmallIntegerField(default=USUAL_LIMIT)
    added_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    whole_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, blank=True)
    closes_at = models.DateTimeField(null=True)
    unread = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["added_at"]
        indexes = [
            models.Index(fields=["next_at"], name="feeds_due", condition=Q(next_at__isnull=False)),
            models.Index(fields=["therapist", "closes_at"], name="feeds_that_close"),
        ]


class BusyTime(models.Model):
    """When an outside calendar says that a therapist is busy: blocks [start, end) of five minutes since 1970 UTC."""

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+", db_index=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    start = models.BigIntegerField()
    end = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["therapist", "end", "start"], name="busy_of_therapist")]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=models.F("end")), name="busy_time_is_a_span")
        ]


class OwnCalendar(Linked):
    """The secret address under which a therapist's own calendar reads their appointments (`vault.links`)."""

    footing_link = "calendar-link"

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["therapist", "holder"], name="one_own_calendar_per_person")
        ]
