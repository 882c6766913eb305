"""A guest's booking is taken into an account once, and stands on the page of its person only."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.booking.models import Booking, Owner
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def alice(world: World) -> Person:
    return make_person(name="Alice", passphrase=PASSPHRASE)


def keep(client: Client, world: World, **other: str) -> int:
    return client.post("/book/own/", {"code": world.booking.code, "token": world.token, **other}).status_code


def test_alice_brings_her_booking_once_and_finds_it_on_her_page(world: World, alice: Person) -> None:
    client = signed_in(alice, OwnClient())
    assert world.booking.code not in client.get("/today/").content.decode()
    assert [keep(client, world) for _ in range(2)] == [302, 302]
    assert Owner.objects.get().person_id == alice.id
    page = client.get("/today/").content.decode()
    pair = dict(re.findall(r'name="(code|token)" value="([^"]+)"', page))
    opened = client.post("/book/manage/", pair)
    assert "Choose another time" in opened.content.decode()
    assert not AccessLog.objects.exists()


def test_nobody_else_sees_it_and_nobody_else_can_take_it(world: World, alice: Person) -> None:
    keep(signed_in(alice, OwnClient()), world)
    for person in (world.charlie, world.dana, world.femi, world.erin):
        client = signed_in(person, OwnClient())
        assert world.booking.code not in client.get("/today/").content.decode()
    assert keep(signed_in(world.charlie, OwnClient()), world) == 409
    assert Owner.objects.get().person_id == alice.id
    assert OwnClient().get("/book/own/")["Location"].startswith("/account/sign-in/")


def test_a_wrong_code_and_a_wrong_token_are_alike(world: World, alice: Person) -> None:
    client = signed_in(alice, OwnClient())
    tries = ({"code": "ABCDE23456"}, {"token": "aaaa"})
    pages = [
        client.post("/book/own/", {"code": world.booking.code, "token": world.token, **t}) for t in tries
    ]
    assert {page.status_code for page in pages} == {404}
    texts = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages]
    assert texts[0] == texts[1]
    assert Owner.objects.count() == 0
    assert client.post("/book/own/", {}).status_code == 422


def test_a_booking_made_while_signed_in_can_be_kept_with_one_press(world: World, alice: Person) -> None:
    sent = {"code": world.booking.code, "token": world.token}
    assert 'action="/book/own/"' in signed_in(alice, OwnClient()).post("/book/manage/", sent).content.decode()
    assert 'action="/book/own/"' not in OwnClient().post("/book/manage/", sent).content.decode()


def test_what_is_given_up_or_over_leaves_the_page_and_the_person_is_not_named_in_the_row(
    world: World, alice: Person
) -> None:
    client = signed_in(alice, OwnClient())
    keep(client, world)
    client.post("/book/manage/cancel/", {"code": world.booking.code, "token": world.token, "sure": "1"})
    assert world.booking.code not in client.get("/today/").content.decode()
    assert "Alice" not in repr(rows())
    Booking.objects.get(id=world.booking.id).delete()
    assert Owner.objects.count() == 0
