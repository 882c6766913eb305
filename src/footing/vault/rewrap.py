"""A new master key: every data key is wrapped anew, while the site runs.

First the new key stands in the file beside the old one, and every process takes both; then the rows are
wrapped anew, some at a time; the old key leaves the file last, and never while a row needs it. A stop
anywhere is taken up by the next run.
"""

import secrets as chance
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from footing.vault import keys, secrets
from footing.vault.models import Key

BATCH = 500


class RewrapError(Exception):
    """What stands in the way; the message says what to do."""


def begin(path: Path, *, new: bytes | None = None) -> secrets.Ring:
    """Put a new master key (`new`, or one made here) into the key file, and keep the old one beside it.

    Where a change was begun before, that one goes on. Raises RewrapError when `new` is a third key.
    """
    ring = secrets.ring(path)
    if ring.old:
        if new not in {None, ring.current}:
            raise RewrapError(
                "Another change of the master key has begun. Finish it first, without a new key."
            )
        return ring
    if new in {ring.current, ring.signing}:
        raise RewrapError("That key is in use already. Make a new one.")
    fresh = secrets.Ring(new or chance.token_bytes(secrets.KEY_BYTES), (ring.current,), ring.signing)
    secrets.replace(path, fresh)
    return fresh


def rewrap(*, said: Callable[[int], None] = lambda count: None) -> int:
    """Wrap every data key under the current master key; returns how many were not yet."""
    name, done = secrets.key_id(keys.ring().current), 0
    while rows := list(_others(name)[:BATCH]):
        with transaction.atomic(using="keys", durable=True):
            for row in rows:
                kek, wrapped = keys.wrap(row.holder, keys.unwrap(row))
                # A key that was erased meanwhile stays erased.
                Key.objects.filter(id=row.id, wrapped__isnull=False).update(kek=kek, wrapped=wrapped)
        done += len(rows)
        said(done)
    return done


def finish(path: Path) -> None:
    """Take the old master key out of the file. Raises RewrapError while a row needs it."""
    ring = secrets.ring(path)
    left = _others(secrets.key_id(ring.current)).count()
    if left:
        raise RewrapError(f"{left} keys still need the old master key. Run: footing keys rewrap.")
    if ring.old:
        secrets.replace(path, secrets.Ring(ring.current, (), ring.signing))


def _others(name: str) -> QuerySet[Key]:
    return Key.objects.filter(wrapped__isnull=False).exclude(kek=name).order_by("id")
