"""The master key file and what is derived from it. The one place that reads the file."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class KeyFileError(Exception):
    """The key file is missing or cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Ring:
    """What the key file holds.

    `current` wraps new data keys; `old` are still accepted while `footing keys rewrap` runs. `signing` is
    what sign-in names, private links and second factors come from: it outlives a change of `current`.
    """

    current: bytes
    old: tuple[bytes, ...] = ()
    signing: bytes = b""

    def key(self, name: str) -> bytes | None:
        """The master key of this name (`key_id`)."""
        return next((key for key in (self.current, *self.old) if key_id(key) == name), None)

    def text(self) -> str:
        """The lines of the file: the current key, then the named ones."""
        lines = [self.current.hex(), *(f"old {key.hex()}" for key in self.old)]
        if self.signing != self.current:
            lines.append(f"signing {self.signing.hex()}")
        return "\n".join(lines) + "\n"


def load_or_make(path: Path) -> bytes:
    """Return the signing key of the file; on the very first start, make the file (mode 0400).

    Raises KeyFileError when data exist but the key does not: a new key would lose them all.
    """
    if not path.exists():
        if any(path.parent.glob("*.sqlite3")):
            raise KeyFileError(
                f"The key file {path} is gone but data are here. Put the key back; see docs/operating.md."
            )
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = _written(path, secrets.token_hex(KEY_BYTES) + "\n")
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass  # another process was first; its key is the key
        finally:
            temporary.unlink()
    ring = parse(_text(path), str(path))
    if path.stat().st_mode & 0o077:
        raise KeyFileError(f"Others can read the key file {path}. Run: chmod 400 {path}")
    return ring.signing


def ring(path: Path) -> Ring:
    """The file as it is now: a running server takes up a change without a new start.

    While the file cannot be looked at, what was read last stands. Raises KeyFileError.
    """
    try:
        seen = path.stat()
    except OSError as error:
        if path in _read:
            return _read[path][1]
        raise KeyFileError(
            f"The key file {path} is gone. Put the key back; see docs/operating.md."
        ) from error
    stamp = (seen.st_mtime_ns, seen.st_ino, seen.st_size)
    if path not in _read or _read[path][0] != stamp:
        _read[path] = (stamp, parse(_text(path), str(path)))
    return _read[path][1]


def replace(path: Path, ring: Ring) -> None:
    """Put another ring in the file's place, in one step, safe on the disk before this returns."""
    temporary = _written(path, ring.text())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def parse(text: str, place: str) -> Ring:
    """The keys of a key file's text. Raises KeyFileError naming `place`."""
    named: dict[str, list[bytes]] = {"": [], "old": [], "signing": []}
    for line in filter(None, map(str.strip, text.splitlines())):
        label, _, digits = line.rpartition(" ")
        try:
            key = bytes.fromhex(digits)
        except ValueError as error:
            raise KeyFileError(f"The key file {place} cannot be read as 64 hexadecimal digits.") from error
        if len(key) != KEY_BYTES or label not in named:
            raise KeyFileError(f"The key file {place} must hold 64 hexadecimal digits.")
        named[label].append(key)
    if len(named[""]) != 1 or len(named["signing"]) > 1:
        raise KeyFileError(f"The key file {place} must hold one key of 64 hexadecimal digits.")
    (current,) = named[""]
    return Ring(current, tuple(named["old"]), (named["signing"] or [current])[0])


_read: dict[Path, tuple[tuple[int, int, int], Ring]] = {}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise KeyFileError(f"The key file {path} cannot be read as 64 hexadecimal digits.") from error


def _written(path: Path, text: str) -> Path:
    """A file beside, with mode 0400 from its first byte on, safe on the disk."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return temporary


@lru_cache(maxsize=64)
def derive(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"footing/" + purpose.encode()).derive(
        key
    )


def key_id(key: bytes) -> str:
    """A public name of a master key: eight hexadecimal digits of its SHA-256."""
    return hashlib.sha256(b"footing/key-id/" + key).hexdigest()[:8]
