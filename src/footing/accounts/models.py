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
    """A sign-in that is going on: which session, and since when. No address, no browser."""

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
