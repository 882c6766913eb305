"""Fifty at once over HTTP, against two worker processes, on the database of this pass."""

import pytest
from bench import race

from tests.journeys import site


@pytest.mark.postgres
@pytest.mark.xdist_group("site")
def test_fifty_at_once_are_never_two_at_one_time() -> None:
    with site.running(settings=site.own_databases()) as running:
        running.run("demo", "--therapists", "12")
        seen = race.run(running.url, rounds=1, warm=False)
    assert seen.rounds == 1
    assert set(seen.one) == {1}
    assert set(seen.ten) == {10}
    assert set(seen.moves) == {1}
    assert set(seen.joint) == {1}
    assert sum(seen.statuses.values()) == 4 * race.CROWD
    assert seen.offered == seen.booked_later == 49
