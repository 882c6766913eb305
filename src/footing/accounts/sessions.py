"""What a session row holds: sealed, so that whoever reads the database learns neither names nor secrets.

allauth keeps the typed name, a second factor's secret before it is confirmed and, for a request that must wait
for the pass phrase, that whole request: its form, its address and, under this server, every environment variable.
The last is never written; the person is asked to send the form again.
"""

import json
from typing import Any

from django.conf import settings

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


def _key() -> bytes:
    return derive(settings.FOOTING_KEY, "session")
