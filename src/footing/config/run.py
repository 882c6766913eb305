"""`footing run`: set up, show a demo practice on the first start, web and worker in one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from footing.config import env


def run() -> None:
    """Start web and worker; Ctrl-C (or the end of either) stops both."""
    port = os.environ.get("PORT", "8000")
    os.environ.setdefault("FOOTING_URL", f"http://localhost:{port}")
    if env.read().loopback:
        os.environ.setdefault("FOOTING_MAIL_URL", f"file:{env.read().data_dir / 'mail'}")
    settings = env.read()
    from footing.config.prepare import prepare

    prepare(verbosity=0)
    _demo(settings)
    footing = str(Path(sys.executable).with_name("footing"))
    children = [subprocess.Popen([footing, "serve"]), subprocess.Popen([footing, "work"])]
    _wait(int(port), children[0])
    print(f"\nFooting answers at {settings.url}   (Ctrl-C stops it)", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when the server takes connections, or has ended."""
    while server.poll() is None:
        try:
            socket.create_connection((os.environ.get("HOST", "127.0.0.1"), port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)


def _demo(settings: env.Environment) -> None:
    """On a loopback address only: fill an empty practice with demo people, and say how to sign in."""
    from django.core.management import call_command

    from footing.accounts import demo
    from footing.practice import queries

    house = queries.practice()
    if not settings.loopback or (house is not None and not house.is_demo):
        return
    call_command("demo")
    print(f"Sign in with one click at {settings.url}/account/sign-in/ or by name and pass phrase:")
    for person in demo.people():
        print(f"  {person.name:<18} {person.role:<10} {person.passphrase}")
    if settings.mail_url.startswith("file:"):
        print(f"Mail goes to {settings.mail_url.removeprefix('file:')}")
