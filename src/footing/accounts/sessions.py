"""What a session row holds: sealed, so that whoever reads the database learns neither names nor secrets; and under
a keyed hash of the cookie, so that whoever reads it cannot go on in anybody's place.

allauth keeps the typed name, a second factor's secret before it is confirmed and, for a request that must wait
for the pass phrase, that whole request: its form, its address and, under this server, every environment variable.
The last is never written; the person is asked to send the form again.
"""

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from footing.vault import crypto
from footing.vault.secrets import derive

PLACE = b"session|v1"
NEVER_KEPT = "account_reauthentication_state"


class Serializer:
    """Seals a session; anything that this installation did not seal is an empty session to Django."""

    def dumps(self, session: dict[str, Any]) -> bytes:
        kept = {name: value for name, value in session.items() if name != NEVER_KEPT}
        return crypto.seal(_key(), json.dumps(kept, separators=(",", ":")).encode(), PLACE)

    def loads(self, sealed: bytes) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(crypto.unseal(_key(), sealed, PLACE))
        return found


def row_key(cookie: str | None) -> str:
    """The key of a session's row: 160 bits of an HMAC of the cookie's value. Nothing leads back from it."""
    key = derive(settings.FOOTING_KEY, "session-row")
    return hmac.digest(key, (cookie or "").encode(errors="replace"), hashlib.sha256).hex()[:40]


class SessionStore(db.SessionStore):
    """Django's sessions in the database, each under `row_key`. The name stays: Django salts signatures with it."""

    def load(self) -> dict[str, Any]:
        kept = self.model.objects.filter(
            session_key=row_key(self.session_key), expire_date__gt=timezone.now()
        ).first()
        if kept is None:
            self._session_key = None
        return self.decode(kept.session_data) if kept else {}

    def exists(self, session_key: str) -> bool:
        return super().exists(row_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.session_key = row_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        cookie = session_key or self.session_key
        if cookie is not None:
            super().delete(row_key(cookie))

    # The base class's own, which call the ones above: Django's shortcuts for the database know no other row key.
    aload, aexists, adelete = SessionBase.aload, SessionBase.aexists, SessionBase.adelete
    acreate, asave = SessionBase.acreate, SessionBase.asave


def _key() -> bytes:
    return derive(settings.FOOTING_KEY, "session")
