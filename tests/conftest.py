"""Fixtures for every test: settings of their own, a clock, both databases."""

import gc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from footing.config.serve import GARBAGE
from tests import postgres


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The keys' tables are made as they are now; what asks for their migrations finds them as done."""
    DatabaseOperations.sql_flush = emptied  # type: ignore[assignment, method-assign]
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connections["keys"])
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            if app == "vault":
                recorder.record_applied(app, name)


def emptied(_self: object, _style: object, tables: list[str], **_options: bool) -> list[str]:
    """How PostgreSQL empties its tables after a test that committed: a new file for each takes far longer."""
    return [f'DELETE FROM "{table}"' for table in tables]  # noqa: S608


@pytest.fixture(autouse=True)
def quick_settings(settings: Any) -> None:
    """Tests of pages need no collected files, no slow hashes and no wait before a mail."""
    settings.FOOTING_MAIL_GRACE_SECONDS = 0
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_prefetched_keys() -> Iterator[None]:
    """What one test read of keys is not known to the next."""
    from footing.vault import keys

    keys.forget()
    yield
    keys.forget()


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test searched, brought into the log or painted does not count for the next."""
    from footing.design import events
    from footing.practice import queries
    from footing.vault import passing

    passing.forget()
    events.forget()
    queries.forget_colour()
    # A slow machine counts no other queries than a quick one.
    monkeypatch.setattr(queries, "BEHIND", 3600.0)


class OwnClient(Client):
    """A client whose unsafe requests come from our own pages, as a browser's do."""

    def generic(self, *args: Any, **extra: Any) -> Any:
        extra.setdefault("HTTP_SEC_FETCH_SITE", "same-origin")
        extra.setdefault("HTTP_HOST", "localhost:8000")
        return super().generic(*args, **extra)


@pytest.fixture
def client() -> Client:
    return OwnClient()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--needs-db", action="store_true", help="Run only tests that touch a database.")
    parser.addoption(
        "--both",
        action="store_true",
        help="Of these, only what `make test` asks on PostgreSQL (decision 18).",
    )
    parser.addoption(
        "--half",
        action="store_true",
        help="Of cases marked `half`, the even on SQLite, the odd on PostgreSQL; of the rest for both, every second.",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what touches a database; long proofs run in `make prove` only.

    The longest first, or at the end one core would wait for the other. Short ones before them, while the demo is made.
    """
    keep = [item for item in items if _wanted(config, item)]
    items[:] = sorted(keep, key=_turn)


def _wanted(config: pytest.Config, item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    if "prove" in marks and "prove" not in config.option.markexpr:
        return False
    if config.getoption("--needs-db") and (not marks & {"django_db", "postgres"} or "one_database" in marks):
        return False
    both, half = config.getoption("--both"), item.get_closest_marker("half")
    if config.getoption("--half"):
        if half and half.args[0] % 2 != both:
            return False
        if both and not half and "postgres" not in marks and zlib.crc32(item.nodeid.encode()) % 2:
            return False  # they have passed on SQLite
    room = item.path.relative_to(Path(__file__).parent).parts[0]
    return not both or room in postgres.BOTH or bool(marks & {"postgres", "both_databases"})


def _turn(item: pytest.Item) -> int:
    if item.path.parent.name == "everywhere":
        return 0
    if item.get_closest_marker("browser"):
        return 1
    return 2 if item.get_closest_marker("xdist_group") else 3


def pytest_collection_finish() -> None:
    """What is loaded now stays until the end: walking through it again and again is left out, as in the server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
