"""One backup file: a plain tar with a manifest that has the checksum of everything in it.

`footing-backup/1`: the first entry is `manifest.json` (format, kind, day, entries with sizes and SHA-256), then
the entries. A file that is damaged, cut short or has anything more in it is refused before a byte is used.
"""

import hashlib
import io
import json
import os
import tarfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

FORMAT = "footing-backup/1"
MANIFEST = "manifest.json"
MOST_MANIFEST = 64 * 1024 * 1024
CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """A file that is no whole backup; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `kind` is `data` or `keys`, `database` is `sqlite` or `postgresql`."""

    kind: str
    database: str
    made_at: datetime
    entries: dict[str, tuple[int, str]]


def write(path: Path, *, kind: str, database: str, made_at: datetime, files: dict[str, Path]) -> Manifest:
    """Write a backup file beside `path`, then put it in place: there is never half a backup under its name.

    Raises FileExistsError.
    """
    if path.exists():
        raise FileExistsError(path)
    entries = {name: (file.stat().st_size, _digest(file)) for name, file in sorted(files.items())}
    manifest = Manifest(kind, database, made_at, entries)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with tarfile.open(fileobj=out, mode="w") as tar:
                _add(tar, MANIFEST, _text(manifest))
                for name in entries:
                    info = _info(name, entries[name][0])
                    with files[name].open("rb") as file:
                        tar.addfile(info, file)
            out.flush()
            os.fsync(out.fileno())
        os.link(temporary, path)
    finally:
        temporary.unlink()
    return manifest


def check(path: Path) -> Manifest:
    """Read a whole backup and compare every checksum. Raises ArchiveError."""
    return _read(path, None)


def extract(path: Path, folder: Path) -> Manifest:
    """Check a backup and write its entries into an empty folder. Raises ArchiveError."""
    check(path)
    return _read(path, folder)


def _read(path: Path, folder: Path | None) -> Manifest:
    try:
        with tarfile.open(path, mode="r:") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or not 0 < first.size <= MOST_MANIFEST:
                raise ArchiveError(f"{path} is not a backup of Footing.")
            manifest = _parsed(_body(tar, first).read(), path)
            missing = dict(manifest.entries)
            while (entry := tar.next()) is not None:
                wanted = missing.pop(entry.name, None)
                if wanted is None or not entry.isreg() or entry.size != wanted[0]:
                    raise ArchiveError(f"{path}: {entry.name} does not belong to it. The file is damaged.")
                if _copied(_body(tar, entry), folder / entry.name if folder else None) != wanted[1]:
                    raise ArchiveError(f"{path}: {entry.name} is damaged. Take another backup.")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ArchiveError(f"{path} cannot be read as a backup ({error}).") from error
    if missing:
        raise ArchiveError(f"{path} is cut short: {min(missing)} is missing. Take another backup.")
    return manifest


def _parsed(text: bytes, path: Path) -> Manifest:
    try:
        said = json.loads(text)
        whole = {k: said[k] for k in ("format", "kind", "database", "made_at", "entries")}
        if whole["format"] != FORMAT or said["check"] != _sum(whole):
            raise ValueError
        entries = {str(n): (int(e["size"]), str(e["sha256"])) for n, e in whole["entries"].items()}
        if not all(_plain(name) for name in entries):
            raise ValueError
        return Manifest(
            str(whole["kind"]), str(whole["database"]), datetime.fromisoformat(whole["made_at"]), entries
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"{path}: its list of contents is damaged. Take another backup.") from error


def _text(manifest: Manifest) -> bytes:
    whole: dict[str, Any] = {
        "format": FORMAT, "kind": manifest.kind, "database": manifest.database,
        "made_at": manifest.made_at.isoformat(),
        "entries": {n: {"size": size, "sha256": digest} for n, (size, digest) in manifest.entries.items()},
    }  # fmt: skip
    return json.dumps({**whole, "check": _sum(whole)}, indent=1).encode()


def _sum(whole: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()


def _plain(name: str) -> bool:
    """A name that stays inside the folder."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and name != MANIFEST


def _body(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> Any:
    body = tar.extractfile(entry)
    if body is None:
        raise ArchiveError(f"{entry.name} is not a file.")
    return body


def _copied(body: Any, to: Path | None) -> str:
    """The digest of an entry, written to a file on the way if wanted."""
    digest = hashlib.sha256()
    if to is not None:
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (to or Path(os.devnull)).open("wb") as out:
        while chunk := body.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _digest(file: Path) -> str:
    with file.open("rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest()


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _add(tar: tarfile.TarFile, name: str, text: bytes) -> None:
    tar.addfile(_info(name, len(text)), io.BytesIO(text))
