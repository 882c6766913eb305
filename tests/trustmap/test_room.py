"""The first step of the first way: a name, what they do, who else, and a picture. Nothing typed is lost."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from footing.trustmap import drawing, queries
from footing.trustmap.queries import Model, Thing
from footing.vault import sealed
from tests.plan.way import planned, post, token

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.both_databases]


def text(page: Any) -> str:
    return unescape(page.content.decode())


def named(client: Client, name: str = "Aunt Meg") -> str:
    return token(post(client, "/map/", planned(client), step="name", n=name))


def chosen(client: Client, **sent: Any) -> str:
    return token(
        post(client, "/map/", named(client), step="things", **(sent or {"t": ["truth", "takes-no"]}))
    )


def test_the_whole_way_ends_in_a_picture_and_comes_back_to_the_plan(client: Client) -> None:
    things = post(client, "/map/", planned(client), step="name", n="Aunt Meg")
    assert "What does Aunt Meg do?" in text(things)
    others = post(
        client, "/map/", token(things), step="things", t=["truth", "takes-no"], o0="leaves a light on"
    )
    assert "Leaves a light on" in text(others)
    model = post(client, "/map/", token(others), step="others", w1="Ben")
    page = text(model)
    assert "What safe looks like to you" in page
    assert "Also Ben" in page
    assert page.count('<li class="stack-s">') == 3
    assert "data-print" in page
    plan = text(post(client, "/plan/", token(model)))
    assert "Aunt Meg: " in plan
    assert "leaves a light on." in plan
    assert "What safe looks like to you" in text(post(client, "/map/", token(model)))


def test_who_has_no_one_begins_at_the_start_not_behind(client: Client) -> None:
    none = post(client, "/map/", planned(client), step="nobody")
    assert "Then you begin at the start, not behind" in text(none)
    things = post(client, "/map/", token(none), step="none", p="animal", n="")
    assert "What made it feel safe?" in text(things)
    others = post(client, "/map/", token(things), step="things", t=["quiet"])
    model = post(client, "/map/", token(others), step="others")
    assert "An animal" in text(model)
    assert "People who can be quiet with you." in text(model)


def test_the_room_opens_by_its_address_without_a_check(client: Client) -> None:
    page = client.get("/map/")
    assert page.status_code == 200
    assert "Someone you do trust" in text(page)


@pytest.mark.parametrize(
    ("step", "sent", "field", "kept"),
    [
        ("name", {"n": ""}, "id_n", ()),
        ("name", {"n": "Meg " * 20}, "id_n", ("Meg Meg",)),
        ("none", {"n": "the old boat"}, "id_p", ("the old boat",)),
        ("none", {"p": "boat", "n": "the old boat"}, "id_p", ("the old boat",)),
        ("things", {}, "id_t", ()),
        ("things", {"t": ["truth", "glad", "comes"], "o1": "waits for me"}, "id_t", ("waits for me", '"glad" checked')),
        ("things", {"t": ["nonsense", "glad"]}, "id_t", ('"glad" checked',)),
        ("things", {"o0": "x" * 121, "t": ["glad"]}, "id_o0", ("x" * 121, '"glad" checked')),
        ("others", {"w0": "y" * 61, "w1": "Ben"}, "id_w0", ("y" * 61, 'value="Ben"')),
    ],
)  # fmt: skip
def test_what_is_wrong_comes_back_filled_in_with_an_error_at_the_top_and_at_the_field(
    client: Client, step: str, sent: dict[str, Any], field: str, kept: tuple[str, ...]
) -> None:
    state = chosen(client) if step == "others" else named(client)
    page = post(client, "/map/", state, step=step, **sent)
    assert page.status_code == 422
    shown = text(page)
    assert "Please look at this again" in shown
    assert f'href="#{field}"' in shown
    assert f'id="{field}_error"' in shown
    assert re.search(rf'id="{field}"', shown)
    for words in kept:
        assert words in shown
    assert sealed.open_state(token(page))["trustmap"]["who"] == "Aunt Meg"


def test_back_leads_to_the_page_before_with_what_was_said(client: Client) -> None:
    model = post(client, "/map/", chosen(client), step="others", w0="Ben")
    others = post(client, "/map/", token(model), back="1")
    assert 'value="Ben"' in text(others)
    things = post(client, "/map/", token(others), back="1")
    assert '"truth" checked' in text(things)
    name = post(client, "/map/", token(things), back="1")
    assert 'value="Aunt Meg"' in text(name)


def test_back_from_the_things_of_an_animal_leads_to_the_four_kinds(client: Client) -> None:
    things = post(client, "/map/", planned(client), step="none", p="animal", n="Rex")
    none = post(client, "/map/", token(things), back="1")
    assert '"animal" checked' in text(none)
    assert 'value="Rex"' in text(none)


def test_a_name_stays_with_its_thing_when_the_things_change(client: Client) -> None:
    model = post(client, "/map/", chosen(client), step="others", w0="Ben", w1="Cleo")
    changed = post(client, "/map/", token(model), step="things", t=["takes-no", "glad"])
    found = queries.model(sealed.open_state(token(changed)))
    assert found
    before = queries.model(sealed.open_state(token(model)))
    assert before
    names = {thing.key: thing.other for thing in before.things}
    assert {t.key: t.other for t in found.things} == {"takes-no": names["takes-no"], "glad": ""}


def test_from_a_person_to_a_place_the_things_start_anew(client: Client) -> None:
    place = post(client, "/map/", chosen(client), step="none", p="place", n="the library")
    assert queries.model(sealed.open_state(token(place))) is None
    assert "checked" not in text(place).split("<form", 2)[2].split("</form", 1)[0]


@pytest.mark.parametrize("step", ["things", "others", "model", "name", "none", "nobody", "x", "\x00"])
def test_a_page_out_of_order_leads_to_one_that_can_be_filled_in(client: Client, step: str) -> None:
    for state in (planned(client), named(client), ""):
        page = client.post("/map/", {"state": state, "step": step} if state else {"step": step})
        assert page.status_code in {200, 422}
        assert "<form" in text(page)


def test_the_one_thing_to_notice_is_one_that_nobody_else_does_yet() -> None:
    things = (Thing("a", "a", "", "first", "Ben"), Thing("b", "b", "", "second", ""))
    assert Model("Meg", things).notice == "second"
    assert Model("Meg", things[:1]).notice == "first"


def test_long_words_stay_inside_the_picture() -> None:
    long = Thing("k", "word " * 60, "", "", "someone with a very long name indeed " * 3)
    drawn = drawing.picture(Model("M" * 60, (long, long, long)), "Also")
    for stone in drawn.stones:
        assert stone.x >= 0
        assert stone.x + drawing.STONE <= drawing.WIDTH
        assert all(line.y < drawn.height for line in (*stone.lines, *stone.also))
        assert len(stone.lines) <= drawing.LINES
    tops = [stone.y for stone in drawn.stones]
    assert tops == sorted(tops)
    assert len(drawn.name) <= 3
