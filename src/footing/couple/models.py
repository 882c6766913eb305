"""Two people who linked themselves. What ends is deleted and leaves no row: nobody can be made to show that it was.

No row says when somebody was last here, what they opened, or what they took back.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from footing.couple.turns.models import Kept, Round, Wish, Word
from footing.vault.models import Owned
from footing.vault.private import Private

__all__ = ["Code", "Given", "Kept", "Link", "Meeting", "Round", "Side", "Typed", "Wish", "Word", "Yes"]


class Link(models.Model):
    """Two people, by consent of both. `one` is the smaller id, so that no two rows join the same two, and no row
    says who began."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="one_link_of_two"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="a_link_is_of_two"),
        ]


class Side(Owned):
    """How one of the two wants to be called there."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="sides")
    name = Private("couple.side.name", str)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["link", "holder"], name="one_side_each")
        ]


class Code(Owned):
    """A code that somebody hands over in person. Only a keyed hash of it is kept, and their name for there."""

    code_hash = models.CharField(max_length=64, unique=True)
    name = Private("couple.code.name", str)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()


class Typed(Owned):
    """Somebody typed a code, whether there is one or not: the row is the same, so that nothing tells the two apart.

    `link` is what came of it. It stays for its time even then: after an unlink there is what there would have been.
    """

    code_hash = models.CharField(max_length=64, db_index=True)
    name = Private("couple.typed.name", str)
    at = models.DateTimeField()
    ends_at = models.DateTimeField()
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["holder", "code_hash"], name="a_code_is_typed_once")
        ]


class Given(Owned):
    """One thing that its owner lets the other see, from a moment on, until another. Taken back, the row is gone."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=20)
    item = models.CharField(max_length=64)
    from_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["link", "holder", "kind", "item"], name="given_once_each")
        ]


class Yes(Owned):
    """A private yes to one joint step. It is used up when the other's meets it, and else lapses."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="+")
    step = models.SlugField(max_length=20)
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["link", "holder", "step"], name="one_yes_each")
        ]


class Meeting(models.Model):
    """Both said yes: the step is open for a while that does not tell when the first of them said it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="+")
    step = models.SlugField(max_length=20)
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["link", "step"], name="one_meeting_a_step")
        ]
