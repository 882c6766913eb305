"""A round of listening turns, what is written in it, and what both kept of it.

A round hangs on the yes of both: when that is taken back, when the link ends, when somebody stops, it is deleted with
all that was written. No row says who pressed what, when somebody looked, or who ended it.
"""

from typing import ClassVar

from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Round(models.Model):
    """Where a round stands. `floor`, `turn` and `version` are those of the machine; `since`: when this turn began."""

    id = models.UUIDField(primary_key=True, editable=False)
    meeting = models.OneToOneField("couple.Meeting", on_delete=models.CASCADE, related_name="+")
    phase = models.CharField(max_length=10)
    floor = models.CharField(max_length=5, blank=True)
    turn = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    minutes = models.PositiveSmallIntegerField(null=True)
    since = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)


class Word(Owned):
    """What a listener wrote of one turn. `shown`: the speaker sees it; `agreed`: and said, that is it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    turn = models.PositiveIntegerField()
    shown = models.BooleanField()
    agreed = models.BooleanField(default=False)
    text = Private("couple.turns.text", str)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "turn"], name="one_word_a_turn")
        ]


class Wish(Owned):
    """One of the two would like a copy of what was agreed on. The other cannot see it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "holder"], name="one_wish_each")
        ]


class Kept(Owned):
    """One person's own copy of the sentences that both wanted to keep. It outlives the round and the link."""

    round = models.ForeignKey(Round, null=True, on_delete=models.SET_NULL, related_name="+")
    said = Private("couple.turns.kept", dict)
    at = models.DateTimeField()
