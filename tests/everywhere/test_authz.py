"""Every address for every role, from tests/authz.toml: who finds something, and that to all others nothing is there."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person
from footing.booking.services import Guest
from footing.booking.waiting import services as waiting
from footing.booking.waiting import wishes
from footing.booking.waiting.models import Waiting
from footing.couple.giving import services as giving
from footing.couple.linking import codes
from footing.couple.linking import services as linking
from footing.couple.models import Code, Given, Kept, Link, Round, Typed
from footing.couple.turns.now import token
from footing.learn.models import Version
from footing.practice.models import Inquiry, Practice
from footing.practice.services import assign
from footing.talk.models import Card, Wish
from tests import addresses
from tests.conftest import OwnClient
from tests.couple.conftest import linked
from tests.couple.turns.conftest import copy_of, going_on
from tests.learn.articles.world import draft
from tests.people import signed_in
from tests.practice.letters import letter
from tests.sharing.conftest import Shared, shared
from tests.talk.conftest import own_things

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["shared"]
RULES: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "authz.toml").read_text("utf-8"))
ROLES = RULES["everybody"]["finds"]
ASKED_FIRST = ("/account/sign-in/", "/account/second/", "/account/again/?next=")
ENDS = ("/leave/", "/account/sign-out/", "/account/demo/", "/account/erase/")
TWO = ("one", "still", "end", "show", "change", "look", "look-still", "step", "step-still")
CANARIES = (
    "Alice Canary",
    "Canary words",
    "Alice Numbat",
    "bilby",
    "wombat calm",
    "Quokka",
    "pademelon",
    "echidna",
    "dunnart",
    "bandicoot",
)


def table() -> list[str]:
    """Every address but the page of components, which is there only while debugging."""
    return [route for route in addresses.routes() if not route.startswith("/design/")]


def finder(route: str) -> list[str]:
    """The roles that find something at an address."""
    return next(list(rule["finds"]) for rule in RULES.values() if route in rule["addresses"])


@pytest.fixture
def inquiry(shared: Shared) -> Inquiry:
    made = letter(name="Alice Canary")
    wanted = wishes.Wanted("introduction", "video", shared.world.room.id)
    waiting.wait(wanted=wanted, guest=Guest(name="Alice Canary", phone="+1 416 555 0134"))
    draft(shared.world, "dana")
    between(shared)
    own_things(shared.alice)
    assign(inquiry=made, owner=shared.world.dana, by=shared.world.erin.id)
    return made


def between(shared: Shared) -> None:
    """Alice and Bob linked; she lets him see her model, made a code and typed one. A round."""
    id, alice, now = linked(shared.alice, shared.bob), shared.alice.id, timezone.now()
    giving.give(person=alice, id=id, kind="model", item="model", now=now, tomorrow=False)
    linking.make(person=alice, name="Ali", now=now)
    linking.type_in(person=alice, code=codes.new(), name="Ali", now=now)
    going_on(id, shared.alice, shared.bob)
    copy_of(shared.alice)


def client_of(shared: Shared, role: str) -> Client:
    if role == "out":
        gone = shared.client("alice")
        gone.post("/account/sign-out/")
        return gone
    if role == "half":
        Practice.objects.update(is_demo=False)
        return signed_in(shared.world.dana, OwnClient())
    return shared.client(role)


def filled(shared: Shared, inquiry: Inquiry | None) -> dict[str, str]:
    """Each route with its address that has Alice's own thing in it, or nobody's."""
    grant = shared.grants["note"].id
    text, link = Version.objects.first(), Link.objects.first()
    ids = {} if inquiry is None or text is None or link is None else {
        "desk-booking": shared.world.booking.id, "desk-move": shared.world.booking.id,
        "desk-apart": shared.world.booking.id,
        "desk-cancel": shared.world.booking.id, "desk-answer-request": shared.world.booking.id,
        "desk-seen": grant, "desk-still": grant, "share-renew": grant,
        "share-stop": grant, "map-day": shared.day(), "booking": shared.world.booking.code,
        "log-entry": shared.entry, "log-delete": shared.entry,
        "diary-one": shared.week, "diary-delete": shared.week,
        "story-item": shared.told, "story-delete": shared.told,
        "steps-sheet": shared.sheet, "steps-delete": shared.sheet,
        "desk-article": text.article_id, "desk-article-text": text.article_id, "desk-article-version": text.id,
        **dict.fromkeys(("say-card", "say-delete"), Card.objects.get().id),
        **dict.fromkeys(("wish", "wish-delete"), Wish.objects.get().id),
        "desk-waiter": Waiting.objects.get().id, "desk-missed": shared.world.booking.id,
        **{f"two-{part}.id": link.id for part in TWO}, "two-answer": Code.objects.get().id,
        **{f"two-{part}.given": Given.objects.get().id for part in TWO}, "two-untype": Typed.objects.get().id,
        "two-turns": link.id, "two-round": Round.objects.get().id, "two-now.token": token(Round.objects.get().id),
        "two-kept-delete": Kept.objects.get().id,
        **{f"desk-{part}": inquiry.id for part in ("inquiry", "take", "give", "answer", "convert", "close")},
    }  # fmt: skip
    names: dict[str, object] = {name.replace("-", "_"): id for name, id in ids.items()}
    every = addresses.routes_in_order(**{"page": "s1", **names})
    here = dict(zip(addresses.routes_in_order(), every, strict=True))
    return {route: here[route] for route in table()}


def refused(answer: HttpResponse) -> bool:
    """Whether there was nothing, or only the way to sign in, to a second factor, or to the pass phrase again."""
    to = answer.get("Location", "")
    return answer.status_code in {404, 405} or to.startswith(ASKED_FIRST)


def test_every_address_is_in_one_list() -> None:
    listed = Counter(address for rule in RULES.values() for address in rule["addresses"])
    assert {address: n for address, n in listed.items() if n > 1} == {}
    assert set(listed) == set(table())


@pytest.mark.parametrize("role", ROLES)
def test_a_role_finds_what_its_list_says_and_nothing_else(
    shared: Shared, inquiry: Inquiry, role: str
) -> None:
    client, told = client_of(shared, role), []
    for route, here in filled(shared, inquiry).items():
        if here.startswith(ENDS):
            continue
        answer = client.get(here)
        found = role in finder(route)
        if answer.status_code >= 500 or (found and answer.status_code == 403):
            told.append(f"{here}: {answer.status_code}")
        if not found and not refused(answer):
            told.append(f"{here}: {answer.status_code}, though nothing is there for {role}")
        if found and answer.get("Location", "").startswith("/account/sign-in/?next="):
            told.append(f"{here}: sent to the sign-in, though it is there for {role}")
        if role not in {"alice", "dana", "erin"} and not answer.streaming:
            told += [
                f"{here}: {word}" for word in CANARIES if word in answer.content.decode(errors="replace")
            ]
    assert told == []


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_there_for_a_role_does_nothing_when_it_is_sent_something(
    shared: Shared, inquiry: Inquiry, role: str
) -> None:
    from tests.everywhere.rows import rows

    passing = (
        "default.vault_accesslog", "default.django_session", "default.accounts_sitting", "marks.marks_cache",
        "default.accounts_person",
    )  # fmt: skip
    client, told = client_of(shared, role), []
    before = rows(*(name.split(".")[1] for name in passing))
    for route, here in filled(shared, inquiry).items():
        if role in finder(route) or here.startswith(ENDS):
            continue
        answer = client.post(here, {"sure": "1", "step": "let", "text": "x", "start": "2030-01-01T10:00:00Z"})
        if not refused(answer):
            told.append(f"{here}: {answer.status_code}")
    assert told == []
    assert rows(*(name.split(".")[1] for name in passing)) == before


@pytest.mark.parametrize("role", ["bob", "charlie", "femi", "erin", "half", "visitor", "out"])
def test_what_is_anothers_and_what_never_was_are_the_same_bytes(
    shared: Shared, inquiry: Inquiry, role: str
) -> None:
    client, seen = client_of(shared, role), 0
    own, nobodys = filled(shared, inquiry), filled(shared, None)
    for route, known in own.items():
        if "<uuid" not in route or role in finder(route):
            continue
        unknown = nobodys[route]
        for send in (client.get, client.post):
            there, nowhere = send(known), send(unknown)
            assert there.status_code == nowhere.status_code, route
            assert there.content == nowhere.content, route
            to = there.get("Location", "")
            for mine, nobodys_id in zip(_ids(known), _ids(unknown), strict=True):
                to = to.replace(mine, nobodys_id)
            assert to == nowhere.get("Location", "")
            seen += 1
    assert seen > 0


def _ids(address: str) -> list[str]:
    return [part for part in address.split("/") if len(part) == 36]


def test_a_second_factor_that_is_missing_is_asked_for_before_anything_of_the_desk(shared: Shared) -> None:
    half = client_of(shared, "half")
    for address in ("/desk/", f"/desk/booking/{shared.world.booking.id}/", "/desk/shared/"):
        assert half.get(address)["Location"] == "/account/second/"


def test_somebody_who_left_the_practice_is_a_stranger_at_the_next_request(shared: Shared) -> None:
    dana = shared.client("dana")
    assert dana.get(f"/desk/shared/{shared.grants['note'].id}/").status_code == 200
    Person.objects.filter(id=shared.world.dana.id).update(is_active=False)
    assert dana.get(f"/desk/shared/{shared.grants['note'].id}/").status_code == 302
