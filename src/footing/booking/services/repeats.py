"""The same request sent twice is one booking (idempotency keys, kept for a day)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.utils.translation import gettext as _

from footing.booking.errors import KeyReusedError
from footing.booking.models import Booking, IdempotencyKey
from footing.vault import links

KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Repeat:
    """A client's key for one request, and the request's body in one form."""

    key: str
    body: bytes


class RepeatedError(Exception):
    """The same request got there first; its booking is the answer."""


def earlier(repeat: Repeat | None, now: datetime) -> Booking | None:
    """The booking of the same request within a day. Raises KeyReusedError for another body."""
    if repeat is None:
        return None
    rows = IdempotencyKey.objects.select_related("booking")
    found = rows.filter(key=_key(repeat), created_at__gt=now - KEPT).first()
    if found is None:
        return None
    if found.body != _body(repeat):
        raise KeyReusedError(_("This Idempotency-Key came before with another body. Use a new one."))
    return found.booking


def refuse_second(repeat: Repeat | None, now: datetime) -> None:
    """Inside the transaction: stop when the same request has been answered meanwhile."""
    if repeat is None:
        return
    mine = IdempotencyKey.objects.filter(key=_key(repeat))
    mine.filter(created_at__lte=now - KEPT).delete()
    if mine.exists():
        raise RepeatedError


def remember(repeat: Repeat | None, booking: Booking, now: datetime) -> None:
    """Write the key down with its booking. Raises RepeatedError when another was a moment faster."""
    if repeat is None:
        return
    try:
        IdempotencyKey.objects.create(key=_key(repeat), body=_body(repeat), booking=booking, created_at=now)
    except IntegrityError as error:
        raise RepeatedError from error


def _key(repeat: Repeat) -> str:
    return links.fingerprint("idempotency-key", repeat.key.encode())


def _body(repeat: Repeat) -> str:
    return links.fingerprint("idempotency-body", repeat.body)
