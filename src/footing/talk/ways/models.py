"""What somebody rated and chose. A file that is stolen says that there is a row, and about how long it is."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Ways(Owned):
    """Ratings and choices, with nobody in mind and with each person in mind, in one value; one row a person."""

    content = Private("talk.ways.content", dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder",), name="talk_ways_holder"),)
