"""The pages of the whole map, by form and without script."""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.sharing import things
from footing.trustmap import mapping, queries
from footing.trustmap.document import Document
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in
from tests.trustmap.maps import made
from tests.trustmap.test_room import chosen, post, token

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
PAGES = ("own", "people", "look", "rate", "picture", "days", "more")


@pytest.fixture
def alice() -> Person:
    return make_person(name="Alice", passphrase=PASSPHRASE)


@pytest.fixture
def mine(alice: Person) -> Client:
    return signed_in(alice, OwnClient())


def put(person: Person, document: Document) -> None:
    mapping.change(person=person.id, kind="rated", by=lambda _: document, now=timezone.now())


def document(person: Person) -> Document:
    found = queries.own(person.id)
    assert found is not None
    return found.document


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_the_whole_way_from_nobody_to_the_picture(mine: Client, alice: Person) -> None:
    assert "Side by side" in text(mine.get("/map/own/"))
    mine.post("/map/own/", {"step": "begin"})
    for name in ("Ann", "Ben", "Cleo", "Didi", "Eli"):
        assert f"{name} is on the map." in text(
            mine.post("/map/people/", {"step": "add", "n": name}, follow=True)
        )
    assert re.search(r"Think of \w+, \w+ and \w+\.", text(mine.get("/map/look/")))
    mine.post("/map/look/", {"step": "keep", "m": "calls back", "l": "lets it ring"})
    mine.post("/map/look/", {"step": "keep", "s": "truth"})
    first = document(alice)
    assert [(q.more, q.less, q.of) for q in first.qualities] == [
        ("calls back", "lets it ring", ""),
        ("tells me the truth kindly", "hides things, or says true things to hurt", "truth"),
    ]
    address, seen = "/map/rate/", 0
    while address.startswith("/map/rate/"):
        question = re.findall(r'name="q" value="(\w+)"', text(mine.get(address)))[0]
        sent = {f"r-{who}": str(5 - n % 5) for n, who in enumerate(first.asked_of(question))}
        address = mine.post("/map/rate/", {"q": question, "step": "on", **sent})["Location"]
        seen += 1
    assert (address, seen) == ("/map/picture/", 4)
    page = text(mine.get(address))
    assert "Goes with trust for you." in page
    assert "Ann</strong>: very close, full trust" in page
    assert "chance: 3 in 100" in page
    assert '<title id="rings_title">' in page


def test_somebody_stops_half_way_and_goes_on_where_they_stopped(mine: Client, alice: Person) -> None:
    put(alice, Document(made().people, made().qualities))
    answer = mine.post("/map/rate/", {"q": "t", "step": "stop", "r-p1": "4", "r-p2": "0"}, follow=True)
    assert "It is kept." in text(answer)
    assert "2 of 17 given." in text(answer)
    assert document(alice).rated("t", "p2") == 0
    assert 'name="r-p1" value="4" checked' in text(mine.get("/map/rate/"))


@pytest.mark.parametrize(
    ("address", "sent", "kept"),
    [
        ("/map/people/", {"step": "add", "n": ""}, ()),
        ("/map/people/", {"step": "add", "n": "ann"}, ('value="ann"',)),
        ("/map/people/", {"step": "add", "n": "y" * 61}, ("y" * 61,)),
        ("/map/people/", {"step": "rename", "id": "p2", "n": "Ann"},
         ('id="id_n_p2" name="n" type="text" value="Ann"', "<details open>")),
        ("/map/people/", {"step": "hard", "h": "p9", "a": "3"}, ('value="3" selected',)),
        ("/map/look/", {"step": "keep"}, ()),
        ("/map/look/", {"step": "keep", "m": "quality 0", "l": "ruby"}, ("quality 0", 'value="ruby"')),
        ("/map/look/", {"step": "keep", "m": "sings", "s": "truth"}, ('value="sings"', 'value="truth" checked')),
        ("/map/look/", {"step": "keep", "m": "z" * 121}, ("z" * 121,)),
        ("/map/rate/", {"q": "t", "r-p1": "7", "r-p2": "3"}, ('name="r-p2" value="3" checked',)),
    ],
)  # fmt: skip
def test_what_is_wrong_comes_back_filled_in_with_words_at_the_field(
    mine: Client, alice: Person, address: str, sent: dict[str, str], kept: tuple[str, ...]
) -> None:
    put(alice, made())
    before = document(alice)
    answer = mine.post(address, sent)
    page = text(answer)
    assert answer.status_code == 422
    target = re.findall(r'<li><a href="#([\w-]+)">', page)[0]
    assert f'id="{target}"' in page
    assert f'id="{target}_error"' in page
    for words in kept:
        assert words in page
    assert document(alice) == before


def test_a_name_is_changed_and_somebody_deleted_after_being_asked(mine: Client, alice: Person) -> None:
    put(alice, made())
    mine.post("/map/people/", {"step": "rename", "id": "p1", "n": "Anna"})
    assert "Delete Anna everywhere?" in text(mine.post("/map/people/", {"step": "forget", "id": "p1"}))
    assert len(document(alice).people) == 5
    assert "Deleted everywhere." in text(mine.post("/map/people/", {"step": "sure", "id": "p1"}, follow=True))
    assert "Anna" not in repr(document(alice))


