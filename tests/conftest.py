"""Fixtures for every test: settings of their own, a clock, both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client


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
def nothing_counted() -> None:
    """What one test searched or brought into the log does not count for the next."""
    from footing.design import events
    from footing.vault import passing

    passing.forget()
    events.forget()


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what touches a database; long proofs run in `make prove` only.

    Browsers first: their tests are the longest, and at the end one core would wait for the other.
    """
    keep = []
    for item in items:
        touches = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
        if item.get_closest_marker("prove") and "prove" not in config.option.markexpr:
            continue
        if config.getoption("--needs-db") and (not touches or item.get_closest_marker("one_database")):
            continue
        keep.append(item)
    items[:] = sorted(keep, key=lambda item: item.get_closest_marker("browser") is None)
