"""Erase a holder: keys first, then every row of every personal table.

The blanked key is the tombstone. A stop after it leaves rows that nobody can read, and `replay` deletes
them: so does a restore of an old backup.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from footing.vault import keys, registry
from footing.vault.models import Erasure, Key

LONGEST = timedelta(days=7)
BATCH = 500


def ask(*, holder: UUID, by: UUID, after: timedelta = LONGEST, now: datetime | None = None) -> Erasure:
    """Note that a holder wants to be erased; the worker does it when the time is over.

    Asking again keeps the earlier time. Raises ValueError for a window over seven days.
    """
    if not timedelta(0) <= after <= LONGEST:
        raise ValueError("an erasure waits seven days at most")
    moment = now or timezone.now()
    values = {"asked_by": by, "asked_at": moment, "due_at": moment + after}
    return Erasure.objects.get_or_create(holder=holder, defaults=values)[0]


def asked(holder: UUID) -> Erasure | None:
    """The erasure that waits for a holder."""
    return Erasure.objects.filter(holder=holder).first()


def take_back(*, holder: UUID) -> bool:
    """Keep everything after all. False where nothing waits."""
    return bool(Erasure.objects.filter(holder=holder).delete()[0])


def at_once(*, holder: UUID, by: UUID) -> None:
    """Erase now, whatever was asked before. Noted first: a stop in the middle is made good by the worker."""
    moment = timezone.now()
    values = {"asked_by": by, "asked_at": moment, "due_at": moment}
    Erasure.objects.update_or_create(holder=holder, defaults=values)
    now(holder=holder)


def now(*, holder: UUID) -> None:
    """Erase at once, with all that the same person holds. A key that is gone opens nothing again, anywhere."""
    everyone = registry.holders(holder)
    for one in everyone:
        keys.erase(one)
    _remove(everyone)


def carry_out(*, moment: datetime) -> int:
    """Erase every holder whose time to take it back is over; returns how many."""
    due = list(Erasure.objects.filter(due_at__lte=moment).values_list("holder", flat=True))
    for holder in due:
        now(holder=holder)
    return len(due)


def replay() -> int:
    """Delete rows whose holder is erased, as after a stop or a restore; returns how many rows went."""
    stamped = Key.objects.filter(erased_at__isnull=False).values_list("holder", flat=True).distinct()
    gone, holders = 0, list(stamped)
    for first in range(0, len(holders), BATCH):
        some = set(holders[first : first + BATCH])
        some -= set(
            Key.objects.filter(holder__in=some, wrapped__isnull=False).values_list("holder", flat=True)
        )
        gone += _remove(sorted(some))
    return gone


def _remove(holders: Sequence[UUID]) -> int:
    _end_sessions(holders)
    with transaction.atomic():
        return sum(
            table.model._base_manager.filter(**{f"{table.path}__in": holders}).delete()[0]
            for table in registry.personal()
            if table.direct
        )


def _end_sessions(holders: Sequence[UUID]) -> None:
    """Sessions of people who sign in: a session names its person only inside, so each is looked into."""
    from django.contrib.auth import SESSION_KEY, get_user_model

    wanted = {
        str(id) for id in get_user_model()._base_manager.filter(pk__in=holders).values_list("pk", flat=True)
    }
    if wanted:
        for session in Session.objects.iterator():
            if str(session.get_decoded().get(SESSION_KEY)) in wanted:
                session.delete()
