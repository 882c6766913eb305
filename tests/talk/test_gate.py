"""To a person it is open in three states; in all others the sentence for oneself stands there, the same for all."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.safety import services as safety
from footing.talk import queries as talk
from footing.talk.alone import shelf
from footing.talk.models import Card
from footing.talk.say import queries, services
from footing.talk.say.parts import Parts
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, signed_in
from tests.plan.way import masked, token
from tests.talk.conftest import ALL, OPEN, PARTNER, PARTS, WORK, As, say, with_states

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
ADDRESSED = ("/talk/say/", "/talk/repair/", "/talk/weekly/")


def opens(person: Person, about: int = PARTNER) -> bool:
    return queries.opens(person.id, about, now=timezone.now())


@pytest.mark.parametrize("code", ALL)
def test_it_opens_by_the_persons_own_state_and_for_nobody_who_may_harm(alice: Person, code: str) -> None:
    with_states(alice, c1=code, c8="O.")
    assert opens(alice) == (code in OPEN)
    assert opens(alice, WORK) == (code not in {"H.", "UH"})


@pytest.mark.parametrize("code", ALL)
def test_closed_is_the_sentence_for_oneself_byte_for_byte(alice: Person, as_: As, code: str) -> None:
    with_states(alice, c1=code)
    client = as_(alice)
    alone = client.get("/talk/say/")
    assert "One sentence, for you alone" in alone.content.decode()
    for address in ADDRESSED:
        there = client.get(f"{address}?about=1")
        assert there.status_code == 200
        same = _page(there) == _page(alone)
        assert same == (code not in OPEN)
        for odd in ("5", "x", "8"):
            assert _page(client.get(f"{address}?about={odd}")) in {_page(alone), _page(client.get(address))}


@pytest.mark.parametrize("code", [c for c in ALL if c not in OPEN])
def test_closed_keeps_nothing_and_gives_back_what_was_typed(alice: Person, as_: As, code: str) -> None:
    with_states(alice, c1=code)
    client = as_(alice)
    for step in ("read", "look", "card", "keep", "parts", ""):
        page = say(client, step, s="Mine, quoll.")
        assert page.status_code == 422
        assert all(
            typed in unescape(page.content.decode()) for typed in (PARTS["w"], PARTS["n"], "Mine, quoll.")
        )
    for address in ("/talk/repair/", "/talk/weekly/"):
        page = client.post(address, {"about": PARTNER, "step": "keep", "t": "Quoll.", "p": ["good"]})
        assert page.status_code == 422
        assert "Quoll." in page.content.decode()
    assert (
        client.post(
            "/talk/weekly/", {"about": PARTNER, "step": "entry", "d": "2030-01-01", "h": "19:00"}
        ).status_code
        == 422
    )
    with pytest.raises(services.ClosedError):
        services.keep(person=alice.id, about=PARTNER, parts=Parts("x"), text="x", now=timezone.now())
    assert not Card.objects.exists()
    assert not shelf.kept(alice.id, "weekly")


def test_the_room_and_what_was_kept_are_the_same_in_all_states() -> None:
    assert len({_seen(number, code) for number, code in enumerate(ALL)}) == 1


def _seen(number: int, code: str) -> tuple[str, ...]:
    """Every page of the room that is not addressed to somebody, and the pages that lead to it."""
    person = make_person(name=f"Somebody {number}", passphrase=PASSPHRASE)
    with_states(person, c1="O.")
    id = services.keep(
        person=person.id, about=PARTNER, parts=Parts("It rained."), text="It rained.", now=timezone.now()
    )
    client = signed_in(person, OwnClient())
    client.post("/talk/weekly/", {"about": PARTNER, "step": "keep", "p": ["good"]})
    client.get("/talk/weekly/")
    with_states(person, c1=code)
    own = (
        "/talk/",
        "/talk/repair/",
        "/talk/weekly/",
        "/talk/listening/",
        "/talk/wishes/",
        "/today/",
        "/plan/",
        "/steps/",
    )
    return tuple(_page(client.get(a)).replace(str(id), "…") for a in (*own, "/talk/say/", f"/talk/say/{id}/"))


def test_after_a_month_and_once_the_answers_are_erased_it_is_closed(
    alice: Person, later: Callable[..., Any]
) -> None:
    with_states(alice, c1="O.")
    safety.erase(person=alice.id)
    assert not opens(alice)
    with_states(alice, c1="O.")
    later(days=31)
    assert not opens(alice)


def test_the_sentence_for_oneself_is_kept_from_there_and_found_again(alice: Person, as_: As) -> None:
    with_states(alice, c1="U.")
    client = as_(alice)
    draft = _on(client, client.get("/talk/say/?about=1"), step="pick", f=["sad"], n="time")
    card = _on(client, draft, step="sentence", s="I am sad, quoll.")
    assert "Keep this sentence" in card.content.decode()
    assert _on(client, card, step="keep")["Location"] == "/talk/"
    assert '"sad" checked' in client.get("/talk/say/").content.decode()
    assert (talk.kept(alice.id) or {})["sentence"] == "I am sad, quoll."


def test_without_an_account_it_asks_to_sign_in_first(alice: Person, as_: As, client: Client) -> None:
    with_states(alice, c1="U.")
    card = _on(as_(alice), as_(alice).get("/talk/say/"), step="pick", f=["sad"])
    assert _on(client, card, step="keep")["Location"].startswith("/account/sign-in/")


def _on(client: Client, page: Any, **sent: Any) -> Any:
    return client.post("/talk/", {"state": token(page), **sent})


def _page(page: Any) -> str:
    """A page without its sealed state, and without the address that it came from, in the other language."""
    return re.sub(r"/fr/talk/\w+/", "/fr/…/", str(masked(page)))
