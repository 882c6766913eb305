"""What the private questions came to, for somebody who keeps a check."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """The state of one person or context, as two characters with its number: no answers.

    Read by rules only. It is on no page and no print-out, and all states have rows of one size.
    """

    state = Private("safety.kept.state", dict)
    at = models.DateTimeField()


class OwnLine(models.Model):
    """A help line near by that the practice knows and answers for; shown as its own."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    hours = models.CharField(max_length=80, blank=True)
    languages = models.CharField(max_length=80, blank=True)
    checked_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
