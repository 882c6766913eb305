"""A real site for tests: server processes of our own on loopback, with a data folder of their own."""

import os
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
from pathlib import Path

from tests.postgres import create_databases, free_port

DATABASES = ("FOOTING_DATABASE_URL", "FOOTING_KEYS_DATABASE_URL", "FOOTING_CACHE_URL")
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
    data, port = Path(tempfile.mkdtemp(prefix="footing-site-")), free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FOOTING_", "DJANGO_"))}
    environment = {
        **own, "FOOTING_DATA_DIR": str(data), "FOOTING_URL": f"http://localhost:{port}", "PORT": str(port),
        "FOOTING_RATE_LIMITS": "off", "FOOTING_MAIL_URL": f"file:{data / 'mail'}", **(settings or {}),
    }  # fmt: skip
    site = Site(environment["FOOTING_URL"], data, environment, 0)
    site.run("migrate")
    if demo:
        site.run("demo")
    return site


def own_databases() -> dict[str, str]:
    """Fresh databases on the server of this test pass, where the runner named one: each site has its own keys."""
    named = os.environ.get("FOOTING_DATABASE_URL", "")
    if not named.startswith("postgres"):
        return {}
    address, site = named.rpartition("/")[0], f"site_{uuid.uuid4().hex[:8]}"
    names = [f"{site}{purpose}" for purpose in ("", "_keys", "_marks")]
    create_databases(address, *names)
    return {setting: f"{address}/{name}" for setting, name in zip(DATABASES, names, strict=True)}


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
    end = time.monotonic() + 40
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the site did not answer")
