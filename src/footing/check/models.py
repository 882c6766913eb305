"""Answers that somebody decided to keep."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """One context's answers at one time; the newest of a context is the one that counts."""

    answers = Private("check.kept.answers", dict)
    at = models.DateTimeField()
