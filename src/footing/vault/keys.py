"""Holders and their data keys: make, open, erase."""

import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from contextvars import ContextVar

from django.conf import settings
from django.core.signals import request_started
from django.db import connections, transaction
from django.utils import timezone

from footing.vault import crypto, secrets
from footing.vault.models import Key

_prefetched: ContextVar[dict[uuid.UUID, tuple[uuid.UUID, bytes]] | None] = ContextVar("keys", default=None)

_LIVE = "SELECT id, kek, wrapped FROM vault_key WHERE holder = %s AND wrapped IS NOT NULL"


class ErasedError(Exception):
    """The holder's key is gone: what it protected can never be read again."""


def make_holder(holder: uuid.UUID | None = None) -> uuid.UUID:
    """Make a holder with a key, committed before this returns, so that no row can outlive its key."""
    row, data_key = new_key(holder or uuid.uuid4())
    add([(row, data_key)])
    return row.holder


def make_holders(count: int) -> list[uuid.UUID]:
    """Make many holders in one transaction; their keys are known for the rest of this request."""
    made = [new_key(uuid.uuid4()) for _ in range(count)]
    add(made)
    _prefetched.set({row.holder: (row.id, data_key) for row, data_key in made})
    return [row.holder for row, _data_key in made]


def new_key(holder: uuid.UUID) -> tuple[Key, bytes]:
    """A row that is not saved yet, and the data key that it wraps."""
    data_key = os.urandom(secrets.KEY_BYTES)
    kek, wrapped = wrap(holder, data_key)
    return Key(holder=holder, kek=kek, wrapped=wrapped, created_at=timezone.now()), data_key


def add(made: list[tuple[Key, bytes]]) -> None:
    """Commit new keys, each under the master key of this moment.

    A change of master key that began between wrapping and commit may have passed these rows by: then they
    are wrapped again here, before the old master key can be taken away.
    """
    with transaction.atomic(using="keys", durable=True):
        Key.objects.bulk_create([row for row, _data_key in made])
    for row, data_key in made:
        if row.kek != secrets.key_id(ring().current):
            kek, wrapped = wrap(row.holder, data_key)
            Key.objects.filter(id=row.id, wrapped__isnull=False).update(kek=kek, wrapped=wrapped)


def wrap(holder: uuid.UUID, data_key: bytes) -> tuple[str, bytes]:
    """Name of the current master key, and a data key wrapped under it."""
    master = ring().current
    kek = secrets.key_id(master)
    return kek, crypto.seal(secrets.derive(master, "wrap"), data_key, _associated(holder, kek), block=64)


def unwrap(row: Key) -> bytes:
    """The data key of a row. Raises secrets.KeyFileError, crypto.OpenError."""
    master = ring().key(row.kek)
    if master is None:
        raise secrets.KeyFileError(
            f"The key file has no master key {row.kek}. Put the right key back; see docs/keys.md."
        )
    return crypto.unseal(
        secrets.derive(master, "wrap"), bytes(row.wrapped or b""), _associated(row.holder, row.kek)
    )


def ring() -> secrets.Ring:
    """The master keys as the key file has them now."""
    return secrets.ring(settings.FOOTING_KEY_FILE)


def live_key(holder: uuid.UUID) -> tuple[uuid.UUID, bytes]:
    """The id and bytes of a holder's current key. Raises ErasedError."""
    known = (_prefetched.get() or {}).get(holder)
    if known is not None:
        return known
    row = _read(f"{_LIVE} ORDER BY created_at DESC LIMIT 1", holder)
    return row.id, unwrap(row)


def key_by_id(holder: uuid.UUID, key: uuid.UUID) -> bytes:
    """The bytes of one named key of a holder. Raises ErasedError."""
    known = (_prefetched.get() or {}).get(holder)
    if known is not None and known[0] == key:
        return known[1]
    return unwrap(_read(f"{_LIVE} AND id = %s", holder, key))


def prefetch(holders: Iterable[uuid.UUID]) -> None:
    """Read the keys of many holders in one query, for the rest of this request only."""
    wanted = set(holders)
    if len(wanted) == 1:
        (only,) = wanted
        forget()
        with suppress(ErasedError):
            _prefetched.set({only: live_key(only)})
        return
    rows = Key.objects.filter(holder__in=wanted, wrapped__isnull=False).order_by("created_at")
    _prefetched.set({row.holder: (row.id, unwrap(row)) for row in rows})


def check_master() -> None:
    """Raises secrets.KeyFileError when every key here was wrapped under another master key."""
    kept = Key.objects.filter(wrapped__isnull=False)
    known = [secrets.key_id(key) for key in (ring().current, *ring().old)]
    if kept.exists() and not kept.filter(kek__in=known).exists():
        raise secrets.KeyFileError(
            "The key file does not fit these data. Put the right key back; see docs/operating.md."
        )


def forget(**_: object) -> None:
    """Drop what `prefetch` read."""
    _prefetched.set(None)


def erase(holder: uuid.UUID) -> None:
    """Blank every key of a holder for ever and keep the stamped rows as tombstones."""
    for _ in range(2):  # a key that a rotation was just adding is seen by the second statement
        with transaction.atomic(using="keys", durable=True):
            Key.objects.filter(holder=holder, erased_at__isnull=True).update(
                wrapped=None, erased_at=timezone.now()
            )
    forget()


def _read(statement: str, holder: uuid.UUID, *more: uuid.UUID) -> Key:
    """One key by a fixed statement: asked for with every sealed value, and building a query costs ten times it."""
    connection = connections["keys"]
    column = Key._meta.get_field("id")
    with connection.cursor() as cursor:
        cursor.execute(statement, [column.get_db_prep_value(id, connection) for id in (holder, *more)])
        found = cursor.fetchone()
    if found is None:
        raise ErasedError(str(holder))
    id, kek, wrapped = found
    return Key(id=id if isinstance(id, uuid.UUID) else uuid.UUID(id), holder=holder, kek=kek, wrapped=wrapped)


def _associated(holder: uuid.UUID, kek: str) -> bytes:
    return f"dek|v1|{holder}|{kek}".encode()


request_started.connect(forget, dispatch_uid="vault.keys.forget")
