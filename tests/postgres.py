"""A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, on loopback only."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The rooms where a guarantee rests on what the database itself does: its locks, constraints, transactions, raw SQL.
BOTH = {"booking", "calendars", "outbox", "vault"}
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


class NoPostgresError(Exception):
    """There is no PostgreSQL here, or it may not be started; the message says which."""


def binaries() -> Path:
    """The folder with `initdb` and `postgres`. Raises NoPostgresError."""
    found = shutil.which("initdb")
    if found and Path(found).resolve().with_name("postgres").exists():
        return Path(found).resolve().parent
    for pattern in PLACES:
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            if (folder / "initdb").exists():
                return folder
    raise NoPostgresError("PostgreSQL is not installed")


def free_port() -> int:
    """A TCP port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(*, lasting: bool = True, owner: str = "footing") -> Iterator[str]:
    """Start a cluster and yield its address without a database name; stop and remove it afterwards.

    `owner` is its superuser. `lasting=False` waits for no disk: what is written outlives every kill of a process,
    but no power cut.
    """
    folder = Path(tempfile.mkdtemp(prefix="footing-pg-"))
    bin_folder, port, prefix = binaries(), free_port(), []
    if os.geteuid() == 0:
        if not shutil.which("runuser"):
            raise NoPostgresError("PostgreSQL does not start as root and runuser is missing")
        shutil.chown(folder, "postgres", "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(
        [*prefix, bin_folder / "initdb", "-D", data, "-U", owner, "-A", "trust", "--no-sync"],
        check=True,
        **quiet,
    )
    options = [
        "-c",
        f"port={port}",
        "-c",
        "listen_addresses=127.0.0.1",
        "-k",
        str(folder),
        "-c",
        "max_connections=200",
    ]
    if not lasting:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            options += ["-c", f"{name}=off"]
    server = subprocess.Popen([*prefix, bin_folder / "postgres", "-D", data, *options], **quiet)
    try:
        _wait(port, server)
        yield f"postgres://{owner}@127.0.0.1:{port}"
    finally:
        subprocess.run(
            [*prefix, bin_folder / "pg_ctl", "stop", "-D", data, "-m", "immediate"], check=False, **quiet
        )
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def create_databases(address: str, *names: str, template: str = "template1") -> None:
    """Make databases in a cluster: empty ones, or copies of one that nobody is connected to."""
    import psycopg

    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        for name in names:
            both = map(psycopg.sql.Identifier, (name, template))
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*both))


def environment(address: str) -> dict[str, str]:
    """Settings that put data, keys and marks into databases of one cluster."""
    return {
        "FOOTING_DATABASE_URL": f"{address}/footing",
        "FOOTING_KEYS_DATABASE_URL": f"{address}/footing_keys",
        "FOOTING_CACHE_URL": f"{address}/footing_marks",
    }


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NoPostgresError("PostgreSQL stopped right after its start")
        # A port that is open already may still answer that the server is starting up.
        asked = [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        if subprocess.run(asked, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NoPostgresError("PostgreSQL did not answer within 30 s")
