"""A model that somebody decided to keep, their map, and copies of it from earlier days."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """Who is trusted, and for what; one row a person."""

    model = Private("trustmap.kept.model", dict)
    at = models.DateTimeField()


class Map(Owned):
    """People, qualities and ratings; one row a person. `undo` is what it was before the last changes."""

    content = Private("trustmap.map.content", dict)
    undo = Private("trustmap.map.undo", dict)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["holder"], name="trustmap_one_map"),)


class Copy(Owned):
    """A map as it was on a day. It holds no names: those are the map's, so that a name changes everywhere at once."""

    content = Private("trustmap.copy.content", dict)
    at = models.DateTimeField()
