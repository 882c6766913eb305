"""A real site for tests: server processes of our own on loopback, with a data folder of their own.

The demo practice and an empty one are made once for all sites of a run; each site starts from a copy.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.postgres import create_databases, free_port

DATABASES = ("FOOTING_DATABASE_URL", "FOOTING_KEYS_DATABASE_URL", "FOOTING_CACHE_URL")
PURPOSES = ("", "_keys", "_marks")
OWN = "site_"
FOOTING = Path(sys.executable).with_name("footing")


@dataclass(frozen=True)
class Site:
    """Where a running site answers, and its settings."""

    url: str
    data: Path
    environment: dict[str, str]
    pid: int

    def run(self, *arguments: str) -> str:
        """Run a command of `footing` against this site's data and return what it printed."""
        done = subprocess.run(
            [FOOTING, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if done.returncode:
            raise RuntimeError(f"footing {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout


def prepared(*, demo: bool = True, settings: dict[str, str] | None = None) -> Site:
    """A migrated data folder, filled with the demo practice if wanted; nothing serves it yet."""
    data, own = Path(tempfile.mkdtemp(prefix="footing-site-")), settings or {}
    address, _, name = own.get(DATABASES[0], "").rpartition("/")
    if demo or not address or name.startswith(OWN):
        _copy("demo" if demo else "empty", data, address, name)
        return _site(data, own)
    site = _site(data, own)
    site.run("migrate")
    return site


def own_databases(address: str = "") -> dict[str, str]:
    """Names for fresh databases of one site, on this server or that of the test pass; none for SQLite.

    Each site has its own keys; `prepared` makes the databases.
    """
    named = address or os.environ.get("FOOTING_DATABASE_URL", "").rpartition("/")[0]
    return _named(named, f"{OWN}{uuid.uuid4().hex[:8]}") if named.startswith("postgres") else {}


def _site(data: Path, settings: dict[str, str]) -> Site:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FOOTING_", "DJANGO_"))}
    port = free_port()
    environment = {
        **own, "FOOTING_DATA_DIR": str(data), "FOOTING_URL": f"http://localhost:{port}", "PORT": str(port),
        "FOOTING_RATE_LIMITS": "off", "FOOTING_MAIL_URL": f"file:{data / 'mail'}", "FOOTING_MAIL_GRACE_SECONDS": "0",
        **settings,
    }  # fmt: skip
    return Site(environment["FOOTING_URL"], data, environment, 0)


def _named(address: str, name: str) -> dict[str, str]:
    return {
        setting: f"{address}/{name}{purpose}" for setting, purpose in zip(DATABASES, PURPOSES, strict=True)
    }


def _copy(kind: str, data: Path, address: str, name: str) -> None:
    """Fill an empty data folder, and the databases called `name` at this address, from what was made once."""
    with _template(kind, address) as template:
        if address:
            for purpose in PURPOSES:
                create_databases(address, name + purpose, template=f"{_own(kind)}{purpose}")
    shutil.copytree(template, data, dirs_exist_ok=True)


@contextmanager
def _template(kind: str, address: str) -> Iterator[Path]:
    """The `demo` or an `empty` practice, made once on this server or for SQLite; one process at a time."""
    server = f"postgres-{address.rpartition(':')[2]}" if address else "sqlite"
    template = shared() / f"{kind}-{server}"
    with (shared() / f"{template.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            _make(kind, template, address)
        yield template


def _make(kind: str, template: Path, address: str) -> None:
    making = template.with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    if kind == "demo":
        _copy("empty", making, address, _own("demo"))
    elif address:
        create_databases(address, *(f"{_own(kind)}{purpose}" for purpose in PURPOSES))
    site = _site(making, _named(address, _own(kind)) if address else {})
    site.run("demo" if kind == "demo" else "migrate")
    making.rename(template)


def _own(kind: str) -> str:
    """The name of a template's database: processes that share no folder may share a server."""
    return f"{kind}_{shared().name[-8:]}"


@lru_cache(maxsize=1)
def shared() -> Path:
    """The folder that all processes of a test run share; one of this process's own outside a run."""
    named = os.environ.get("TESTS_SHARED")
    if named:
        return Path(named)
    made = tempfile.mkdtemp(prefix="footing-shared-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


@contextmanager
def running(*, demo: bool = True, settings: dict[str, str] | None = None) -> Iterator[Site]:
    """Prepare a site and serve it until the block ends."""
    with serving(prepared(demo=demo, settings=settings)) as served:
        yield served


@contextmanager
def serving(site: Site, **settings: str) -> Iterator[Site]:
    """Serve a site that has been filled, until the block ends."""
    environment = {**site.environment, **settings}
    with (site.data / "server.log").open("ab") as log:
        server = subprocess.Popen([FOOTING, "serve"], env=environment, stdout=log, stderr=log)
        try:
            _wait(f"{environment['FOOTING_URL']}/readyz", server)
            yield Site(environment["FOOTING_URL"], site.data, environment, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the site did not answer")


if __name__ == "__main__":
    # Beside the first tests of a run, so that none waits for it.
    with _template("demo", os.environ.get("FOOTING_DATABASE_URL", "").rpartition("/")[0]):
        pass
