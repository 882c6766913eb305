"""Whether a round stands as its phone saw it: one read, no trace; what changed is the page, to others nothing."""

import base64
import re
from typing import Any
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


def address(id: UUID, seen: int) -> str:
    return f"/now/{now.token(id)}/{seen}/still/"


def counted(client: OwnClient, here: str) -> tuple[Any, dict[str, list[str]]]:
    """The answer, and the statements on each database."""
    found = {}
    for name in ("default", "keys", "marks"):
        with CaptureQueriesContext(connections[name]) as asked:
            answer = client.get(here)
        found[name] = [query["sql"] for query in asked]
    return answer, found


def test_unchanged_is_204_changed_is_the_page_and_over_is_what_never_was(
    id: UUID, hers: Phone, his: Phone
) -> None:
    same = his.client.get(address(id, 1))
    assert (same.status_code, same.content) == (204, b"")
    hers.press("speak")
    changed = his.client.get(address(id, 1))
    assert (changed.status_code, b"Now you listen" in changed.content) == (200, True)
    assert f'data-now="{address(id, 2)}"' in changed.content.decode()
    assert changed["Cache-Control"] == "no-store, private"
    assert his.client.get(address(id, 2)).status_code == 204
    hers.press("stop")
    over, never = his.client.get(address(id, 2)), his.client.get(address(uuid4(), 2))
    assert (over.status_code, over.content, over.headers) == (404, never.content, never.headers)


def test_the_page_comes_in_the_language_of_its_address(id: UUID, hers: Phone, his: Phone) -> None:
    french = f"/fr{address(id, 1)}"
    assert f'data-now="{french}"' in his.client.get(f"/fr{his.here}").content.decode()
    assert his.client.get(french).status_code == 204
    hers.press("speak")
    page = his.client.get(french).content.decode()
    assert '<html lang="fr"' in page
    assert f'data-now="/fr{address(id, 2)}"' in page
    assert f'action="/fr{his.here}"' in page


def test_the_token_alone_opens_nothing(pair: Pair, id: UUID, hers: Phone) -> None:
    hers.press("speak")
    nobody = OwnClient().get(address(id, 1))
    assert (nobody.status_code, nobody["Location"].split("?")[0]) == (302, "/account/sign-in/")
    charlie = pair.client("charlie")
    theirs, never = charlie.get(address(id, 1)), charlie.get(address(uuid4(), 1))
    assert (theirs.status_code, theirs.content) == (404, never.content)


def test_time_over_is_over_in_that_second(id: UUID, his: Phone) -> None:
    Round.objects.update(ends_at=timezone.now())
    assert his.client.get(address(id, 1)).status_code == 404


def test_a_forged_token_and_one_of_another_round_are_the_same_as_unknown(id: UUID, his: Phone) -> None:
    own, other = (base64.urlsafe_b64decode(now.token(one) + "=") for one in (id, uuid4()))
    unknown = his.client.get(address(uuid4(), 1))
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
        answer = his.client.get(f"/now/{forged}/1/still/")
        assert (answer.status_code, answer.content, answer.headers) == (
            404,
            unknown.content,
            unknown.headers,
        ), forged
        nobody, asked = counted(OwnClient(), f"/now/{forged}/1/still/")
        assert (nobody.status_code, asked) == (302, {"default": [], "keys": [], "marks": []}), forged


def test_it_costs_one_read_even_with_a_session_and_writes_nothing(pair: Pair, id: UUID) -> None:
    alice, before = pair.client("alice"), rows()
    answer, asked = counted(alice, address(id, 1))
    assert (answer.status_code, answer.cookies) == (204, {})
    assert {name: len(found) for name, found in asked.items()} == {"default": 1, "keys": 0, "marks": 0}
    assert "FROM couple_round WHERE id =" in asked["default"][0]
    assert rows() == before
    assert answer["Cache-Control"] == "no-store, private"


def test_nobody_counts_as_being_there_even_when_the_page_comes(pair: Pair, id: UUID, hers: Phone) -> None:
    """A phone that nobody watches is signed out as always."""
    hers.press("speak")
    bob = pair.client("bob")
    bob.get("/two/")
    session = bob.session
    session["seen"] = long_ago = session["seen"] - 300
    session.save()
    before = rows()
    assert bob.get(address(id, 1)).status_code == 200
    assert (bob.session["seen"], rows()) == (long_ago, before)
    bob.get(f"/two/turns/{id}/")
    assert bob.session["seen"] > long_ago


@pytest.mark.parametrize(
    "odd",
    [
        "/now/",
        "/now/x/",
        "/now//1/still/",
        "/now/x/-1/still/",
        "/now/x/1/",
        "/now/x/1/2/still/",
        "/now/x/²/still/",
        "/now/%00/1/still/",
        "/xx/now/x/1/still/",
    ],
)
def test_what_is_not_of_its_form_goes_the_usual_way_and_finds_nothing(client: OwnClient, odd: str) -> None:
    assert client.get(odd).status_code == 404


def test_a_number_longer_than_any_is_what_changed(his: Phone, id: UUID) -> None:
    answer = his.client.get(address(id, int("9" * 30)))
    assert re.search(rb'<h1 tabindex="-1">Who speaks first', answer.content)
