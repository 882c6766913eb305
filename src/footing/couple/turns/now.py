"""Whether a round stands as its phone saw it, asked more than once a second: the cheapest answer that there is.

The token opens nothing but this and dies with the round. It stands in front of all other guards: no session, no cookie
is read, no language, one read by the primary key. It leaves no trace, so nobody can see that somebody looked. Once
something changed, the same request goes the usual way and comes to the page: no second one is needed.
"""

import base64
import binascii
import hashlib
import hmac
import re
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

_LANGUAGES = "|".join(f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
_FORM = re.compile(rf"(?:{_LANGUAGES}|)/now/([\w-]+)/(\d{{1,9}})/still/", re.ASCII)
_ASKED = "SELECT version FROM couple_round WHERE id = %s AND ends_at > %s"
_ID = Round._meta.pk
ID_BYTES, MARK_BYTES = 16, 16
HEADERS = {
    "Cache-Control": "no-store, private", "Content-Security-Policy": CSP, "Content-Type": "text/plain",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS, "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
}  # fmt: skip


def token(id: UUID) -> str:
    """The token of a round: its id and 128 bits of a keyed hash of it. Never stored."""
    return base64.urlsafe_b64encode(id.bytes + _mark(id.bytes)).decode().rstrip("=")


@lru_cache(maxsize=4096)
def opened(token: str) -> UUID | None:
    """The round that a token names; None for whatever was not made here."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=")
    except (binascii.Error, UnicodeError, ValueError):
        return None
    id, mark = raw[:ID_BYTES], raw[ID_BYTES:]
    return UUID(bytes=id) if hmac.compare_digest(mark, _mark(id)) and len(id) == ID_BYTES else None


class First:
    """Answers 204 while a round stands as it was seen, before any other guard is asked. All else goes the usual way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and (asked := _FORM.fullmatch(request.path_info)):
            id = opened(asked[1])
            if id is not None and _version(id) == int(asked[2]):
                return HttpResponse(status=204, headers=HEADERS)
        return self.get_response(request)


def _version(id: UUID) -> int | None:
    """By a fixed statement: it is asked so often, and building a query costs several times what asking does."""
    ends = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [_ID.get_db_prep_value(id, connection), ends])
        found = cursor.fetchone()
    return int(found[0]) if found else None


def _mark(id: bytes) -> bytes:
    return hmac.digest(derive(settings.FOOTING_KEY, "turns-now"), id, hashlib.sha256)[:MARK_BYTES]
