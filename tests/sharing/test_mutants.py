"""Each guard of a grant is taken away once, to see that the check that rests on it goes red."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from footing.sharing import queries, services
from footing.sharing.models import Grant
from tests.sharing.conftest import Shared

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def leak(shared: Shared) -> bool:
    """Whether Dana still opens the note after it was taken back, or the model after it ended."""
    now, dana = timezone.now(), shared.world.dana.id
    services.stop(person=shared.alice.id, id=shared.grants["note"].id, now=now)
    taken = queries.opened(reader=dana, id=shared.grants["note"].id, now=now)
    over = queries.opened(reader=dana, id=shared.grants["model"].id, now=now + timedelta(days=15))
    return bool(taken or over)


def test_with_every_guard_nothing_leaks(shared: Shared) -> None:
    assert not leak(shared)


@pytest.mark.parametrize("without", ["withdrawal", "end"])
def test_without_one_of_them_it_would(shared: Shared, monkeypatch: pytest.MonkeyPatch, without: str) -> None:
    def live(now: datetime) -> Any:
        rows = Grant.objects.annotate(until=F("ends_at"))
        return rows.filter(until__gt=now) if without == "withdrawal" else rows.filter(withdrawal__isnull=True)

    monkeypatch.setattr(queries, "live", live)
    assert leak(shared)
