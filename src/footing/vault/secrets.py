"""The master key file and what is derived from it. The one place that reads the file."""

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class KeyFileError(Exception):
    """The key file is missing or cannot be used; the message says what to do."""


def load_or_make(path: Path) -> bytes:
    """Return the 32-byte master key; on the very first start, make it (mode 0400).

    Raises KeyFileError when data exist but the key does not: a new key would lose them all.
    """
    if not path.exists():
        if any(path.parent.glob("*.sqlite3")):
            raise KeyFileError(
                f"The key file {path} is gone but data are here. Put the key back; see docs/operating.md."
            )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_text(secrets.token_hex(KEY_BYTES) + "\n", encoding="ascii")
        temporary.chmod(0o400)
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass  # another process was first; its key is the key
        finally:
            temporary.unlink()
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise KeyFileError(f"The key file {path} cannot be read as 64 hexadecimal digits.") from error
    if len(key) != KEY_BYTES:
        raise KeyFileError(f"The key file {path} must hold 64 hexadecimal digits.")
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"Others can read the key file {path}. Run: chmod 400 {path}")
    return key


def derive(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"footing/" + purpose.encode()).derive(
        key
    )


def key_id(key: bytes) -> str:
    """A public name of a master key: eight hexadecimal digits of its SHA-256."""
    return hashlib.sha256(b"footing/key-id/" + key).hexdigest()[:8]
