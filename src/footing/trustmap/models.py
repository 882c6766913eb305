"""A model that somebody decided to keep."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """Who is trusted, and for what; one row a person."""

    model = Private("trustmap.kept.model", dict)
    at = models.DateTimeField()
