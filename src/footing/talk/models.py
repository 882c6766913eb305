"""A sentence that somebody decided to keep."""

from django.db import models

from footing.talk.ways.models import Ways  # noqa: F401 (Django finds a model of this app here)
from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """What was picked, and the sentence made of it; one row a person."""

    sentence = Private("talk.kept.sentence", dict)
    at = models.DateTimeField()
