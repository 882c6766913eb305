"""The plan's page: its third step, open times, kind refusals, and nothing kept anywhere."""

import logging
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from footing.practice import openings
from footing.vault import sealed
from tests.people import make_world
from tests.plan.way import IN_STATE, planned, post, token, way

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ADDRESSES = ["/plan/", "/story/", "/map/", "/talk/"]
PRIVATE = ("Aunt Canary", "leaves a canary", "Ben Canary", "canary feeling", "canary comes", "canary need")


def text(page: Any) -> str:
    return unescape(page.content.decode())


def whole_way(client: Client) -> list[Any]:
    """Everything that can be typed, typed; every page of it."""
    pages = way(client, IN_STATE["U."])
    for address, sent in (
        ("/map/", {"step": "name", "n": PRIVATE[0]}),
        ("/map/", {"step": "things", "t": ["truth"], "o0": PRIVATE[1]}),
        ("/map/", {"step": "others", "w0": PRIVATE[2]}),
        ("/plan/", {}),
        ("/talk/", {"step": "pick", "g": PRIVATE[3], "w": PRIVATE[4], "o": PRIVATE[5]}),
        ("/talk/", {"step": "sentence", "s": " ".join(PRIVATE[3:])}),
        ("/plan/", {"step": "talk", "r": ["cause"], "a": "together"}),
    ):
        pages.append(post(client, address, token(pages[-1]), **sent))
    return pages


def rows() -> dict[tuple[str, str], Any]:
    """Every row of every table of every database."""
    found = {}
    for name in ("default", "keys"):
        with connections[name].cursor() as cursor:
            for table in connections[name].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (names from the database)
                found[name, table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_the_third_step_keeps_reasons_and_who_and_can_be_changed(client: Client) -> None:
    plan = post(client, "/plan/", planned(client), step="talk", r=["cause", "feelings"], a="alone")
    assert "Help in saying what I feel; finding out where it comes from. Alone." in text(plan)
    assert '"cause" checked' in text(plan)
    changed = post(client, "/plan/", token(plan), step="talk")
    assert "Looked at, and left open." in text(changed)


@pytest.mark.parametrize(
    ("sent", "field"), [({"r": ["cause", "x"]}, "id_r"), ({"a": "x", "r": ["cause"]}, "id_a")]
)
def test_a_wrong_answer_comes_back_with_the_others_ticked(client: Client, sent: Any, field: str) -> None:
    page = post(client, "/plan/", planned(client), step="talk", **sent)
    assert page.status_code == 422
    assert f'href="#{field}"' in text(page)
    assert f'id="{field}_error"' in text(page)
    assert '"cause" checked' in text(page)


def test_open_times_come_from_what_the_practice_can_book(client: Client) -> None:
    world = make_world()
    starts = openings.next_open(datetime.now(UTC))
    assert set(starts) == {world.room.id, world.other.id}
    page = text(way(client, {})[-1])
    assert "Next open times" in page
    assert page.count("(Toronto)</span>") == len(starts)


def test_the_soonest_time_stands_first_and_at_most_three(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world()
    noon = datetime(2027, 1, 4, 17, tzinfo=UTC)
    found = {world.room.id: noon + timedelta(days=1), world.other.id: noon}
    monkeypatch.setattr(openings, "_providers", [lambda now: found])
    page = text(way(client, {})[-1])
    assert page.index("Mon 4 Jan, 12:00") < page.index("Tue 5 Jan, 12:00")


def test_without_open_times_the_plan_says_nothing_of_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openings, "_providers", [])
    assert "Next open times" not in text(way(client, {})[-1])


def foreign(settings: Any) -> str:
    """A state that another installation sealed."""
    own, settings.FOOTING_URL = settings.FOOTING_URL, "https://elsewhere.example"
    made = sealed.seal_state({"check": []})
    settings.FOOTING_URL = own
    return made


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_altered_expired_or_foreign_state_gets_the_kind_page(
    client: Client, settings: Any, address: str
) -> None:
    good = planned(client)
    altered = good[:60] + ("A" if good[60] != "A" else "B") + good[61:]
    expired = sealed.seal_state(sealed.open_state(good), now=1_000_000_000.0)
    for state in (altered, expired, foreign(settings), "nonsense", good[:-8]):
        page = post(client, address, state, step="name", n="Meg")
        assert page.status_code == 400
        assert "start again" in text(page)
    assert post(client, address, good).status_code == 200


def test_the_whole_way_writes_to_no_database_and_sets_no_cookie(client: Client) -> None:
    before = rows()
    pages = whole_way(client)
    assert {page.status_code for page in pages} == {200}
    assert rows() == before
    assert not client.cookies
    assert not any("Set-Cookie" in page.headers for page in pages)
    assert all("no-store" in page.headers["Cache-Control"] for page in pages)
    assert not Session.objects.exists()


def test_what_is_typed_reaches_neither_log_nor_title_nor_address(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        pages = whole_way(client)
        pages.append(post(client, "/map/", token(pages[-1]), step="name", n=PRIVATE[0] * 9))
        post(client, "/map/", token(pages[-1])[:-8], n=PRIVATE[0])
    assert pages[-1].status_code == 422
    assert not any("canary" in line.lower() for line in caplog.messages)
    assert not any(token(page)[:40] in caplog.text for page in pages)
    for page in pages:
        title = text(page).split("<title>")[1].split("</title>")[0]
        assert "canary" not in title.lower()


def test_mutant_a_view_that_logs_what_is_typed_is_found(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from footing.trustmap import services

    true_keep = services.keep_name

    def keep_name(state: Any, *, name: str) -> None:
        logging.getLogger("footing.trustmap").info("kept %s", name)
        true_keep(state, name=name)

    monkeypatch.setattr(services, "keep_name", keep_name)
    with caplog.at_level(logging.DEBUG):
        whole_way(client)
    assert any("Canary" in line for line in caplog.messages)


def test_opened_by_its_address_the_plan_says_what_it_is(client: Client) -> None:
    page = client.get("/plan/")
    assert page.status_code == 200
    assert "Take the five-minute check" in text(page)
