"""Causes that somebody decided to keep."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """The causes that a person ticked; one row a person."""

    causes = Private("story.kept.causes", dict)
    at = models.DateTimeField()
