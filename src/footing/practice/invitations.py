"""Invite somebody who works here: a link that works once, for three days."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from footing.accounts import services as accounts
from footing.accounts.models import Person
from footing.practice.models import Invitation, Manager, Therapist

LIFE = timedelta(hours=72)


class InvitationError(Exception):
    """Unknown, used or too old: one answer for all."""


def invite(*, therapist: Therapist | None = None, manager: bool = False) -> str:
    """Make an invitation and return its secret, which is not kept. Older ones for the same seat end."""
    now = timezone.now()
    secret = secrets.token_urlsafe(24)
    if therapist is not None:
        Invitation.objects.filter(therapist=therapist, used_at__isnull=True).update(used_at=now)
    Invitation.objects.create(
        secret_hash=_hash(secret), therapist=therapist, is_manager=manager, created_at=now
    )
    return secret


def link(secret: str) -> str:
    """The address to hand over. The secret is its fragment, which no server and no log sees."""
    return f"{settings.FOOTING_URL}/account/join/#{secret}"


def void(*, therapist: Therapist | None = None) -> None:
    """End open invitations to one seat; without one, all that are open."""
    rows = Invitation.objects.filter(used_at__isnull=True)
    (rows if therapist is None else rows.filter(therapist=therapist)).update(used_at=timezone.now())


def accept(*, secret: str, name: str, passphrase: str) -> Person:
    """Make the person and give them their seat, once.

    Raises InvitationError, accounts.NameTakenError, ValidationError for a weak pass phrase.
    """
    now = timezone.now()
    with transaction.atomic():
        taken = Invitation.objects.filter(
            secret_hash=_hash(secret.strip()), used_at__isnull=True, created_at__gt=now - LIFE
        ).update(used_at=now)
        if not taken:
            raise InvitationError
        invitation = Invitation.objects.get(secret_hash=_hash(secret.strip()))
        person = accounts.make_person(name=name, passphrase=passphrase)
        if invitation.is_manager:
            Manager.objects.create(person=person, since=now)
        if invitation.therapist_id:
            Therapist.objects.filter(pk=invitation.therapist_id).update(person=person)
    return person


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
