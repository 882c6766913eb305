"""Types, holds, bookings and what they occupy."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.lookups import Exact

from footing.practice.models import Therapist
from footing.vault.models import Linked
from footing.vault.private import Private

BLOCK_MINUTES = 5
MODES: tuple[tuple[str, str], ...] = (("video", "video"), ("phone", "phone"), ("in-person", "in-person"))
BY: tuple[tuple[str, str], ...] = (("guest", "guest"), ("practice", "practice"))


class AppointmentType(models.Model):
    """What can be booked. `minutes` is a multiple of five; `together` begins with a talk apart."""

    id = models.SlugField(primary_key=True, max_length=50)
    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()
    together = models.BooleanField(default=False)
    free = models.BooleanField(default=False)
    modes = models.JSONField(default=list)
    summary = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Exact(models.F("minutes") % BLOCK_MINUTES, 0) & models.Q(minutes__range=(5, 240)),
                name="type_minutes_in_blocks",
            )
        ]


class Hold(models.Model):
    """A start kept for ten minutes while somebody fills in a form. Knows nobody.

    `client` is the day's keyed hash of the asking address, and only while the hold is live: with
    `place` (0 or 1) it lets the database itself refuse a third live hold.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=MODES)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    renewed_at = models.DateTimeField(null=True)
    client = models.CharField(max_length=32, null=True)  # noqa: DJ001 (null is outside the constraint)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "place"], name="two_live_holds_per_client")]


class Release(models.Model):
    """A hold that ended before its time: given back, or turned into a booking."""

    hold = models.OneToOneField(Hold, primary_key=True, on_delete=models.CASCADE, related_name="release")
    reason = models.CharField(max_length=10, choices=(("given", "given"), ("booked", "booked")))
    at = models.DateTimeField()


class Joint(models.Model):
    """People who want to come together later. Each books their own talk first, with this code.

    Nothing is sent to anyone: the code is handed over in person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True)
    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()


class Booking(Linked):
    """A booked appointment. All about the guest is sealed under the booking's own holder.

    `contact`: email, phone, hours, may_mail, may_leave_message, say (whom we say is calling).
    `version` counts changes (a calendar's SEQUENCE). `booked_by` is `practice` where somebody at the desk booked for
    a caller.
    """

    footing_link = "manage-link"

    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    therapist = models.ForeignKey(Therapist, on_delete=models.PROTECT, related_name="+")
    joint = models.ForeignKey(Joint, null=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateTimeField()
    end = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=MODES)
    version = models.PositiveIntegerField(default=1)
    booked_at = models.DateTimeField()
    booked_by = models.CharField(max_length=8, choices=BY, default="guest")
    name = Private("booking.booking.name", str)
    contact = Private("booking.booking.contact", dict)
    message = Private("booking.booking.message", str)
    zone = Private("booking.booking.zone", str)

    class Meta:
        indexes = [models.Index(fields=["therapist", "start"])]


class Owner(models.Model):
    """A guest's booking that a person took into their account: the person and the guest are the same.

    The booking keeps its own key; whoever erases the person erases both holders.
    """

    booking = models.OneToOneField(Booking, primary_key=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Move(models.Model):
    """A booking that went to another time."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="moves")
    from_start = models.DateTimeField()
    to_start = models.DateTimeField()
    by = models.CharField(max_length=8, choices=BY)
    at = models.DateTimeField()


class Cancellation(models.Model):
    """A booking that was given up."""

    booking = models.OneToOneField(
        Booking, primary_key=True, on_delete=models.CASCADE, related_name="cancellation"
    )
    by = models.CharField(max_length=8, choices=BY)
    at = models.DateTimeField()


class Claim(models.Model):
    """Five minutes of a therapist, taken by a live hold or booking; nothing else is ever in here.

    `block` counts five minutes since 1970 UTC. The first block of an occupation carries its whole
    `span` in blocks (the pause included), so that a search reads one row for each occupation.
    `expires_at` is the hold's; a claim past it counts as free and is taken over.
    """

    therapist = models.ForeignKey(Therapist, on_delete=models.CASCADE, related_name="+", db_index=False)
    block = models.IntegerField()
    span = models.PositiveSmallIntegerField(default=0)
    hold = models.ForeignKey(Hold, null=True, on_delete=models.CASCADE, related_name="claims")
    booking = models.ForeignKey(Booking, null=True, on_delete=models.CASCADE, related_name="claims")
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["therapist", "block"], name="one_claim_per_block"),
            models.CheckConstraint(
                condition=models.Q(hold__isnull=False, booking__isnull=True, expires_at__isnull=False)
                | models.Q(hold__isnull=True, booking__isnull=False, expires_at__isnull=True),
                name="claim_has_one_owner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["therapist", "block", "span", "expires_at"],
                condition=models.Q(span__gt=0),
                name="occupations",
            )
        ]


class IdempotencyKey(models.Model):
    """A repeated request gets the first answer, for a day. Key and body are kept as keyed hashes only."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.CharField(max_length=64)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_index=True)
