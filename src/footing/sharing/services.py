"""Write a note; let one reader see one thing, for a while; take it back at once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from footing.practice.models import Therapist
from footing.sharing import queries, readers, things
from footing.sharing.models import Grant, Note, Renewal, Withdrawal

LASTS = timedelta(days=14)
KEPT_AFTER = timedelta(days=30)


class NotYoursError(Exception):
    """There is no such live grant of this person, no such thing, or no such reader."""


def write(*, person: UUID, text: str, now: datetime) -> None:
    """Keep a note in place of the one before. Whoever may see the note sees the new words."""
    with transaction.atomic():
        row = Note.objects.select_for_update().filter(holder=person).first() or Note(holder=person)
        row.text, row.at = text, now
        row.save()


def delete_note(*, person: UUID, now: datetime) -> None:
    """Delete the note; nobody may see one any more."""
    with transaction.atomic():
        _withdraw(Grant.objects.filter(holder=person, kind="note"), now)
        Note.objects.filter(holder=person).delete()


def give(*, person: UUID, kind: str, reader: Therapist, name: str, now: datetime) -> Grant:
    """Let a therapist see one thing from now on, for fourteen days. What they may see already goes on from now.

    Raises NotYoursError for a thing that the person does not have, and for a reader whom they cannot choose.
    """
    thing = things.thing(kind)
    who = reader.person if reader in readers.therapists(person) else None
    if thing is None or who is None or thing.content(person) is None:
        raise NotYoursError
    with transaction.atomic():
        _withdraw(queries.live(now).filter(holder=person, kind=kind, reader=who), now)
        return Grant.objects.create(
            holder=person, reader=who, kind=kind, name=name, given_at=now, ends_at=now + LASTS
        )


def renew(*, person: UUID, id: UUID, now: datetime) -> None:
    """Let it go on for fourteen days from now. Raises NotYoursError."""
    with transaction.atomic():
        grant = queries.live(now).filter(holder=person, id=id).first()
        if grant is None:
            raise NotYoursError
        Renewal.objects.create(grant=grant, at=now, ends_at=now + LASTS)


def stop(*, person: UUID, id: UUID, now: datetime) -> None:
    """Take it back: the next look finds nothing. The reader is not told. Raises NotYoursError."""
    with transaction.atomic():
        found = Grant.objects.filter(holder=person, id=id).first()
        if found is None:
            raise NotYoursError
        # All that were given twice, by two windows at once.
        _withdraw(Grant.objects.filter(holder=person, kind=found.kind, reader_id=found.reader_id), now)


def forget(*, now: datetime) -> int:
    """Delete grants that ended a month ago; returns how many."""
    gone = list(queries.over_before(now - KEPT_AFTER).values_list("id", flat=True))
    return Grant.objects.filter(id__in=gone).delete()[0]


def _withdraw(grants: QuerySet[Grant], now: datetime) -> None:
    ids = grants.filter(withdrawal__isnull=True).values_list("id", flat=True)
    Withdrawal.objects.bulk_create(
        (Withdrawal(grant_id=id, at=now) for id in list(ids)), ignore_conflicts=True
    )