def test_the_last_change_is_taken_back_by_one_press(mine: Client, alice: Person) -> None:
    put(alice, made())
    mine.post("/map/people/", {"step": "add", "n": "Fay"})
    assert "A person was added." in text(mine.get("/map/own/"))
    assert "Taken back." in text(mine.post("/map/own/", {"step": "undo"}, follow=True))
    assert "Fay" not in repr(document(alice))


TAKE_BACK = re.compile(r'name="to" value="(\w+)">(?:<input type="hidden" name="of" value="(\w+)">)?')


@pytest.mark.parametrize(
    ("address", "sent", "shows", "back"),
    [
        ("/map/people/", {"step": "add", "n": "Fay"}, "A person was added.", "/map/people/"),
        ("/map/people/", {"step": "rename", "id": "p1", "n": "Anna"}, "A name was changed.", "/map/people/"),
        ("/map/look/", {"step": "drop", "id": "q6"}, "Something to look for was taken off.", "/map/look/"),
        ("/map/rate/", {"q": "t", "r-p1": "2"}, "Ratings were given.", "/map/rate/?q=t"),
    ],
)
def test_what_was_just_changed_is_taken_back_where_it_was_changed(
    mine: Client, alice: Person, address: str, sent: dict[str, str], shows: str, back: str
) -> None:
    put(alice, made())
    before = document(alice)
    page = text(mine.post(address, sent, follow=True))
    assert document(alice) != before
    assert shows in page
    [(to, question)] = TAKE_BACK.findall(page)
    answer = mine.post("/map/own/", {"step": "undo", "to": to, "of": question}, follow=True)
    assert answer.redirect_chain == [(back, 302)]
    assert "Taken back." in text(answer)
    assert replace(document(alice), next=before.next) == before
    assert not TAKE_BACK.search(text(mine.get(address)))


def test_what_changed_nothing_and_what_cannot_be_taken_back_offer_nothing(
    mine: Client, alice: Person
) -> None:
    put(alice, made())
    same = {"step": "rename", "id": "p1", "n": document(alice).people[0].name}
    for sent in (same, {"step": "sure", "id": "p1"}):
        assert not TAKE_BACK.search(text(mine.post("/map/people/", sent, follow=True)))


def test_two_days_are_put_side_by_side_and_one_is_deleted(mine: Client, alice: Person) -> None:
    put(alice, made())
    assert "Kept." in text(mine.post("/map/days/", {"step": "keep"}, follow=True))
    put(alice, made().with_ratings("t", {"p1": 2}))
    here = f"/map/days/{queries.days(alice.id)[0].id}/"
    page = text(mine.get(here))
    assert "Ann</strong>: less than then" in page
    mine.post(here, {"step": "delete"})
    assert queries.days(alice.id) == ()
    assert mine.get(here).status_code == 404


def test_anothers_day_and_a_day_that_never_was_are_the_same_bytes(alice: Person) -> None:
    put(alice, made())
    mapping.keep_copy(person=alice.id, now=timezone.now())
    bob = signed_in(make_person(name="Bob", passphrase=PASSPHRASE), OwnClient())
    for send in (bob.get, bob.post):
        hers = send(f"/map/days/{queries.days(alice.id)[0].id}/", {"step": "delete"})
        nobodys = send(f"/map/days/{uuid4()}/", {"step": "delete"})
        assert (hers.status_code, hers.content) == (404, nobodys.content)
    assert len(queries.days(alice.id)) == 1


@pytest.mark.parametrize("step", ["rename", "forget", "sure"])
def test_a_person_who_is_not_on_the_map_is_not_found(mine: Client, alice: Person, step: str) -> None:
    put(alice, made())
    assert mine.post("/map/people/", {"step": step, "id": "p99", "n": "x"}).status_code == 404
    assert mine.post("/map/look/", {"step": "drop", "id": "q99"}).status_code == 404
    assert mine.post("/map/rate/", {"q": "q99"}).status_code == 404


def test_every_page_opens_before_there_is_anything(mine: Client) -> None:
    for name in PAGES:
        assert mine.get(f"/map/{name}/").status_code == 200, name
    assert mine.get("/map/more/?n=²").status_code == 200


def test_a_guest_signs_in_first_and_the_first_step_says_what_an_account_gives(client: Client) -> None:
    for name in PAGES:
        assert client.get(f"/map/{name}/")["Location"].startswith("/account/sign-in/")
    page = text(post(client, "/map/", chosen(client), step="others"))
    assert "Keep this and go on" in page
    assert 'action="/account/new/"' in page


def test_who_is_signed_in_goes_on_from_the_first_step_to_the_whole_map(mine: Client, alice: Person) -> None:
    assert mine.get("/map/")["Location"] == "/map/own/"
    model = post(mine, "/map/", chosen(mine), step="others", w0="Ben")
    assert "Go on with more people" in text(model)
    mine.post("/map/own/", {"state": token(model), "step": "begin"})
    assert [person.name for person in document(alice).people] == ["Aunt Meg", "Ben"]


def test_what_can_be_shown_is_what_goes_with_trust_without_names_and_ratings(alice: Person) -> None:
    thing = things.thing("model")
    assert thing is not None
    put(alice, made(people=4))
    assert thing.content(alice.id) is None
    put(alice, made(qualities=2, hard=4))
    assert thing.content(alice.id) == (("quality 0", "goes with trust for me"),)


def test_the_whole_map_is_deleted_by_one_press(mine: Client, alice: Person) -> None:
    put(alice, made())
    assert "The map is deleted." in text(mine.post("/map/own/", {"step": "delete"}, follow=True))
    assert queries.own(alice.id) is None
