"""django-appointment 3.12.0 in an environment and a tiny project of its own, served as we are: two processes, four threads.

Its settings are Django's own defaults and what its README asks for. Nothing of it is in this repository.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "build" / "peer"
NAME = "django-appointment==3.12.0"
# The framework, the server and the driver in our own versions, so that only the application differs.
BESIDE = {"django": "Django", "granian": "granian", "psycopg": "psycopg[binary]"}

SETTINGS = """
import os
SECRET_KEY = "of-a-bench-only"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "urls"
USE_TZ = True
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                  "django.contrib.messages", "django.contrib.staticfiles", "appointment"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
              "django.middleware.locale.LocaleMiddleware", "django.middleware.common.CommonMiddleware",
              "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
              "django.contrib.messages.middleware.MessageMiddleware",
              "django.middleware.clickjacking.XFrameOptionsMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
    "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                           "django.contrib.messages.context_processors.messages"]}}]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
if port := os.environ.get("PEER_POSTGRES"):
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "peer", "USER": "footing",
                             "HOST": "127.0.0.1", "PORT": port}}
"""
URLS = """
from django.http import HttpResponse
from django.urls import include, path
urlpatterns = [path("up/", lambda request: HttpResponse("up")), path("appointment/", include("appointment.urls"))]
"""
WSGI = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
# Fifty clients who are signed in, and one member of staff; prints the cookies of the fifty.
FILL = """
import datetime, json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
import django; django.setup()
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from appointment.models import Service, StaffMember, WorkingHours
service = Service.objects.create(name="Talk", duration=datetime.timedelta(minutes=50), price=0)
staff = StaffMember.objects.create(user=User.objects.create_user("staff"), slot_duration=30)
staff.services_offered.add(service)
for day in range(7):
    WorkingHours.objects.create(staff_member=staff, day_of_week=day, start_time=datetime.time(9), end_time=datetime.time(18))
cookies = []
for number in range(int(sys.argv[1])):
    client = Client()
    client.force_login(User.objects.create_user(f"c{number}", f"c{number}@example.org", first_name="Alex"))
    cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
print(json.dumps({"service": service.pk, "staff": staff.pk, "cookies": cookies}))
"""
# What stands in the database: start and end of every appointment of a day.
STANDS = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
import django; django.setup()
from appointment.models import Appointment
rows = Appointment.objects.filter(appointment_request__date=sys.argv[1])
times = rows.values_list("appointment_request__start_time", "appointment_request__end_time")
print(json.dumps([[str(start), str(end)] for start, end in times]))
"""


class NoPeerError(Exception):
    """The peer could not be had; the message says why."""


@dataclass(frozen=True)
class Theirs:
    """A running site of theirs: where it answers, its process, and who is signed in."""

    host: str
    pid: int
    service: int
    staff: int
    cookies: tuple[str, ...]
    folder: Path
    environment: dict[str, str]

    def standing(self, day: str) -> list[list[str]]:
        """Start and end of every appointment of a day, from the database."""
        found: list[list[str]] = _python(self.folder, self.environment, STANDS, day)
        return found


def environment() -> Path:
    """The Python of the peer's environment, made on first use. Raises NoPeerError."""
    python = PLACE / "bin" / "python"
    wanted = [NAME, *(f"{name}=={version(ours)}" for ours, name in BESIDE.items())]
    made = PLACE / "made"
    if python.exists() and made.exists() and made.read_text(encoding="utf-8") == "\n".join(wanted):
        return python
    uv = Path(sys.executable).with_name("uv")
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.parent.mkdir(exist_ok=True)
    steps: list[list[str | Path]] = (
        [[uv, "venv", "--quiet", "--python", sys.executable, PLACE],
         [uv, "pip", "install", "--quiet", "--python", python, *wanted]]
        if uv.exists() else
        [[sys.executable, "-m", "venv", PLACE], [python, "-m", "pip", "install", "--quiet", *wanted]]
    )  # fmt: skip
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoPeerError(f"{NAME} could not be installed: {done.stderr.strip()[-300:]}")
    made.write_text("\n".join(wanted), encoding="utf-8")
    return python


@contextmanager
def serving(database: str, people: int) -> Iterator[Theirs]:
    """A site of theirs on `sqlite` or `postgres`, with so many signed-in clients. Raises NoPeerError, NoPostgresError."""
    python = environment()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="footing-peer-")))
        own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        if database == "postgres":
            address = stack.enter_context(postgres.cluster())
            postgres.create_databases(address, "peer")
            own["PEER_POSTGRES"] = address.rpartition(":")[2]
        for name, text in (("settings", SETTINGS), ("urls", URLS), ("wsgi", WSGI)):
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        for more in (
            [],
            ["--run-syncdb"],
        ):  # its package has no migrations, and its tables point to those of others
            migrate = [python, "-m", "django", "migrate", *more, "--settings=settings", "--pythonpath=."]
            done = subprocess.run(migrate, cwd=folder, env=own, check=False, capture_output=True, text=True)
            if done.returncode:
                raise NoPeerError(done.stderr.strip()[-300:])
        filled = _python(folder, own, FILL, str(people))
        port = postgres.free_port()
        log = stack.enter_context((folder / "log").open("wb"))
        server = subprocess.Popen(
            [PLACE / "bin" / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
             "--workers", "2", "--blocking-threads", "4", "--no-access-log", "--log-level", "warning", "wsgi:application"],
            cwd=folder, env=own, stdout=log, stderr=log,
        )  # fmt: skip
        stack.callback(_stop, server)
        _wait(f"http://127.0.0.1:{port}/up/", server)
        yield Theirs(
            f"127.0.0.1:{port}", server.pid, filled["service"], filled["staff"], tuple(filled["cookies"]), folder, own
        )  # fmt: skip


def _python(folder: Path, own: dict[str, str], code: str, *arguments: str) -> Any:
    """What code prints last in the peer's environment, from JSON. Raises NoPeerError."""
    done = subprocess.run(
        [PLACE / "bin" / "python", "-c", code, *arguments], cwd=folder, env=own, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise NoPeerError(done.stderr.strip()[-500:])
    return json.loads(done.stdout.splitlines()[-1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise NoPeerError("the peer's site did not answer")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    server.wait(timeout=20)
