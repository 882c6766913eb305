"""Check-ins: a week in five answers about oneself, and the numbers of all of them.

A file that is stolen says how many check-ins somebody has; no day, no answer and no word stands in a plain column.
"""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class CheckIn(Owned):
    """One week as it was: day, answers by question, what was tried, a line of one's own.

    It can be changed on its own day only, so that no later week writes an earlier one anew.
    """

    said = Private("diary.checkin.said", dict)


class Index(Owned):
    """The numbers of all check-ins of a person, oldest first, and how often they want to be asked; one row a person.

    `lines`: lines, every, look (the day on which the look after three months was put aside).
    """

    lines = Private("diary.index.lines", dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder",), name="diary_index_holder"),)
