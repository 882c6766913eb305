"""Several contexts: fewer questions in the next one, and all of them side by side in words and one picture."""

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from footing.accounts.models import Person
from footing.check import queries, together
from footing.vault import sealed
from tests.check.test_way import IN_STATE, answers, masked, token
from tests.conftest import OwnClient
from tests.log.conftest import alice, charlie
from tests.people import signed_in

__all__ = ["alice", "charlie"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PLACES = [a for a in range(1, 9)]


def checked(
    client: Client, *said: tuple[str, str], private: dict[str, str] | None = None, **changes: str
) -> str:
    """The sealed state after so many contexts: whom it is about, and one level for all."""
    state = {}
    for about, level in said:
        asked = client.post("/check/", {**answers(about, level), **changes, **state})
        state = {"state": token(client.post("/check/next/", {"state": token(asked), **(private or {})}))}
    return state["state"]


def result(client: Client, state: str) -> str:
    return unescape(client.post("/check/result/", {"state": state}).content.decode())


def inputs(page: Any) -> set[str]:
    """What somebody is asked to fill in: groups of choices count once."""
    main = page.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    return set(re.findall(r'<(?:input|select|textarea)[^>]*name="([^"]+)"', main)) - {"c", "state", "back"}


@pytest.mark.parametrize("about", [str(a) for a in PLACES if a not in (1, 5)])
def test_a_further_context_has_twelve_inputs_and_a_first_one_all(client: Client, about: str) -> None:
    assert len(inputs(client.get("/check/", {"c": about}))) == 18 + 6 + 2
    page = client.post("/check/again/", {"state": checked(client, ("1", "2")), "c": about})
    assert inputs(page) == {f"a{n}" for n in range(12)}
    assert "two for each sign" in page.content.decode()


def test_of_two_answers_the_lower_counts_and_nothing_is_called_overwhelming(client: Client) -> None:
    pairs = {f"a{n}": str(3 if n % 2 else 2) for n in range(12)}
    state = checked(client, ("1", "3"), ("8", "0"))
    asked = client.post("/check/", {"state": state, "c": "6", **pairs, "w0": "3", "d": "longer"})
    found = queries.signs_of(sealed.open_state(token(asked)))[-1].result
    assert [sign.level for sign in found.signs] == [2] * 6
    assert found.overwhelming == ()


def test_something_big_that_happened_is_not_asked_twice_and_still_counts(client: Client) -> None:
    state = checked(client, ("1", "3"), ("8", "3"), e="yes")
    found = queries.signs_of(sealed.open_state(state))
    assert [checked.result.shock for checked in found] == [True, True]
    assert "ongoing and overwhelming</span>" not in result(client, state)


def test_back_in_a_further_context_shows_its_answers_and_leaves_the_first_alone(client: Client) -> None:
    state = checked(client, ("1", "3"), ("8", "1"))
    page = client.post("/check/again/", {"state": state, "back": "1"})
    assert len(inputs(page)) == 12
    assert page.content.decode().count('value="1" checked') == 12
    again = token(client.post("/check/", {**answers("8", "0"), "state": token(page)}))
    assert [len(e["items"]) for e in sealed.open_state(again)["check"]] == [18, 12]


def test_all_questions_of_an_earlier_day_are_read_and_two_of_each_are_shown_again(client: Client) -> None:
    state = sealed.open_state(checked(client, ("1", "3"), ("8", "1")))
    state["check"][1] |= {"items": "012" * 6, "way": "------"}
    page = client.post("/check/again/", {"state": sealed.seal_state(state), "back": "1"}).content.decode()
    chosen = dict(re.findall(r'name="(a\d+)" value="(\d?)" checked', page))
    asked = queries.together()["ask"]
    assert [chosen[f"a{n}"] for n in range(12)] == [str(n - 1) for sign in asked.values() for n in sign]


def test_side_by_side_says_where_it_is_loud_and_where_quiet(client: Client) -> None:
    page = result(client, checked(client, ("1", "3"), ("8", "0")))
    assert "What comes up most, place by place: with your partner most of the time; at work quiet." in page
    assert "The places differ most in this: “I get in my own way”." in page
    both = result(client, checked(client, ("1", "3"), ("8", "0"), ("6", "3")))
    assert "with your partner, with friends most of the time; at work quiet." in both
    even = result(client, checked(client, ("6", "1"), ("7", "1")))
    assert "It is much the same in each of them." in even
    assert "Side by side" not in result(client, checked(client, ("1", "3")))


def test_the_picture_and_the_table_say_the_same(client: Client) -> None:
    page = result(client, checked(client, ("1", "3"), ("8", "0"), ("6", "1")))
    section = page.split('aria-labelledby="together"')[1].split("</section>")[0]
    svg = ElementTree.fromstring(re.search(r"<svg.*?</svg>", section, re.S)[0])  # type: ignore[index]
    assert svg.find("title") is not None
    desc = svg.findtext("desc") or ""
    assert desc.count("partner most of the time") == desc.count("work quiet") == 6
    drawn = [t.text for t in svg.iter("text")]
    assert [drawn.count(name) for name in ("partner", "work", "friends")] == [6, 6, 6]
    across = {t.text: float(t.get("x", "0")) for t in svg.iter("text")}
    assert across["work"] < across["friends"] < across["partner"]
    assert section.count('<td class="number">3</td>') == section.count('<td class="number">0</td>') == 6
    assert "style=" not in section


def test_the_picture_fits_320_units_however_the_places_fall() -> None:
    labels = [place["short"] for place in queries.together()["place"]]
    names = [sign.name for sign in queries.signs(queries.about(1) or queries.abouts()[0])]
    assert max(map(len, labels)) * 7 <= 80, "a label is as wide as its column at most"
    assert max(map(len, names)) * 7.5 <= together.WIDTH
    words = queries.words()["levels"]["words"]
    assert all(len(line) * 7 <= 80 for word in words for line in together._two(word))


def test_too_few_answers_somewhere_are_said_and_not_drawn(client: Client) -> None:
    state = checked(client, ("1", "2"))
    state = token(client.post("/check/", {"state": state, "c": "8"}))
    page = result(client, state)
    assert "with your partner often; at work too few answers." in page
    assert '<td class="number">–</td>' in page


def test_nothing_side_by_side_depends_on_a_private_answer(client: Client) -> None:
    pages = {
        masked(
            client.post("/check/result/", {"state": checked(client, ("1", "3"), ("8", "0"), private=private)})
        )
        for private in IN_STATE.values()
    }
    assert len(pages) == 1


@pytest.mark.django_db(databases=["default", "keys", "marks"])
def test_who_kept_both_finds_them_side_by_side_and_nobody_else_does(alice: Person, charlie: Person) -> None:
    client = signed_in(alice, OwnClient())
    client.post("/account/new/", {"state": checked(client, ("1", "3"), ("8", "0"))})
    kept = token(client.get("/today/"))
    assert "with your partner most of the time; at work quiet" in result(client, kept)
    assert 'name="state"' not in signed_in(charlie, OwnClient()).get("/today/").content.decode()


def test_only_places_that_were_not_asked_about_are_offered(client: Client) -> None:
    def offered(*said: tuple[str, str]) -> list[int]:
        return [a.id for a in queries.offered(queries.signs_of(sealed.open_state(checked(client, *said))))]

    assert offered(("1", "1")) == [4, 6, 7, 8]
    assert offered(("2", "1")) == [4, 6, 7, 8], "one of several partners is a partner"
    assert offered(("5", "1")) == [4, 6, 7, 8], "who has no one now is not asked about a partner"
    assert offered(("8", "1"), ("6", "1")) == [1, 4, 7]


def test_questions_left_out_are_those_about_touch_and_acts() -> None:
    whom = queries.about(1)
    assert whom
    asked = " ".join(item for sign in queries.signs(whom, further=True) for item in sign.items)
    for act in ("secret test", "check on", "brought up", "acted on", "hug"):
        assert act not in asked
    assert len(queries.signs(whom, further=True)[0].items) == queries.FURTHER
