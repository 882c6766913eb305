"""Fixtures for every test: settings of their own, a clock, both databases."""

import os
import tempfile

os.environ.setdefault("FOOTING_DATA_DIR", tempfile.mkdtemp(prefix="footing-test-"))
os.environ.setdefault("FOOTING_URL", "http://localhost:8000")
os.environ.setdefault("FOOTING_DEBUG", "on")

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Tests of pages need no collected files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def no_prefetched_keys() -> Iterator[None]:
    """What one test read of keys is not known to the next."""
    from footing.vault import keys

    keys.forget()
    yield
    keys.forget()


class OwnClient(Client):
    """A client whose unsafe requests come from our own pages, as a browser's do."""

    def generic(self, *args: Any, **extra: Any) -> Any:
        extra.setdefault("HTTP_SEC_FETCH_SITE", "same-origin")
        extra.setdefault("HTTP_HOST", "localhost:8000")
        return super().generic(*args, **extra)


@pytest.fixture
def client() -> Client:
    return OwnClient()


def pytest_configure(config: pytest.Config) -> None:
    assert settings.FOOTING_DATA_DIR != "var", "tests never touch the data folder"
