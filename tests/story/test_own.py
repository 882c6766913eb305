"""The story through its pages: write, come back, stop, mend, delete; nobody else finds anything."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.sharing import things
from footing.story import items, queries, services
from footing.story.items import Item
from footing.story.models import Story
from footing.vault import export, keys
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, signed_in
from tests.story.conftest import SENT, told, values

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
As = Callable[[Person], Client]
NEW = "/story/own/c6/"


def page(client: Client, address: str = "/story/own/") -> str:
    return unescape(client.get(address).content.decode())


def only(person: Person) -> Item:
    (found,) = queries.story(person.id)
    return found


def test_a_visitor_reads_what_it_is_and_how_to_have_it(client: Client) -> None:
    text = page(client)
    assert 'href="/account/new/"' in text
    assert 'href="/account/sign-in/?next=/story/own/"' in text
    assert client.get(NEW)["Location"] == "/account/sign-in/?next=%2Fstory%2Fown%2Fc6%2F"
    assert "Enough for today" in text
    assert "Put both feet on the floor" in page(client, "/story/own/pause/")


def test_the_way_there_is_a_quiet_line_for_who_is_signed_in_and_never_the_next_step(
    alice: Person, as_: As, client: Client
) -> None:
    own = as_(alice)
    assert "/story/own/" not in page(client, "/story/")
    assert page(own, "/story/").count('href="/story/own/"') == 1
    assert page(own, "/today/").count('href="/story/own/"') == 1
    assert "/story/own/" not in page(own, "/today/").split('class="over"')[1].split("</section>")[0]
    assert 'class="button' not in page(own, "/today/").split('href="/story/own/"')[0][-40:]


def test_everything_said_is_kept_and_comes_back_in_the_form(alice: Person, as_: As) -> None:
    client = as_(alice)
    assert client.post(NEW, SENT)["Location"] == "/story/own/"
    item = only(alice)
    assert item == Item(
        item.id, "c6", "yes", "child", 8, 9, ("family",), "Gran numbat", 3, 1, ("time", "told"), "Her garden.",
        ("s5", "s6"), "I packed first.", True,
    )  # fmt: skip
    again = page(client, f"/story/own/{item.id}/")
    assert values(again) == {**{n: v for n, v in SENT.items() if n != "item"}}
    assert "A loss: Gran numbat" in page(client)


def test_nothing_has_to_be_said_and_no_answer_is_preselected(alice: Person, as_: As) -> None:
    client = as_(alice)
    text = page(client, NEW)
    assert " checked" not in text.split("<main")[1]
    assert " required" not in text.split("<main")[1]
    assert client.post(NEW, {"item": str(uuid4())})["Location"] == "/story/own/"
    assert not only(alice).said
    assert "Left open" in page(client)


def test_it_can_be_changed_and_what_is_unticked_is_gone(alice: Person, as_: As) -> None:
    client = as_(alice)
    client.post(NEW, SENT)
    here = f"/story/own/{only(alice).id}/"
    client.post(here, {"now": "0", "signs": ["open"], "text": ""})
    item = only(alice)
    assert (item.now, item.signs, item.text, item.start, item.note) == (0, ("open",), "", None, False)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [({"start": "12", "end": "8"}, (8, 12)), ({"start": "9"}, (9, 9)), ({"end": "9"}, (9, 9)), ({}, (None, None)),
     ({"start": "0", "end": "120"}, (0, 120)), ({"start": "9", "when": "unsure"}, (None, None)),
     ({"start": "9", "when": "unsaid"}, (None, None)), ({"start": "9", "when": "child"}, (9, 9))],
)  # fmt: skip
def test_ages_are_put_in_order_and_none_is_kept_for_who_is_not_sure_or_would_rather_not_say(
    alice: Person, as_: As, sent: dict[str, str], kept: tuple[int | None, int | None]
) -> None:
    as_(alice).post(NEW, sent | {"item": str(uuid4())})
    assert (only(alice).start, only(alice).end) == kept


def test_leaving_it_open_goes_when_a_sign_is_named(alice: Person, as_: As) -> None:
    as_(alice).post(NEW, {**SENT, "signs": ["open", "s1"]})
    assert only(alice).signs == ("s1",)


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"start": "-1"}, "a number from 0 to 120"), ({"start": "121"}, "a number from 0 to 120"),
     ({"end": "²"}, "a number from 0 to 120"), ({"end": "9" * 400}, "a number from 0 to 120"),
     ({"when": "monday"}, "Choose one of"), ({"then": "4"}, "Choose one of"),
     ({"by": ["work", "nobody"]}, "Choose one"),
     ({"whom": "x" * 41}, "One word or two"), ({"also": "x" * 201}, "Shorten it"), ({"text": "x" * 601}, "A few lines"),
     ({"text": "a\x00b"}, "Null characters")],
)  # fmt: skip
def test_an_error_is_named_and_nothing_typed_is_lost(
    alice: Person, as_: As, sent: dict[str, Any], said: str
) -> None:
    answer = as_(alice).post(NEW, {**SENT, **sent})
    text = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in text
    assert text.count('role="alert"') == 1
    assert queries.story(alice.id) == ()
    back = values(text)
    for name in {"fits", "whom", "also", "helped", "signs"} - set(sent):
        assert back[name] == SENT[name]
    assert f'value="{SENT["item"]}"' in text


def test_the_same_form_sent_twice_is_kept_once(alice: Person, as_: As) -> None:
    client = as_(alice)
    for words in ("Once.", "Twice."):
        assert client.post(NEW, {**SENT, "text": words})["Location"] == "/story/own/"
    assert only(alice).text == "Twice."
    client.post(NEW, {**SENT, "item": str(uuid4())})
    assert len(queries.story(alice.id)) == 2


def test_enough_keeps_what_was_written_and_leads_to_the_pause(alice: Person, as_: As) -> None:
    client = as_(alice)
    assert client.post(NEW, {**SENT, "enough": "1"})["Location"] == "/story/own/pause/"
    pause = page(client, "/story/own/pause/")
    assert "What you wrote is kept." in pause
    assert "Put both feet on the floor" in pause
    assert only(alice).text == "I packed first."
    services.delete_all(person=alice.id)
    client.post(NEW, {"item": str(uuid4()), "enough": "1"})
    assert "nothing new to keep" in page(client, "/story/own/pause/")
    assert queries.story(alice.id) == ()


def test_enough_with_something_wrong_keeps_the_rest_and_the_way_back_has_it_all(
    alice: Person, charlie: Person, as_: As
) -> None:
    client = as_(alice)
    pause = client.post(NEW, {**SENT, "start": "about nine", "enough": "1"})
    text = unescape(pause.content.decode())
    assert "a number from 0 to 120" in text
    assert (only(alice).text, only(alice).end) == ("I packed first.", 9)
    state = text.split('name="state" value="')[1].split('"')[0]
    assert "nine" not in state
    other = as_(charlie).post(NEW, {"state": state, "back": "1"})
    assert "numbat" not in other.content.decode()
    there = unescape(client.post(NEW, {"state": state, "back": "1"}).content.decode())
    assert values(there)["start"] == "about nine"
    assert values(there)["text"] == "I packed first."
    action = there.split('id="own" method="post" action="')[1].split('"')[0]
    client.post(action, {**SENT, "start": "9"})
    assert only(alice).start == 9


@pytest.mark.parametrize("address", ["/story/own/", NEW, "item"])
def test_the_way_to_stop_stands_in_the_same_place_on_every_page(alice: Person, as_: As, address: str) -> None:
    here = f"/story/own/{told(alice)}/" if address == "item" else address
    text = page(as_(alice), here).split("<main")[1]
    assert "Enough for today" in text.split("<h1")[0]
    assert "Suicide Crisis Helpline" in text
    for box in re.findall(r"</textarea>(.{0,220})", text, flags=re.S):
        assert "Too much just now?" in box


@pytest.mark.parametrize(("go", "to"), [("book", "/book/"), ("read", "/learn/c6/"), ("", "/story/own/")])
def test_leaving_for_a_time_or_a_page_keeps_what_was_written(
    alice: Person, as_: As, go: str, to: str
) -> None:
    assert as_(alice).post(NEW, {**SENT, "go": go})["Location"] == to
    assert only(alice).text == "I packed first."


def test_one_and_all_can_be_deleted_and_the_ticks_for_the_plan_stay(alice: Person, as_: As) -> None:
    client = as_(alice)
    stays, goes = told(alice, "c3"), told(alice, "c6")
    assert client.post(f"/story/own/{goes}/delete/")["Location"] == "/story/own/"
    assert only(alice).id == str(stays)
    assert client.get(f"/story/own/{goes}/").status_code == 404
    for _ in range(2):
        assert client.post("/story/own/delete/")["Location"] == "/story/own/"
        assert "Your story is deleted." in page(client)
    assert not Story.objects.exists()
    told(alice)
    client.post(f"/story/own/{only(alice).id}/delete/")
    assert not Story.objects.exists()


def test_there_is_room_for_thirty_and_then_nothing_typed_is_lost(alice: Person, as_: As) -> None:
    for _ in range(services.MOST):
        told(alice)
    answer = as_(alice).post(NEW, SENT)
    assert answer.status_code == 422
    assert "Gran numbat" in answer.content.decode()
    assert "room for thirty" in answer.content.decode()
    assert len(queries.story(alice.id)) == services.MOST


@pytest.mark.parametrize("who", ["Bob", "Charlie", "Dana", "Erin"])
def test_anothers_item_and_one_that_never_was_are_the_same_answer(alice: Person, as_: As, who: str) -> None:
    id, other = told(alice, whom="numbat"), as_(make_person(name=who, passphrase=PASSPHRASE))
    assert as_(alice).get(f"/story/own/{id}/").status_code == 200
    for path in (f"/story/own/{id}/", f"/story/own/{id}/delete/"):
        for ask in (other.get, other.post):
            there, nowhere = ask(path, SENT), ask(path.replace(str(id), str(uuid4())), SENT)
            assert there.status_code == nowhere.status_code
            assert there.status_code in {404, 405}
            assert there.content == nowhere.content
    other.post("/story/own/c3/", {**SENT, "item": str(id), "whom": "theirs"})
    assert only(alice).whom == "numbat"
    assert "numbat" not in page(other)


def test_the_file_has_no_word_no_number_and_no_day(alice: Person, as_: As) -> None:
    as_(alice).post(NEW, SENT)
    held = repr(rows())
    for word in ("numbat", "packed", "garden", "family", "child"):
        assert word not in held, word
    assert {f.name for f in Story._meta.concrete_fields} == {"id", "holder", "content"}
    keys.erase(alice.id)
    with pytest.raises(keys.ErasedError):
        queries.story(alice.id)


def test_an_export_says_it_in_the_words_of_the_page(alice: Person, as_: As) -> None:
    from django.utils import timezone

    as_(alice).post(NEW, SENT)
    text = export.as_json(export.collect(holder=alice.id, now=timezone.now()))
    for said in (
        "1. A loss: Gran numbat",
        "Whom did you lose?",
        "8 to 9",
        "Very much",
        "Telling it to somebody",
        "I packed first.",
    ):
        assert said in text


def test_only_a_theme_and_only_where_it_was_wished_can_come_into_a_note(alice: Person, as_: As) -> None:
    client = as_(alice)
    client.post(NEW, {**SENT, "note": ""})
    assert [line for line in things.lines(alice.id) if "own" in line.id] == []
    for _ in range(2):
        client.post(NEW, {**SENT, "item": str(uuid4())})
    (line,) = [line for line in things.lines(alice.id) if "own" in line.id]
    assert line == things.Line("story-own-c6", "I would like to talk about losing someone I love.")
    note = page(client, "/share/note/")
    assert "losing someone I love" in note
    assert "numbat" not in note
    assert {thing.kind for thing in things.every()} == {"note", "model"}


def test_a_form_that_comes_after_the_session_is_not_lost_and_keeps_nothing_yet(
    alice: Person, as_: As
) -> None:
    client = as_(alice)
    client.post("/account/sign-out/")
    assert client.post(NEW, SENT).status_code in {302, 401}
    assert not Story.objects.exists()


def test_what_belongs_to_a_professional_is_the_same_for_everybody(
    alice: Person, charlie: Person, as_: As
) -> None:
    told(alice, "c3", then=3, now=3)
    for id in items.words()["cause"]:
        own, theirs = (page(as_(p), f"/story/own/{id}/").split("to get help")[1] for p in (alice, charlie))
        assert own.split("</section>")[0] == theirs.split("</section>")[0]


def test_no_address_of_it_opens_without_a_sign_in() -> None:
    for address in ("/story/own/c3/", f"/story/own/{uuid4()}/"):
        assert OwnClient().get(address).status_code == 302
    assert (
        signed_in(make_person(name="Femi", passphrase=PASSPHRASE), OwnClient())
        .get("/story/own/c9/")
        .status_code
        == 404
    )
