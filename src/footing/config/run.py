"""`footing run`: set up, show a demo practice on the first start, web and worker in one command."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from footing.config import env


def run() -> None:
    """Start web and worker; Ctrl-C (or the end of either) stops both."""
    port = os.environ.get("PORT", "8000")
    os.environ.setdefault("FOOTING_URL", f"http://localhost:{port}")
    settings = env.read()
    from footing.config.prepare import prepare

    prepare(verbosity=0)
    _demo(settings)
    footing = str(Path(sys.executable).with_name("footing"))
    children = [subprocess.Popen([footing, "serve"]), subprocess.Popen([footing, "work"])]
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


def _demo(settings: env.Environment) -> None:
    """On a loopback address only: fill an empty practice with demo people, and say how to sign in."""
