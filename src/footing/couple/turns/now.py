"""The number of a round's present state, asked each second: the cheapest answer that there is.

The token opens nothing but this number and dies with the round. It stands in front of all other guards: no session, no
cookie, no language, one read by the primary key. It leaves no trace, so nobody can see that somebody looked.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from footing.couple.turns.models import Round
from footing.design.middleware import CSP, PERMISSIONS
from footing.vault.secrets import derive

WHERE = "/now/"
PLAIN = "text/plain; charset=utf-8"
_ASKED = "SELECT version FROM couple_round WHERE id = %s AND ends_at > %s"
_ID = Round._meta.pk
ID_BYTES, MARK_BYTES = 16, 16
HEADERS = {
    "Cache-Control": "no-store, private", "Content-Security-Policy": CSP, "Content-Type": PLAIN,
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS, "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
}  # fmt: skip


def token(id: UUID) -> str:
    """The token of a round: its id and 128 bits of a keyed hash of it. Never stored."""
    return base64.urlsafe_b64encode(id.bytes + _mark(id.bytes)).decode().rstrip("=")


def now(request: HttpRequest, token: str, seen: int) -> HttpResponse:
    """204 while the round stands as it was seen, else its version; over, unknown and forged are one answer: 404."""
    id = _opened(token)
    version = None if id is None else _version(id)
    if version == seen:
        return HttpResponse(status=204, headers=HEADERS)
    body = "" if version is None else str(version)
    # The length is said here, or the answer would come in chunks: no guard behind adds it.
    headers = {**HEADERS, "Content-Length": str(len(body))}
    return HttpResponse(body, status=404 if version is None else 200, headers=headers)


class First:
    """Answers this one address before any other guard is asked. Whatever is not of its form goes the usual way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and request.path_info.startswith(WHERE):
            name, _, seen = request.path_info[len(WHERE) :].rstrip("/").partition("/")
            if seen.isascii() and seen.isdigit() and len(seen) < 10:
                return now(request, name, int(seen))
        return self.get_response(request)


def _version(id: UUID) -> int | None:
    """By a fixed statement: it is asked so often, and building a query costs several times what asking does."""
    ends = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [_ID.get_db_prep_value(id, connection), ends])
        found = cursor.fetchone()
    return int(found[0]) if found else None


@lru_cache(maxsize=4096)
def _opened(token: str) -> UUID | None:
    """The round that a token names; None for whatever was not made here."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=")
    except (binascii.Error, UnicodeError, ValueError):
        return None
    id, mark = raw[:ID_BYTES], raw[ID_BYTES:]
    return UUID(bytes=id) if hmac.compare_digest(mark, _mark(id)) and len(id) == ID_BYTES else None


def _mark(id: bytes) -> bytes:
    return hmac.digest(derive(settings.FOOTING_KEY, "turns-now"), id, hashlib.sha256)[:MARK_BYTES]
