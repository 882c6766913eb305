"""Fifty at once over HTTP, against two worker processes, on the database of this pass."""

from functools import partial

import pytest
from bench import house, kill, race
from bench.client import Api, ahead, at_once

from tests.journeys import site

CLOSE = """import django; django.setup()
from footing.calendars.models import WorkingHours
WorkingHours.objects.filter(therapist="{id}").delete()"""


@pytest.mark.postgres
@pytest.mark.xdist_group("site")
def test_fifty_at_once_are_never_two_at_one_time() -> None:
    with site.running(settings=site.own_databases()) as running:
        running.run("demo", "--therapists", "12")
        house.lift(running)
        seen = race.run(running.url, rounds=1, warm=False)
        _closed_by_another_process_is_closed_at_once(running)
    assert seen.rounds == 1
    assert set(seen.one) == {1}
    assert set(seen.ten) == {10}
    assert set(seen.moves) == {1}
    assert set(seen.joint) == {1}
    assert sum(seen.statuses.values()) == 4 * race.CROWD
    assert seen.offered == seen.booked_later == 49


def _closed_by_another_process_is_closed_at_once(running: site.Site) -> None:
    """Both server processes have answered from what they keep; a third one takes all hours of a therapist away."""
    api = Api(running.url)
    slot = api.slots(race.SHORT, *ahead(), mode="video")[0]
    ask = partial(api.slots, race.SHORT, *ahead(), therapist=slot["therapist"])
    book = partial(api.book, race.SHORT, slot["start"], slot["therapist"])
    assert all(at_once(api, [ask] * 12))  # type: ignore[list-item]
    kill.python(running, "-c", CLOSE.format(id=slot["therapist"]))
    assert not any(at_once(api, [ask] * 12))  # type: ignore[list-item]
    assert {answer.status for answer in at_once(api, [book] * 12)} == {422}
