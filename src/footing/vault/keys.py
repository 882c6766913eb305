"""Holders and their data keys: make, open, erase."""

import os
import uuid
from collections.abc import Iterable
from contextvars import ContextVar

from django.conf import settings
from django.core.signals import request_started
from django.db import transaction
from django.utils import timezone

from footing.vault import crypto, secrets
from footing.vault.models import Key

_prefetched: ContextVar[dict[uuid.UUID, tuple[uuid.UUID, bytes]] | None] = ContextVar("keys", default=None)


class ErasedError(Exception):
    """The holder's key is gone: what it protected can never be read again."""


def make_holder(holder: uuid.UUID | None = None) -> uuid.UUID:
    """Make a holder with a key, committed before this returns, so that no row can outlive its key."""
    row, _data_key = _new_key(holder or uuid.uuid4())
    with transaction.atomic(using="keys", durable=True):
        row.save(using="keys", force_insert=True)
    return row.holder


def make_holders(count: int) -> list[uuid.UUID]:
    """Make many holders in one transaction; their keys are known for the rest of this request."""
    made = [_new_key(uuid.uuid4()) for _ in range(count)]
    with transaction.atomic(using="keys", durable=True):
        Key.objects.bulk_create([row for row, _data_key in made])
    _prefetched.set({row.holder: (row.id, data_key) for row, data_key in made})
    return [row.holder for row, _data_key in made]


def _new_key(holder: uuid.UUID) -> tuple[Key, bytes]:
    master: bytes = settings.FOOTING_KEY
    kek = secrets.key_id(master)
    data_key = os.urandom(secrets.KEY_BYTES)
    wrapped = crypto.seal(_wrapping_key(), data_key, _associated(holder, kek), block=64)
    return Key(holder=holder, kek=kek, wrapped=wrapped, created_at=timezone.now()), data_key


def live_key(holder: uuid.UUID) -> tuple[uuid.UUID, bytes]:
    """The id and bytes of a holder's current key. Raises ErasedError."""
    known = (_prefetched.get() or {}).get(holder)
    if known is not None:
        return known
    row = Key.objects.filter(holder=holder, wrapped__isnull=False).order_by("-created_at").first()
    if row is None:
        raise ErasedError(str(holder))
    return row.id, _unwrap(row)


def key_by_id(holder: uuid.UUID, key: uuid.UUID) -> bytes:
    """The bytes of one named key of a holder. Raises ErasedError."""
    known = (_prefetched.get() or {}).get(holder)
    if known is not None and known[0] == key:
        return known[1]
    row = Key.objects.filter(holder=holder, id=key, wrapped__isnull=False).first()
    if row is None:
        raise ErasedError(str(holder))
    return _unwrap(row)


def prefetch(holders: Iterable[uuid.UUID]) -> None:
    """Read the keys of many holders in one query, for the rest of this request only."""
    rows = Key.objects.filter(holder__in=set(holders), wrapped__isnull=False).order_by("created_at")
    _prefetched.set({row.holder: (row.id, _unwrap(row)) for row in rows})


def check_master() -> None:
    """Raises secrets.KeyFileError when every key here was wrapped under another master key."""
    kept = Key.objects.filter(wrapped__isnull=False)
    if kept.exists() and not kept.filter(kek=secrets.key_id(settings.FOOTING_KEY)).exists():
        raise secrets.KeyFileError(
            "The key file does not fit these data. Put the right key back; see docs/operating.md."
        )


def forget(**_: object) -> None:
    """Drop what `prefetch` read."""
    _prefetched.set(None)


def erase(holder: uuid.UUID) -> None:
    """Blank every key of a holder for ever and keep the stamped rows as tombstones."""
    with transaction.atomic(using="keys", durable=True):
        Key.objects.filter(holder=holder, erased_at__isnull=True).update(
            wrapped=None, erased_at=timezone.now()
        )
    forget()


def _wrapping_key() -> bytes:
    return secrets.derive(settings.FOOTING_KEY, "wrap")


def _associated(holder: uuid.UUID, kek: str) -> bytes:
    return f"dek|v1|{holder}|{kek}".encode()


def _unwrap(row: Key) -> bytes:
    return crypto.unseal(_wrapping_key(), bytes(row.wrapped or b""), _associated(row.holder, row.kek))


request_started.connect(forget, dispatch_uid="vault.keys.forget")
