"""Causes that somebody decided to keep, and what they wrote about them."""

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Kept(Owned):
    """The causes that a person ticked; one row a person."""

    causes = Private("story.kept.causes", dict)
    at = models.DateTimeField()


class Story(Owned):
    """All that a person wrote about causes, in one sealed value: a stolen file tells not even how many there are.

    No time stands beside it: when somebody thinks of such things is theirs.
    """

    content = Private("story.story.content", dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("holder",), name="story_story_holder"),)
