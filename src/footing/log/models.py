"""The log of feared outcomes: what was written beforehand, what was seen afterwards, and the numbers of all of it.

A file that is stolen says how many entries somebody has and how many of them are answered; nothing else stands
in a plain column. A plain day would say when something is feared, and many of them how often; so what is due, the
order and the counts come from the index, one sealed value a person, and no query needs a day.
"""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Entry(Owned):
    """One fear as it was written: text, about whom, how it will be seen, day, sureness, how bad, how one would cope.

    Never updated: what was feared stays as it was feared.
    """

    fear = Private("log.entry.fear", dict)


class Outcome(Owned):
    """What came of one entry. The database takes one for each, so that nothing is answered twice."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="+")
    found = Private("log.outcome.found", dict)


class Index(Owned):
    """The numbers of all entries of a person in one value, oldest first: a thousand are opened at once."""

    lines = Private("log.index.lines", dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder",), name="log_index_holder"),)
