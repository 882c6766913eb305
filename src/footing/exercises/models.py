"""What somebody wrote in an exercise, and the numbers of all of it.

A file that is stolen says how many sheets somebody has, and about how long each is; nothing else stands in a plain
column. Which exercise, about whom, when and with what result comes from the index, one sealed value a person.
"""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Sheet(Owned):
    """One piece of work: the exercise, about whom, answers, ratings, days. Written on until it is done."""

    content = Private("exercises.sheet.content", dict)


class Index(Owned):
    """The lines of all sheets of a person in one value, oldest first: hundreds are opened at once."""

    lines = Private("exercises.index.lines", dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder",), name="exercises_index_holder"),)
