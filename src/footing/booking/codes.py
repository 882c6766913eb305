"""The tokens of private links (decision 7), and keyed hashes; codes that a person can read out are the vault's."""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from footing.vault.codes import ALPHABET, LENGTH, is_code, new_code, spoken, tidy
from footing.vault.secrets import derive

__all__ = [
    "ALPHABET", "LENGTH", "fingerprint", "is_code", "new_code", "spoken", "tidy", "token", "token_matches",
]  # fmt: skip
TOKEN_BYTES = 16


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
