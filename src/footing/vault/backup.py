"""Back up data or keys while the site runs, and put a backup in their place.

Data (rows and photos) and keys go into files of their own: with both in one, an old backup would bring back
what was erased. Throttles and used codes are not kept. The master key is in neither.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from footing.vault import archive

DATABASE, PHOTOS = "database", "photos"
ALIAS = {"data": "default", "keys": "keys"}


class BackupError(Exception):
    """What stands in the way; the message says what to do."""


def make(path: Path, *, kind: str = "data", now: datetime | None = None) -> archive.Manifest:
    """Write a backup of the data, or of the keys, to a new file. Raises BackupError."""
    with tempfile.TemporaryDirectory(dir=settings.FOOTING_DATA_DIR, prefix="backup-") as folder:
        copy = Path(folder) / DATABASE
        vendor = connections[ALIAS[kind]].vendor
        {"sqlite": _copy_sqlite, "postgresql": _dump}[vendor](ALIAS[kind], copy)
        files = {DATABASE: copy, **(_photos() if kind == "data" else {})}
        try:
            made = archive.write(path, kind=kind, database=vendor, made_at=now or timezone.now(), files=files)
        except FileExistsError as error:
            raise BackupError(f"{path} is there already. Choose another name.") from error
        except OSError as error:
            raise BackupError(f"{path} cannot be written ({error.strerror}).") from error
    note(kind).write_text(made.made_at.isoformat(), encoding="ascii")
    return made


def restore(path: Path, *, over: bool = False) -> archive.Manifest:
    """Put a backup in the place of the data, or of the keys. The site must not run meanwhile.

    Raises BackupError where rows are there and `over` is not said, archive.ArchiveError for a damaged file.
    """
    with tempfile.TemporaryDirectory(dir=settings.FOOTING_DATA_DIR, prefix="restore-") as folder:
        manifest = archive.extract(path, Path(folder))
        alias = ALIAS.get(manifest.kind)
        if alias is None or DATABASE not in manifest.entries:
            raise archive.ArchiveError(f"{path} is a backup of {manifest.kind!r}, which is not known here.")
        vendor = connections[alias].vendor
        if manifest.database != vendor:
            raise BackupError(f"{path} comes from {manifest.database}, and this site runs on {vendor}.")
        if not over and connections[alias].introspection.table_names():
            raise BackupError("There are data here already. Say --over to replace them by the backup.")
        {"sqlite": _put_sqlite, "postgresql": _load}[vendor](alias, Path(folder) / DATABASE)
        if manifest.kind == "data":
            _put_photos(Path(folder) / PHOTOS)
    return manifest


def note(kind: str) -> Path:
    """The file that remembers when the last backup was made, for `doctor`."""
    return Path(settings.FOOTING_DATA_DIR) / f"last-backup-{kind}"


def _photos() -> dict[str, Path]:
    folder = Path(settings.MEDIA_ROOT)
    return {f"{PHOTOS}/{f.name}": f for f in sorted(folder.glob("*.webp"))} if folder.is_dir() else {}


def _put_photos(folder: Path) -> None:
    here = Path(settings.MEDIA_ROOT)
    shutil.rmtree(here, ignore_errors=True)
    if folder.is_dir():
        shutil.copytree(folder, here)


def _copy_sqlite(alias: str, to: Path) -> None:
    """SQLite's own online backup: one moment of the file, whatever is written meanwhile."""
    connection = connections[alias]
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as target:
        connection.connection.backup(target)
        if target.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("The copy of the database is damaged. Look at the disk, then try again.")


def _put_sqlite(alias: str, source: Path) -> None:
    """Copy a checked database into the live file's place, in one transaction of SQLite's own."""
    with closing(sqlite3.connect(source)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("The database in the backup is damaged. Take another backup.")
        connections[alias].ensure_connection()
        copy.backup(connections[alias].connection)
    connections[alias].close()


def _dump(alias: str, to: Path) -> None:
    _tool("pg_dump", alias, ["--format=custom", f"--file={to}"])


def _load(alias: str, source: Path) -> None:
    connections[alias].close()
    _tool("pg_restore", alias, [
        "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction", str(source)
    ])  # fmt: skip


def _tool(name: str, alias: str, arguments: list[str]) -> None:
    """Run a tool of PostgreSQL on a database; the pass phrase goes by the environment."""
    tool, own = shutil.which(name), connections[alias].settings_dict
    if tool is None:
        raise BackupError(
            f"{name} is not here. Install PostgreSQL's client programs, or back up on its server."
        )
    done = subprocess.run(
        [tool, f"--dbname={own['NAME']}", *arguments],
        env={**os.environ, **_address(own)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BackupError(f"{name} stopped: {done.stderr.strip().splitlines()[-1]}")


def _address(own: dict[str, Any]) -> dict[str, str]:
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {variable: str(own[key]) for variable, key in names.items() if own.get(key)}
