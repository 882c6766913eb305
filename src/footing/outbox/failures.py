"""Mails that do not arrive: what their person and staff are told, without the address."""

from datetime import datetime
from uuid import UUID

from footing.outbox.models import Message

# Not a matter of delivery: the person is gone, or a backup was restored.
OTHERWISE = ("erased", "restored")
TRYING, FAILED = "trying", "failed"


def of(holder: UUID) -> str:
    """`failed` where a mail to this holder was given up, `trying` while one is tried again, else nothing."""
    rows = Message.objects.filter(holder=holder, sent_at__isnull=True).exclude(error__in=("", *OTHERWISE))
    found = list(rows.values_list("given_up_at", flat=True))
    return FAILED if any(found) else TRYING if found else ""


def give_up(*, key: str, now: datetime) -> bool:
    """End the tries for a mail that would come too late; what was wrong stays written beside it."""
    rows = Message.objects.filter(key=key, sent_at__isnull=True, given_up_at__isnull=True)
    return bool(rows.update(given_up_at=now, leased_until=None))
