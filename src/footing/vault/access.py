"""The access log: each look by another leaves a row."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from footing.vault.models import AccessLog


def record(*, actor: uuid.UUID, subjects: Iterable[uuid.UUID], kind: str, action: str, purpose: str) -> None:
    """Write one row for each holder whose private words are about to be shown or were changed."""
    now = timezone.now()
    AccessLog.objects.bulk_create(
        AccessLog(actor=actor, subject=subject, kind=kind, action=action, purpose=purpose, at=now)
        for subject in subjects
    )
