"""Grants and the note for a first talk. A grant copies nothing: it says who may see one thing, and until when."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Note(Owned):
    """What somebody would like a therapist to read before the first talk, as they edited it. One a person."""

    text = Private("sharing.note.text", str)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["holder"], name="one_note_a_person")
        ]


class Grant(Owned):
    """A person lets one reader see one of their things, from a moment on, until another. Never changed afterwards.

    `kind` names the thing; `name` is how the person wants to be called there.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=20)
    name = Private("sharing.grant.name", str)
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reader", "ends_at"], name="grants_of_a_reader")
        ]


class Renewal(models.Model):
    """The person lets it go on until a later day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="renewals")
    at = models.DateTimeField()
    ends_at = models.DateTimeField()


class Withdrawal(models.Model):
    """The person took it back: from this moment on it is as if it had never been."""

    grant = models.OneToOneField(Grant, primary_key=True, on_delete=models.CASCADE, related_name="withdrawal")
    at = models.DateTimeField()
