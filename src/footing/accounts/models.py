"""People who sign in. What a visitor does needs none of this."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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
