"""Rows of the vault: the keys of holders, in a database of their own."""

import uuid
from typing import ClassVar

from django.db import models


class Key(models.Model):
    """One data key of one holder, wrapped under the master key.

    Erasure blanks `wrapped` and stamps `erased_at`: the row stays as the tombstone.
    """

    footing_database = "keys"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(db_index=True)
    kek = models.CharField(max_length=8)
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)


class Owned(models.Model):
    """A row whose private values belong to a holder: a person, a guest booking, a thread."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(db_index=True, editable=False)

    class Meta:
        abstract = True


class Linked(Owned):
    """An owned row that a private link opens: `code` and a token (`vault.links`).

    `footing_link` stands in the token: it is never renamed. A higher `link_version` kills older links.
    """

    footing_link: ClassVar[str]

    code = models.CharField(max_length=12, unique=True)
    link_version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class AccessLog(models.Model):
    """Who looked at or changed something of a holder, when, and why: ids and kinds only.

    Append-only by a database trigger; only retention and erasure delete.
    """

    footing_holder = "subject"

    actor = models.UUIDField()
    subject = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    action = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    at = models.DateTimeField(db_index=True)


class Erasure(models.Model):
    """A holder who asked to be erased, and until when they can take it back.

    The row goes with the rest: what stays is the stamped key. Taking it back deletes the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(unique=True, editable=False)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
