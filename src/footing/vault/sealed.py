"""The sealed state: what a visitor's pages carry instead of the server keeping it.

A mapping by capability (`{"check": …, "story": …}`); each room reads and writes its own part.
Encrypted, authenticated, bound to this installation's address, expiring; its length is always a
multiple of one block, so that it tells nothing about an answer.
"""

import base64
import binascii
import json
import time
from typing import Any

from django.conf import settings

from footing.vault import crypto, secrets

BLOCK = 3072
LIFETIME = 6 * 60 * 60
FIELD = "state"

State = dict[str, Any]


class StateError(Exception):
    """Altered, expired or from elsewhere: the visitor is asked to start again."""


def seal_state(state: State, *, now: float | None = None) -> str:
    """Seal a state for a hidden field. `now` is seconds since 1970."""
    issued = int(time.time() if now is None else now)
    clear = json.dumps({"at": issued, "state": state}, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(crypto.seal(_key(), clear.encode(), _associated(), block=BLOCK)).decode()


def open_state(token: str, *, now: float | None = None) -> State:
    """Open a hidden field. Raises StateError for anything that this installation did not seal lately."""
    try:
        clear = crypto.unseal(_key(), base64.urlsafe_b64decode(token.encode()), _associated())
        content = json.loads(clear)
    except (crypto.OpenError, binascii.Error, UnicodeError, ValueError) as error:
        raise StateError("altered or from elsewhere") from error
    age = (time.time() if now is None else now) - content["at"]
    if not -60 <= age <= LIFETIME:
        raise StateError("expired")
    state: State = content["state"]
    return state


def _key() -> bytes:
    return secrets.derive(settings.FOOTING_KEY, "sealed-state")


def _associated() -> bytes:
    return f"state|v1|{settings.FOOTING_URL}".encode()
