"""Told inside, never by mail: that something about a sign-in changed."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from footing.accounts.models import Notice

WORDS = {
    "passphrase": _("Your pass phrase was changed."),
    "totp": _("The app on your phone was added or taken away."),
    "webauthn": _("A passkey was added or taken away."),
    "recovery_codes": _("New paper codes were made, or the old ones were taken away."),
}


def tell(*, person: UUID, kind: str) -> None:
    """Leave a notice."""
    if kind in WORDS:
        Notice.objects.create(person_id=person, kind=kind, at=timezone.now())


def unseen(person: UUID) -> list[tuple[str, Notice]]:
    """Notices that a person has not put away yet, the newest first."""
    return [(str(WORDS[n.kind]), n) for n in Notice.objects.filter(person_id=person, seen_at__isnull=True)]


def put_away(*, person: UUID) -> None:
    """The person has seen them."""
    Notice.objects.filter(person_id=person, seen_at__isnull=True).update(seen_at=timezone.now())
