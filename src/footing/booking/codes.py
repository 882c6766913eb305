"""Codes that a person can read out, and the tokens of private links (decision 7)."""

import base64
import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings

from footing.vault.secrets import derive

# Without 0 O 1 I L U: nothing that is misread, no words.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
TOKEN_BYTES = 16


def new_code() -> str:
    """Ten characters, 49 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """A code as it is shown: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def tidy(typed: str) -> str:
    """A typed code in its stored form: any case, spaces and dashes left out."""
    return "".join(c for c in typed.upper() if c not in " -–\t\r\n")


def is_code(typed: str) -> bool:
    """Whether what was typed has the form of a code."""
    tidied = tidy(typed)
    return len(tidied) == LENGTH and set(tidied) <= set(ALPHABET)


def token(booking: UUID, link_version: int) -> str:
    """The booking's token: 128 bits, made again from the booking whenever it is needed."""
    return _text(_hmac("manage-link", f"{booking}|{link_version}".encode())[:TOKEN_BYTES])


def token_matches(typed: str, booking: UUID | None, link_version: int) -> bool:
    """Whether a typed token is the booking's. Takes as long for a booking that does not exist."""
    expected = token(booking or UUID(int=0), link_version)
    same = hmac.compare_digest(expected.encode(), tidy(typed).lower().encode())
    return same and booking is not None


def fingerprint(purpose: str, content: bytes) -> str:
    """A keyed hash, 64 hexadecimal digits, for what must be recognised but not kept."""
    return _hmac(purpose, content).hex()


def _hmac(purpose: str, content: bytes) -> bytes:
    return hmac.digest(derive(settings.FOOTING_KEY, purpose), content, hashlib.sha256)


def _text(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()
