"""How the practice may reach a person. Until they say otherwise: not at all."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from footing.accounts.models import SafeContact

NONE = {"how": "none", "address": "", "hours": ""}


def contact_of(person: UUID) -> dict[str, Any]:
    """What a person chose."""
    row = SafeContact.objects.filter(holder=person).first()
    return row.how if row else dict(NONE)


def choose(*, person: UUID, how: str, address: str, hours: str) -> None:
    """Keep the choice in place of the one before; with "none" nothing else is kept."""
    row = SafeContact.objects.filter(holder=person).first() or SafeContact(holder=person)
    row.how = dict(NONE) if how == "none" else {"how": how, "address": address, "hours": hours}
    row.at = timezone.now()
    row.save()
