"""What somebody decided to keep of the second way. No plain column says about whom, of which kind, or when."""

from django.db import models

from footing.talk.ways.models import Ways  # noqa: F401 (Django finds a model of this app here)
from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """What was picked, and the sentence made of it; one row a person."""

    sentence = Private("talk.kept.sentence", dict)
    at = models.DateTimeField()


class Card(Owned):
    """What somebody wants to say to one person: its parts and the text made of them, as they left it."""

    content = Private("talk.card.content", dict)


class Wish(Owned):
    """A small wish, written for somebody else."""

    content = Private("talk.wish.content", dict)


class Shelf(Owned):
    """What is kept once a person: own words to start again, the half hours a week, what was said back."""

    repair = Private("talk.shelf.repair", dict)
    weekly = Private("talk.shelf.weekly", dict)
    listening = Private("talk.shelf.listening", dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder",), name="talk_shelf_holder"),)
