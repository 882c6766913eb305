"""The practice, its therapists and its managers. One installation serves one practice."""

import uuid

from django.conf import settings
from django.db import models


class Practice(models.Model):
    """The one row that says whose house this is."""

    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=3, blank=True)
    time_zone = models.CharField(max_length=64)
    telephone = models.CharField(max_length=40, blank=True)
    minimum_age = models.PositiveSmallIntegerField(default=16)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="practice_is_one")]


class Therapist(models.Model):
    """A therapist as the team page shows them; public, so nothing here is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    pronouns = models.CharField(max_length=40, blank=True)
    profession = models.CharField(max_length=80)
    registration_body = models.CharField(max_length=120)
    registration_number = models.CharField(max_length=40)
    line = models.CharField(max_length=160)
    bio = models.TextField()
    languages = models.JSONField(default=list)
    ways_of_working = models.JSONField(default=list)
    modes = models.JSONField(default=list)
    fee_minor = models.PositiveIntegerField()
    fee_currency = models.CharField(max_length=3)
    fee_note = models.CharField(max_length=200, blank=True)
    video_room = models.URLField(blank=True)
    telephone_note = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    access_notes = models.CharField(max_length=400, blank=True)
    time_zone = models.CharField(max_length=64)
    photo = models.CharField(max_length=120, blank=True)
    is_listed = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    @property
    def is_ready(self) -> bool:
        """Whether the profile has what visitors need to read before they book."""
        return all((self.line, self.bio, self.modes, self.fee_currency))


class Manager(models.Model):
    """A person who runs the practice: team, hours, bookings of all."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()


class Invitation(models.Model):
    """A one-time link for somebody who is to work here. Only a hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    therapist = models.ForeignKey(Therapist, null=True, on_delete=models.CASCADE, related_name="+")
    is_manager = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
