"""One page of causes, and a page for enough."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from footing.story import queries
from footing.vault import sealed
from tests.plan.way import IN_STATE, planned, post, token, way

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def text(page: Any) -> str:
    return unescape(page.content.decode())


def test_ticked_causes_come_back_ticked(client: Client) -> None:
    page = text(post(client, "/story/", planned(client), back="1"))
    assert [c.id for c in queries.causes() if f'"{c.id}" checked' in page] == ["c3", "c7"]


def test_none_of_these_leads_on_and_lets_go_of_what_was_ticked(client: Client) -> None:
    plan = post(client, "/plan/", planned(client), step="skip", c=["c1"])
    assert "Three small steps" in text(plan)
    assert sealed.open_state(token(plan))["story"] == {"causes": []}


def test_a_cause_that_does_not_exist_comes_back_with_an_error_and_the_others_ticked(client: Client) -> None:
    boxes = way(client, IN_STATE["O."])[2]
    page = post(client, "/plan/", token(boxes), step="causes", c=["c2", "c9"])
    assert page.status_code == 422
    assert 'href="#id_c"' in text(page)
    assert 'id="id_c_error"' in text(page)
    assert '"c2" checked' in text(page)


def test_enough_for_today_keeps_the_ticks_and_leads_back(client: Client) -> None:
    pause = post(client, "/story/", planned(client), enough="1", c=["c6"])
    assert "Enough for today" in text(pause)
    assert '"c6" checked' in text(post(client, "/story/", token(pause), back="1"))


def test_back_leads_to_the_result_after_a_check_and_to_the_opening_page_without_one(client: Client) -> None:
    with_check = text(way(client, {})[2])
    assert with_check.count('action="/check/result/"') == 1
    alone = client.get("/story/")
    assert "/check/result/" not in text(alone)
    opening = post(client, "/plan/", token(alone), step="open")
    assert "Make a plan" in text(opening)
    assert "Where it may come from" in text(post(client, "/story/", token(opening)))


def test_without_a_check_the_causes_alone_make_a_plan(client: Client) -> None:
    plan = post(client, "/plan/", token(client.get("/story/")), step="causes", c=["c6"])
    assert "losing someone you love" in text(plan)
    assert "Because you said:" not in text(plan)


def test_every_page_of_the_way_has_help_lines(client: Client) -> None:
    pages = [
        *way(client, {}),
        client.get("/story/"),
        client.get("/map/"),
        client.get("/talk/"),
        client.get("/plan/"),
    ]
    for page in pages:
        assert "Suicide Crisis Helpline" in text(page)
