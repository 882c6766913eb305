"""AES-256-GCM with associated data and padding: the one module that encrypts.

A blob is `version (1 byte) | nonce (12 bytes) | ciphertext and tag`. Clear text is padded to a
multiple of a block, so that the size of a blob tells little.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
NONCE_BYTES = 12
LENGTH_BYTES = 4


class OpenError(Exception):
    """A blob that was altered, moved to another place or sealed under another key."""


def seal(key: bytes, clear: bytes, associated: bytes, *, block: int = 256) -> bytes:
    """Encrypt and authenticate; the result's length depends on ceil((len + 4) / block) only."""
    padded = len(clear).to_bytes(LENGTH_BYTES, "big") + clear
    padded += bytes(-len(padded) % block)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([VERSION]) + nonce + AESGCM(key).encrypt(nonce, padded, associated)


def unseal(key: bytes, blob: bytes, associated: bytes) -> bytes:
    """Check and decrypt. Raises OpenError for anything that `seal` did not make with these arguments."""
    if len(blob) <= 1 + NONCE_BYTES or blob[0] != VERSION:
        raise OpenError("not a sealed value")
    nonce, body = blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]
    try:
        padded = AESGCM(key).decrypt(nonce, body, associated)
    except InvalidTag as error:
        raise OpenError("altered, moved or sealed under another key") from error
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]
