"""What somebody sent is taken into an account once, stands on the page of its person only, and goes with them."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.practice import services
from footing.practice.models import Inquiry, Owner
from footing.vault import erase, export
from footing.vault.models import AccessLog, Key
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, World, make_world, signed_in
from tests.practice.letters import letter, pair, write

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def alice(world: World) -> Person:
    return make_person(name="Alice", passphrase=PASSPHRASE)


@pytest.fixture
def sent(world: World) -> Inquiry:
    return letter()


def keep(client: Client, typed: dict[str, str]) -> int:
    return client.post("/contact/own/", typed).status_code


def test_alice_brings_it_once_and_opens_it_from_her_page(alice: Person, sent: Inquiry) -> None:
    client = signed_in(alice, OwnClient())
    assert sent.code not in client.get("/today/").content.decode()
    assert [keep(client, pair(sent)) for _ in range(2)] == [302, 302]
    assert Owner.objects.get().person_id == alice.id
    page = client.get("/today/").content.decode()
    assert "Alice Canary" not in page
    (form,) = re.findall(r'action="/contact/yours/">.*?</form>', page, re.DOTALL)
    opened = client.post("/contact/yours/", dict(re.findall(r'name="(code|token)" value="([^"]+)"', form)))
    assert "It has arrived" in opened.content.decode()
    assert "It is kept in your account." in opened.content.decode()
    assert not AccessLog.objects.exists()


def test_nobody_else_sees_it_and_nobody_else_can_take_it(alice: Person, sent: Inquiry, world: World) -> None:
    keep(signed_in(alice, OwnClient()), pair(sent))
    for person in (world.charlie, world.dana, world.femi, world.erin):
        assert sent.code not in signed_in(person, OwnClient()).get("/today/").content.decode()
    assert keep(signed_in(world.charlie, OwnClient()), pair(sent)) == 409
    assert Owner.objects.get().person_id == alice.id
    assert OwnClient().get("/contact/own/")["Location"].startswith("/account/sign-in/")
    assert keep(OwnClient(), pair(sent)) == 302
    assert Owner.objects.count() == 1


def test_a_wrong_code_and_a_wrong_second_part_are_alike(alice: Person, sent: Inquiry) -> None:
    client = signed_in(alice, OwnClient())
    pages = [
        client.post("/contact/own/", {**pair(sent), **t}) for t in ({"code": "ABCDE23456"}, {"token": "aa"})
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages}) == 1
    assert client.post("/contact/own/", {}).status_code == 422
    assert Owner.objects.count() == 0


def test_whoever_is_signed_in_can_keep_it_from_both_pages_with_one_press(
    alice: Person, sent: Inquiry
) -> None:
    client = signed_in(alice, OwnClient())
    for own, page in (
        (True, client.post("/contact/yours/", pair(sent))), (True, write(client)),
        (False, OwnClient().post("/contact/yours/", pair(sent))), (False, write(OwnClient(), key="k2")),
    ):  # fmt: skip
        assert ('action="/contact/own/"' in page.content.decode()) == own
    keep(client, pair(sent))
    assert 'action="/contact/own/"' not in client.post("/contact/yours/", pair(sent)).content.decode()


def test_tries_are_counted_also_where_the_limits_of_pages_are_off(
    alice: Person, sent: Inquiry, settings: object
) -> None:
    settings.FOOTING_RATE_LIMITS = False  # type: ignore[attr-defined]
    client = signed_in(alice, OwnClient())
    assert [keep(client, {**pair(sent), "token": f"{n:026d}"}) for n in range(31)] == [404] * 30 + [429]


def test_it_is_in_the_export_of_its_person_and_goes_with_them(
    alice: Person, sent: Inquiry, world: World
) -> None:
    services.answer(inquiry=sent, text="Bilby words", by=world.erin.id)
    other = letter(2, name="Kim Numbat")
    services.own(person=alice.id, **pair(sent))
    text = export.as_json(export.collect(holder=alice.id, now=sent.received_at))
    assert all(
        word in text for word in ("practice.Owner", "practice.Inquiry", "Alice Canary words", "Bilby words")
    )
    assert "Numbat" not in text
    erase.now(holder=alice.id)
    assert Inquiry.objects.get() == other
    assert not Owner.objects.exists()
    assert not Key.objects.filter(holder__in=[alice.id, sent.holder], wrapped__isnull=False).exists()
    signs = (alice.id.hex, sent.holder.hex, sent.id.hex)
    left = {
        t for t, kept in rows("marks_cache").items() if any(s in repr(kept).replace("-", "") for s in signs)
    }
    assert left == {"keys.vault_key"}


def test_deleting_it_by_its_link_leaves_the_account(alice: Person, sent: Inquiry) -> None:
    services.own(person=alice.id, **pair(sent))
    OwnClient().post("/contact/yours/erase/", {**pair(sent), "sure": "now"})
    assert not Owner.objects.exists()
    client = signed_in(alice, OwnClient())
    assert client.get("/today/").status_code == 200
    assert 'action="/contact/yours/"' not in client.get("/today/").content.decode()
