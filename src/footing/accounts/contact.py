"""How the practice may reach a person. Until they say otherwise: not at all."""

import re
from typing import Any
from uuid import UUID

from django.utils import timezone

from footing.accounts.models import SafeContact

_PHONE = re.compile(r"\+?[0-9 ()./-]{5,40}")
LEAST_DIGITS = 5
NONE = {"how": "none", "address": "", "hours": ""}


def is_phone(number: str) -> bool:
    """Whether somebody can call this number: digits and what stands between them, at least five digits."""
    return bool(_PHONE.fullmatch(number)) and sum(map(str.isdigit, number)) >= LEAST_DIGITS


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
