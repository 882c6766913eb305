"""Mail waiting to be sent, and periodic jobs: both worked off by leases."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Message(Owned):
    """One mail. Address, subject and text are sealed under the holder it is for.

    `key` names what the mail is about, so that the same event never makes a second row.
    A row is open until `sent_at` or `given_up_at` is set; a lease that ran out is taken again.
    One that is `kept_back` ends like the others without leaving: its address may be another person's.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    content = Private("outbox.message.content", dict)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)
    kept_back = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                name="outbox_open",
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
            )
        ]


class PeriodicJob(models.Model):
    """When a periodic job is due next, and who is running it until when."""

    name = models.CharField(max_length=80, primary_key=True)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
