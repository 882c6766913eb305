"""The third way's step, as somebody decided to keep it."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """Reasons for a talk, alone or together; one row a person."""

    talk = Private("plan.kept.talk", dict)
    at = models.DateTimeField()
