"""People who sign in. What a visitor does needs none of this."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from footing.vault.models import Owned
from footing.vault.private import Private


class Person(AbstractBaseUser):
    """Somebody with a sign-in. `login` is a keyed hash of the folded name; the name itself is sealed.

    The person is the holder of their own private values, so `holder` equals `id`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.UUIDField(unique=True, editable=False)
    login = models.CharField(max_length=64, unique=True)
    name = Private("accounts.person.name", str)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BaseUserManager()


class Sitting(models.Model):
    """A sign-in that is going on: which session (its row's key), and since when. No address, no browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()


class SafeContact(Owned):
    """How the practice may reach somebody: not at all, by mail, or by phone at some hours. One row a person.

    `how`: how, address, hours.
    """

    how = Private("accounts.safecontact.how", dict)
    at = models.DateTimeField()


class Notice(models.Model):
    """Something about a sign-in changed; shown to its person until they have seen it. Never mailed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]


class Return(models.Model):
    """Somebody asks the practice to be let back in under a name. Only a keyed hash of the code is kept.

    `person` is empty where nobody has the name: the row is made all the same, so that nothing tells the two apart.
    Each change has its moment: confirmed (by whom), stopped by a signed-in session, used.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    stopped_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
