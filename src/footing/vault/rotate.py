"""New data keys for holders: every sealed value is sealed anew, while the site runs.

A new key row comes first, then the values move to it, some holders at a time; the old key goes last, when
no value names it. A holder with two live keys is one whose rotation was stopped, and is taken up again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from django.db import transaction

from footing.vault import crypto, keys, registry
from footing.vault.models import Key

BATCH = 200
Live = dict[UUID, list[tuple[UUID, bytes]]]


def rotate(holders: Sequence[UUID], *, settle: Callable[[], None] = lambda: None) -> list[UUID]:
    """Give each holder a new data key; returns those who keep their old one too, because a value is damaged.

    `settle` waits for requests that still hold the old key: what they write is moved in a second look.
    """
    damaged: set[UUID] = set()
    for some in _batches(holders):
        _begin(some)
        damaged |= _reseal(some)
    settle()
    for some in _batches(holders):
        damaged |= _reseal(some)
        _end(some, damaged)
    return sorted(damaged)


def _begin(holders: Sequence[UUID]) -> None:
    """A new key for each live holder who has one only."""
    with transaction.atomic(using="keys", durable=True):
        rows = Key.objects.select_for_update().filter(holder__in=holders, wrapped__isnull=False)
        count = Counter(row.holder for row in rows)
        Key.objects.bulk_create(keys.new_key(holder)[0] for holder, live in count.items() if live == 1)


def _reseal(holders: Sequence[UUID]) -> set[UUID]:
    """Move every sealed value of these holders to their newest key; returns whose values did not open."""
    live = _live(holders)
    damaged: set[UUID] = set()
    with transaction.atomic():
        for model in registry.owned():
            columns = registry.private_fields(model)
            if not columns:
                continue
            for row in model._base_manager.select_for_update().filter(holder__in=list(live)):
                owner: UUID = row.holder  # type: ignore[attr-defined]
                known, (newest, key) = dict(live[owner]), live[owner][-1]
                try:
                    moved = {c.attname: c.moved(row, known, newest, key) for c in columns}
                except (crypto.OpenError, keys.ErasedError):
                    damaged.add(owner)
                    continue
                changed = {name: value for name, value in moved.items() if value is not None}
                if changed:
                    model._base_manager.filter(pk=row.pk).update(**changed)
    return damaged


def _end(holders: Sequence[UUID], damaged: set[UUID]) -> None:
    """Delete the keys that nothing names any more."""
    live = _live([holder for holder in holders if holder not in damaged])
    old = [id for known in live.values() for id, _key in known[:-1]]
    with transaction.atomic(using="keys", durable=True):
        Key.objects.filter(id__in=old, wrapped__isnull=False).delete()
    keys.forget()


def _live(holders: Sequence[UUID]) -> Live:
    """Each holder's live keys, the newest last."""
    found: Live = {}
    rows = Key.objects.filter(holder__in=holders, wrapped__isnull=False).order_by("created_at", "id")
    for row in rows:
        found.setdefault(row.holder, []).append((row.id, keys.unwrap(row)))
    return found


def _batches(holders: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for first in range(0, len(holders), BATCH):
        yield holders[first : first + BATCH]
