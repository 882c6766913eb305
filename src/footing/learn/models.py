"""The practice's articles: public texts, and drafts of them. Nothing is sealed, and no client's words belong here."""

import uuid

from django.conf import settings
from django.db import models

from footing.practice.models import Therapist

LANGUAGES = (("en", "English"), ("fr", "Français"))
EVIDENCE = (("good", "good"), ("some", "some"), ("weak", "weak"), ("popular", "popular"))


class Article(models.Model):
    """One article. What it says is in its versions; what became of it, in the rows that say who did what and when.

    `code` is its address for visitors, made by chance, without vowels, so that it never is a word.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()


class Picture(models.Model):
    """A picture as it was written anew. One that no version shows is deleted after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.CharField(max_length=40, unique=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    by = models.UUIDField()
    at = models.DateTimeField()


class Version(models.Model):
    """What an article says. Once it was published its words are not changed; a later version follows.

    `number` goes up with each save, so that whoever saves says on what they wrote. `byline` is the guest's name, or
    the author's as it was; `sources` a list of `{text, url}`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.UUIDField()
    at = models.DateTimeField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=240, blank=True)
    body = models.TextField(blank=True)
    author = models.ForeignKey(Therapist, null=True, on_delete=models.SET_NULL, related_name="+")
    byline = models.CharField(max_length=80, blank=True)
    guest_line = models.CharField(max_length=160, blank=True)
    shown_on = models.DateField(null=True)
    evidence = models.CharField(max_length=8, choices=EVIDENCE, blank=True)
    evidence_note = models.CharField(max_length=400, blank=True)
    sources = models.JSONField(default=list)
    tool = models.CharField(max_length=12, default="check")
    picture = models.ForeignKey(Picture, null=True, on_delete=models.PROTECT, related_name="versions")
    picture_alt = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_text_per_number")]


class HandOver(models.Model):
    """Its writer says that it is ready for a manager to look at."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="handed")
    by = models.UUIDField()
    at = models.DateTimeField()


class Publication(models.Model):
    """Visitors see this version from a moment on. Of those whose time has come the one that was decided last counts."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="publications")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="publications")
    by = models.UUIDField()
    at = models.DateTimeField()
    starts_at = models.DateTimeField(db_index=True)


class Withdrawal(models.Model):
    """Visitors see it no more: neither its last publication, nor any before."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="withdrawals")
    last = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="withdrawal")
    by = models.UUIDField()
    at = models.DateTimeField()
