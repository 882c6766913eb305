"""Counts by address live for their window, salts for their day; then nothing of them is in the database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import RequestFactory

from footing.outbox import periodic
from footing.vault import visitors
from footing.vault.sweep import sweep_marks

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture(autouse=True)
def counted(settings: Any) -> None:
    """Somebody from 203.0.113.7 asked for a hold."""
    settings.FOOTING_RATE_LIMITS = True
    cache.clear()
    visitors._salt.cache_clear()
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    assert visitors.within(request, "hold", limit=60, seconds=600)


def rows() -> list[str]:
    with connections["marks"].cursor() as cursor:
        cursor.execute("SELECT cache_key FROM marks_cache")
        return sorted(key for (key,) in cursor.fetchall())


def test_no_row_holds_an_address() -> None:
    assert len(rows()) == 2
    assert not any("203.0.113.7" in key for key in rows())


def test_a_count_goes_with_its_window_and_the_salt_with_its_day() -> None:
    now = datetime.now(UTC)
    assert sweep_marks(now=now + timedelta(minutes=9)) == 0
    assert sweep_marks(now=now + timedelta(minutes=11)) == 1
    assert len(rows()) == 1
    assert "salt" in rows()[0]
    assert sweep_marks(now=now + timedelta(hours=23)) == 0
    assert sweep_marks(now=now + timedelta(hours=25)) == 1
    assert rows() == []


def test_the_worker_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    periodic.discover()
    monkeypatch.setattr(periodic, "_jobs", {"vault.marks": periodic._jobs["vault.marks"]})
    assert periodic.run_due(now=datetime.now(UTC) + timedelta(hours=25)) == 1
    assert rows() == []
