"""The number that phones ask for each second: one read, no trace, and one answer for whatever is not there."""

import base64
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from footing.couple.turns import now
from footing.couple.turns.models import Round
from tests.conftest import OwnClient
from tests.couple.conftest import Pair
from tests.couple.turns.conftest import Phone
from tests.everywhere.rows import rows

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]


def test_unchanged_is_204_changed_is_the_number_and_over_is_what_never_was(id: UUID, hers: Phone) -> None:
    asking, here = OwnClient(), f"/now/{now.token(id)}"
    assert (asking.get(f"{here}/1/").status_code, asking.get(f"{here}/1/").content) == (204, b"")
    hers.press("speak")
    changed = asking.get(f"{here}/1/")
    assert (changed.status_code, changed.content) == (200, b"2")
    hers.press("stop")
    over, never = asking.get(f"{here}/2/"), asking.get(f"/now/{now.token(uuid4())}/2/")
    assert (over.status_code, over.content, over.headers) == (404, b"", never.headers)


def test_time_over_is_over_in_that_second(id: UUID) -> None:
    Round.objects.update(ends_at=timezone.now())
    assert OwnClient().get(f"/now/{now.token(id)}/1/").status_code == 404


def test_a_forged_token_and_one_of_another_round_are_the_same_as_unknown(id: UUID) -> None:
    own, other = (base64.urlsafe_b64decode(now.token(one) + "=") for one in (id, uuid4()))
    unknown = OwnClient().get(f"/now/{now.token(uuid4())}/1/")
    mixed = base64.urlsafe_b64encode(own[:16] + other[16:]).decode().rstrip("=")
    short = base64.urlsafe_b64encode(own[:8]).decode().rstrip("=")
    for forged in (
        mixed,
        short,
        "x",
        "-" * 43,
        now.token(id)[:-2],
        str(id),
        base64.urlsafe_b64encode(own[:16] + bytes(16)).decode().rstrip("="),
    ):
        with CaptureQueriesContext(connections["default"]) as asked:
            answer = OwnClient().get(f"/now/{forged}/1/")
        assert (answer.status_code, answer.content, answer.headers) == (404, b"", unknown.headers), forged
        assert len(asked) == 0


def test_it_costs_one_read_even_with_a_session_and_writes_nothing(pair: Pair, id: UUID) -> None:
    alice, here = pair.client("alice"), f"/now/{now.token(id)}/1/"
    before = rows()
    counted = {}
    for name in ("default", "keys", "marks"):
        with CaptureQueriesContext(connections[name]) as asked:
            answer = alice.get(here)
        counted[name] = [query["sql"] for query in asked]
    assert (answer.status_code, answer.cookies) == (204, {})
    assert {name: len(found) for name, found in counted.items()} == {"default": 1, "keys": 0, "marks": 0}
    assert "FROM couple_round WHERE id =" in counted["default"][0]
    assert rows() == before
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "odd",
    [
        "/now/",
        "/now/x/",
        "/now//1/",
        "/now/x/-1/",
        "/now/x/1/2/",
        "/now/x/²/",
        "/now/%00/1/",
        f"/now/x/{'9' * 30}/",
    ],
)
def test_what_is_not_of_its_form_goes_the_usual_way_and_finds_nothing(client: OwnClient, odd: str) -> None:
    assert client.get(odd).status_code == 404
