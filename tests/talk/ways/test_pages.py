"""Rate, choose, see what comes of it, change it, delete it; and what is never said."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from footing.accounts.models import Person
from footing.talk.ways import queries, services, shared
from footing.talk.ways.models import Ways
from footing.vault import export
from tests.talk.ways.conftest import (
    GET,
    GIVE,
    PARTNER,
    WISH,
    As,
    Choose,
    chosen,
    form,
    page,
    rated,
    with_states,
)

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]


def sent(client: Client, q: str, given: dict[str, int], step: str = "on", **more: str) -> Any:
    return client.post("/talk/ways/rate/", {"q": q, "step": step, **form(given), **more})


def test_three_pages_of_ratings_lead_to_a_pair_and_the_choices_to_what_comes_of_it(
    alice: Person, as_: As
) -> None:
    client = as_(alice)
    assert sent(client, "wish", WISH)["Location"] == "/talk/ways/rate/?q=get"
    assert sent(client, "get", GET)["Location"] == "/talk/ways/rate/?q=give"
    assert sent(client, "give", GIVE)["Location"] == "/talk/ways/pair/"
    for number in range(1, 9):
        answer = client.get("/talk/ways/pair/")
        if answer.status_code == 302:
            break
        text = answer.content.decode()
        assert f"Choice {number} of at most 8" in text
        one, other = re.findall(r'name="(?:one|other)" value="(\w+)"', text)
        chosen = "time" if "time" in {one, other} else "same"
        client.post("/talk/ways/pair/", {"one": one, "other": other, "chosen": chosen})
    text = unescape(page(client, "/talk/ways/one/"))
    assert "“Time together” comes first for you." in text
    assert len(queries.kept(alice.id)[queries.ME].choices) <= 8


def test_what_is_wished_for_most_and_got_least_comes_widest_first(alice: Person, as_: As) -> None:
    rated(alice)
    said = queries.kept(alice.id)[queries.ME]
    assert [gap.way.id for gap in queries.gaps(said)] == ["touch", "words", "remember"]
    text = unescape(page(as_(alice), "/talk/ways/one/"))
    assert "you wish for it: 4 of 4, you get it: 1 of 4" in text
    assert "Help with what has to be done · Touch that is wanted" in text


def test_does_not_fit_is_an_answer_and_has_no_place(alice: Person, as_: As) -> None:
    rated(alice)
    client = as_(alice)
    assert 'name="r-space" value="-" checked' in page(client, "/talk/ways/rate/?q=wish")
    said = queries.kept(alice.id)[queries.ME]
    assert all("space" not in group for group in said.standing.groups)


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({}, "You rated nothing above"),
        ({"words": 0, "time": -1}, "You rated nothing above"),
        ({"words": 3, "time": 2}, "You gave “Kind words” the most. That is what you said today."),
        ({"words": 3, "time": 3}, "Several share the first place."),
        (dict.fromkeys((*WISH, "kept"), 4), "Nearly all of them"),
    ],
)  # fmt: skip
def test_how_sure_it_is_stands_in_words(alice: Person, as_: As, wish: dict[str, int], sentence: str) -> None:
    rated(alice, wish=wish)
    assert sentence in unescape(page(as_(alice), "/talk/ways/one/"))


def test_one_choice_between_two_is_said_to_be_unsure_and_two_to_point_one_way(alice: Person, as_: As) -> None:
    rated(alice, wish={"words": 3, "time": 3})
    client = as_(alice)
    client.post("/talk/ways/pair/", {"one": "words", "other": "time", "chosen": "time"})
    assert "“Time together” probably comes first for you. It is not sure." in unescape(
        page(client, "/talk/ways/one/")
    )
    assert "on a hard day" in page(client, "/talk/ways/pair/")
    client.post("/talk/ways/pair/", {"one": "words", "other": "time", "chosen": "time"})
    text = unescape(page(client, "/talk/ways/one/"))
    assert "“Time together” comes first for you. Your choices mostly point one way." in text
    assert "91 %" in text
    assert client.get("/talk/ways/pair/")["Location"] == "/talk/ways/one/"


@pytest.mark.parametrize("about", [queries.ME, PARTNER])
def test_no_page_says_a_type_proposes_touch_or_leaves_out_what_gifts_cannot_do(
    alice: Person, as_: As, week: Choose, about: int
) -> None:
    week(True)
    with_states(alice, c1="O.")
    rated(alice, about)
    chosen(alice, "touch", about)
    text = unescape(page(as_(alice), f"/talk/ways/one/?about={about}"))
    assert "This finds no type" in text
    assert "Your language is" not in text
    assert "Gifts do not make up for fear" in text
    assert "Touch is only for you to see." in text
    assert "Popular, weak support" in text
    for doi in ("10.1177/09637214231217663", "10.1371/journal.pone.0269429"):
        assert f"https://doi.org/{doi}" in text


def test_a_pair_that_was_answered_already_or_never_asked_changes_nothing(alice: Person, as_: As) -> None:
    rated(alice, wish={"words": 3, "time": 3, "help": 1})
    client = as_(alice)
    for one, other, won in (
        ("words", "help", "words"),
        ("time", "words", "time"),
        ("words", "time", "gifts"),
    ):
        answer = client.post("/talk/ways/pair/", {"one": one, "other": other, "chosen": won})
        assert answer["Location"] == "/talk/ways/pair/"
    assert queries.kept(alice.id)[queries.ME].choices == ()


def test_choices_go_with_the_rating_that_they_rest_on(alice: Person) -> None:
    rated(alice, wish={"words": 3, "time": 3, "help": 3})
    chosen(alice, "time")
    before = queries.kept(alice.id)[queries.ME].choices
    rated(alice, wish={"words": 3, "time": 3, "help": 1})
    after = queries.kept(alice.id)[queries.ME].choices
    assert set(after) == {one for one in before if "help" not in one}


def test_an_answer_that_is_none_comes_back_filled_in(alice: Person, as_: As) -> None:
    answer = as_(alice).post("/talk/ways/rate/", {"q": "wish", "r-words": "9", "r-time": "3"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_r-words"' in text
    assert 'id="id_r-words_error"' in text
    assert 'name="r-time" value="3" checked' in text


def test_stopping_half_way_keeps_what_was_said_and_goes_on_there(alice: Person, as_: As) -> None:
    client = as_(alice)
    assert sent(client, "wish", WISH, "stop")["Location"] == "/talk/ways/"
    text = page(client, "/talk/ways/")
    assert "You can go on whenever you like." in text
    assert "How much of it do you get now?" in page(client, "/talk/ways/rate/")


def test_one_is_deleted_alone_and_all_at_once(alice: Person, as_: As, week: Choose) -> None:
    week(True)
    with_states(alice, c1="O.")
    rated(alice)
    rated(alice, PARTNER)
    client = as_(alice)
    client.post("/talk/ways/delete/", {"about": "1"})
    assert set(queries.kept(alice.id)) == {queries.ME}
    client.post("/talk/ways/delete/", {"step": "all"})
    assert not Ways.objects.exists()
    assert "Your ratings and choices are deleted." in page(client, "/talk/ways/")


def test_it_is_sealed_and_its_owner_takes_it_along_in_words(alice: Person) -> None:
    rated(alice)
    chosen(alice, "time")
    row = Ways.objects.get()
    assert b"words" not in bytes(row.__dict__["content"].blob)
    kept = export.as_json(export.collect(holder=alice.id, now=timezone.now()))
    assert "Kind words 4" in kept
    assert "Being left in peace no answer" in kept


def test_in_french_it_is_french(alice: Person, as_: As) -> None:
    rated(alice)
    text = as_(alice).get("/fr/talk/ways/one/").content.decode()
    with translation.override("fr"):
        assert queries.words()["one"]["title"] in unescape(text)
    assert "Kind words" not in text


class TestShown:
    """What a linked person sees of it."""

    def test_only_what_was_rated_whole_can_be_shown_by_its_owner_alone(
        self, alice: Person, bob: Person
    ) -> None:
        services.rate(person=alice.id, about=queries.ME, aspect="wish", ratings=WISH, now=timezone.now())
        assert shared.items(alice.id) == []
        assert shared.content(alice.id, "0") is None
        rated(alice)
        assert [item.id for item in shared.items(alice.id)] == ["0"]
        assert shared.content(alice.id, "0") is not None
        assert [
            shared.content(bob.id, "0"),
            shared.content(alice.id, "1"),
            shared.content(alice.id, "x"),
        ] == [None] * 3

    def test_touch_is_in_no_row_gap_or_question_and_whom_it_is_about_is_not_said(self, alice: Person) -> None:
        rated(alice)
        found = shared.content(alice.id, "0")
        assert found is not None
        assert len(found["rows"]) == len(queries.ways()) - 1
        assert "Touch" not in str([found["rows"], found["gaps"], found["words"]["begins"]])
        assert found["gaps"] == ["Kind words", "Being remembered"]
        assert "about" not in found

    def test_two_stand_side_by_side_and_alone_it_says_when_they_see_it(
        self, alice: Person, bob: Person
    ) -> None:
        rated(alice)
        rated(bob, wish={"side": 4}, get={"side": 1}, give={"words": 4})
        mine, theirs = shared.content(alice.id, "0"), shared.content(bob.id, "0")
        alone, both = drawn(content=mine), drawn(mine=mine, theirs=theirs)
        assert "once each of you has let the other see theirs" in alone
        assert "What they wish for" not in alone
        assert "They wish for these most and get them least:" in both
        assert "Being stood up for" in both
        assert "Kind words</th><td>4</td><td>1</td><td>4</td>" in both
        for text in (alone, both):
            assert "Gifts do not make up for fear." in text
            assert "Touch is left out, on both sides." in text


def drawn(**context: Any) -> str:
    from django.template.loader import render_to_string

    return unescape(render_to_string("talk/ways/shown.html", context))
