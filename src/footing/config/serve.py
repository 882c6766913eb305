"""The web server: granian with two workers of four blocking threads (see docs/decisions)."""

import gc
import ipaddress
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from footing.config import env
from footing.vault.secrets import load_or_make

# New objects after which unreachable ones are looked for. A page makes some thousands.
GARBAGE = 50_000


def serve() -> None:
    """Replace this process with the server. `HOST` and `PORT` say where it listens."""
    settings = env.read()
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise env.SettingError(f"PORT is {port!r}. Set it to a number from 1 to 65535.")
    if not _is_address(host):
        raise env.SettingError(f"HOST is {host!r}. Set it to an address of this machine, such as 127.0.0.1.")
    load_or_make(settings.key_file)
    _check()
    granian = Path(sys.executable).with_name("granian")
    arguments = [
        "--interface", "wsgi", "--host", host, "--port", port, "--workers", "2", "--blocking-threads", "4",
        "--no-access-log", "--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "10",
        "--factory", "footing.config.serve:application",
    ]  # fmt: skip
    os.execv(granian, [str(granian), *arguments])  # noqa: S606


def application() -> Callable[..., Any]:
    """The application of one worker, built in it.

    granian forks its workers with its own signal handlers, which do nothing there: a stop that is asked
    while a worker starts would be lost, and the server would wait for that worker for ever.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    from footing.config import wsgi

    # What is loaded now stays: walking through it again and again took a tenth of a request.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    return wsgi.application


def _is_address(host: str) -> bool:
    """The server listens on an address and knows no names."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _check() -> None:
    """Refuse to serve over a key that does not fit: better said once here than on every page."""
    import django
    from django.db import DatabaseError, connections

    django.setup()
    from footing.vault import keys

    try:
        keys.check_master()
    except DatabaseError as error:
        raise env.SettingError("The databases are not ready. Run: footing migrate.") from error
    connections.close_all()
