"""The practice, its therapists and its managers. One installation serves one practice."""

import uuid

from django.conf import settings
from django.db import models

from footing.vault.models import Linked, Owned
from footing.vault.private import Private


class Practice(models.Model):
    """The one row that says whose house this is."""

    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=3, blank=True)
    time_zone = models.CharField(max_length=64)
    telephone = models.CharField(max_length=40, blank=True)
    mail = models.EmailField(blank=True)
    what = models.CharField(max_length=300, blank=True)
    greeting = models.CharField(max_length=300, blank=True)
    answers = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=300, blank=True)
    logo = models.CharField(max_length=120, blank=True)
    logo_words = models.CharField(max_length=120, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    minimum_age = models.PositiveSmallIntegerField(default=16)
    asks_guardian = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    fit_weights = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="practice_is_one")]


class Settled(models.Model):
    """A step of the first run that a manager has looked at or left out."""

    step = models.CharField(max_length=20, unique=True)
    by = models.UUIDField()
    at = models.DateTimeField()


class OwnText(models.Model):
    """One version of a text of the practice's own that people agree to. A change is a new row; none is changed.

    An empty one takes the text back. Old versions stay, for whoever agreed to them.
    """

    policy = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["policy", "-version"]
        constraints = [models.UniqueConstraint(fields=["policy", "version"], name="own_text_version_once")]


class Adoption(models.Model):
    """A professional of the practice stands by a content file: which, in which version and words (SHA-256).

    `name` is theirs as the team page has it, and stays when they leave.
    """

    path = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    by = models.UUIDField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["path", "language"], name="adoption_of_file")]


class Therapist(models.Model):
    """A therapist as the team page shows them; public, so nothing here is sealed.

    `themes`, `says` (a choice by group) and `access_features` (whether it is so, by feature) hold ids of
    `practice/fit.toml`. What is not in them, and None, was not said: never taken for no.
    """

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
    fee_lowest_minor = models.PositiveIntegerField(null=True)
    themes = models.JSONField(default=list)
    says = models.JSONField(default=dict)
    access_features = models.JSONField(default=dict)
    takes_interpreter = models.BooleanField(null=True)
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

    @property
    def has_left(self) -> bool:
        """Whether the sign-in of whoever had this seat is ended."""
        return self.person is not None and not self.person.is_active


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


class Inquiry(Linked):
    """Somebody wrote to the practice: to become a client ("register") or with a question ("contact").

    Nobody's account: the row has a holder of its own. What it has come to is told by its Assignments,
    Answers, Conversion and Closing. `contact` holds email, phone, hours, may_mail, may_leave_message, say
    (whom we say is calling); `wish` reasons, words, together, language, region, guardian.
    """

    footing_link = "inquiry-link"

    kind = models.CharField(max_length=10, choices=(("register", "register"), ("contact", "contact")))
    therapist = models.ForeignKey(Therapist, null=True, on_delete=models.SET_NULL, related_name="+")
    received_at = models.DateTimeField()
    answer_by = models.DateField(db_index=True)
    repeat = models.CharField(max_length=64, unique=True)
    name = Private("practice.inquiry.name", str)
    contact = Private("practice.inquiry.contact", dict)
    wish = Private("practice.inquiry.wish", dict)


class Owner(models.Model):
    """An inquiry that its writer took into their account: the person and the writer are the same.

    Not whose it is to answer, which an Assignment says. The inquiry keeps its own key; whoever erases the
    person erases both holders.
    """

    inquiry = models.OneToOneField(Inquiry, primary_key=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Consent(models.Model):
    """A text that somebody agreed to: which, in which version, with which words (SHA-256), and when."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="consents")
    policy = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "policy", "version"], name="one_consent_per_version")
        ]


class Assignment(models.Model):
    """Whose it is to answer, from now on; the latest counts."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="assignments")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.UUIDField()
    at = models.DateTimeField()


class Answer(Owned):
    """What was written or said to them; sealed under the inquiry's holder. `way`: mail or phone."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="answers")
    way = models.CharField(max_length=5, choices=(("mail", "mail"), ("phone", "phone")))
    text = Private("practice.answer.text", str)
    by = models.UUIDField()
    at = models.DateTimeField()


class Conversion(models.Model):
    """The inquiry became a booking, which knows nothing of it."""

    inquiry = models.OneToOneField(
        Inquiry, primary_key=True, on_delete=models.CASCADE, related_name="conversion"
    )
    booking = models.UUIDField(unique=True)
    by = models.UUIDField()
    at = models.DateTimeField()


class Closing(models.Model):
    """The inquiry is done without a booking, and why: the id of a reason in the content file."""

    inquiry = models.OneToOneField(
        Inquiry, primary_key=True, on_delete=models.CASCADE, related_name="closing"
    )
    reason = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField()


class Apart(models.Model):
    """Two bookings of people who should not meet here, by their ids, the smaller first. Why is written nowhere.

    No key to a booking, and none to a person: it is in nobody's export and shows in nothing that a client sees.
    """

    first = models.UUIDField()
    second = models.UUIDField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="apart_are_two"),
        ]
