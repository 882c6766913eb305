"""The practice's own texts that people agree to: a change is a version, a consent keeps the one that was read."""

import hashlib
import re
from typing import Any

import pytest
from django.test import Client

from footing.practice import policies, writing
from footing.practice.models import Consent, Inquiry, OwnText
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
TEXTS = "/desk/practice/texts/"
LETTER = {"name": "Alice", "phone": "+1 416 555 0134", "old_enough": "on", "agree": "on", "message": "Hello"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def erin(world: World) -> Client:
    return signed_in(world.erin, OwnClient())


def write(client: Client, text: str, policy: str = "own-limits") -> int:
    return client.post(TEXTS, {"policy": policy, "text": text}).status_code


def shown(page: str) -> str:
    found = re.search(r'name="shown" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_consent_keeps_the_version_and_the_words_that_were_read(erin: Client, client: Client) -> None:
    assert write(erin, "We tell **nobody** at work.") == 302
    page = client.get("/contact/").content.decode()
    assert "<strong>nobody</strong> at work" in page
    assert client.post("/contact/", {**LETTER, "shown": shown(page), "key": "a"}).status_code == 200
    kept = Consent.objects.get(policy="own-limits")
    assert kept.version == 1
    assert kept.text_hash == hashlib.sha256(b"We tell **nobody** at work.").hexdigest()
    assert sorted(Consent.objects.values_list("policy", flat=True)) == ["limits", "own-limits", "privacy"]
    write(erin, "We tell one person at work.")
    kept.refresh_from_db()
    assert kept.version == 1


def test_a_text_that_changed_while_somebody_wrote_is_asked_about_again(erin: Client, client: Client) -> None:
    before = shown(client.get("/contact/").content.decode())
    write(erin, "New words.")
    again = client.post("/contact/", {**LETTER, "shown": before, "key": "a"})
    assert again.status_code == 422
    page = again.content.decode()
    assert "These texts changed while you were writing" in page
    assert "New words." in page
    assert "Hello" in page
    assert not Consent.objects.exists()


def test_old_versions_can_be_read_by_anybody_and_a_text_taken_back_is_not_asked(
    erin: Client, client: Client
) -> None:
    write(erin, "First words.")
    write(erin, "Second words.")
    write(erin, "Second words.\r\n")
    assert [row.version for row in policies.versions("own-limits")] == [2, 1]
    page = client.get("/about/texts/").content.decode()
    assert page.index("Second words.") < page.index("First words.")
    write(erin, "")
    assert policies.own() == ()
    page = client.get("/about/texts/").content.decode()
    assert "There is no such text now." in page
    assert "First words." in page
    assert "Second words." not in client.get("/contact/").content.decode()
    write(erin, "Third words.")
    assert policies.own()[0].version == 4


def test_every_page_before_something_is_sent_has_the_practices_limits(erin: Client, client: Client) -> None:
    write(erin, "Own canary words.")
    for address in ("/register/", "/contact/", "/book/wait/"):
        assert "Own canary words." in client.get(address).content.decode(), address
    write(erin, "Kept canary words.", "own-privacy")
    assert "Kept canary words." in client.get("/privacy/").content.decode()


def test_a_script_in_a_text_is_shown_as_letters_and_a_text_that_is_too_long_comes_back(
    erin: Client, client: Client
) -> None:
    write(erin, "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=y>")
    for address in ("/contact/", "/about/texts/", TEXTS):
        page = (erin if address == TEXTS else client).get(address).content.decode()
        assert "<script>alert" not in page, address
        assert 'href="javascript' not in page, address
        assert "<img" not in page, address
    answer = erin.post(TEXTS, {"policy": "own-limits", "text": "a" * 6001})
    assert answer.status_code == 422
    assert "That is too long" in answer.content.decode()
    assert "a" * 6001 in answer.content.decode()
    assert write(erin, "a" * 100_000) == 413
    assert write(erin, "bell \x07") == 422
    assert OwnText.objects.count() == 1


def test_of_two_managers_who_write_at_once_the_second_is_told_and_loses_nothing(erin: Client) -> None:
    assert 'name="seen" value="0"' in erin.get(TEXTS).content.decode()
    assert erin.post(TEXTS, {"policy": "own-limits", "text": "Theirs.", "seen": "0"}).status_code == 302
    late = erin.post(TEXTS, {"policy": "own-limits", "text": "Mine.", "seen": "0"})
    page = late.content.decode()
    assert late.status_code == 422
    assert "Somebody else has written new words meanwhile." in page
    assert "Mine.</textarea>" in page
    assert "Theirs." in page
    assert [row.text for row in policies.versions("own-limits")] == ["Theirs."]
    step = {"step": "texts", "minimum_age": "16", "own-limits-text": "Mine.", "own-limits-seen": "0"}
    assert erin.post("/desk/start/", step).status_code == 409
    assert 'name="seen" value="1"' in page
    assert erin.post(TEXTS, {"policy": "own-limits", "text": "Mine.", "seen": "1"}).status_code == 302
    assert [row.text for row in policies.versions("own-limits")] == ["Mine.", "Theirs."]


def test_what_is_kept_as_agreed_to_is_what_was_shown_even_if_it_changes_at_that_moment(
    erin: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(erin, "First words.")
    page = client.get("/contact/").content.decode()
    received = writing.services.receive

    def later(**letter: Any) -> Inquiry:
        write(erin, "Second words.")
        return received(**letter)

    monkeypatch.setattr(writing.services, "receive", later)
    assert client.post("/contact/", {**LETTER, "shown": shown(page), "key": "a"}).status_code == 200
    assert Consent.objects.get(policy="own-limits").version == 1


def test_only_a_manager_writes_them(world: World, client: Client) -> None:
    for who in (world.dana, world.charlie):
        foreign = signed_in(who, OwnClient()).post(TEXTS, {"policy": "own-limits", "text": "Mine"})
        nothing = signed_in(who, OwnClient()).post("/desk/none/", {})
        assert (foreign.status_code, foreign.content.decode()) == (404, nothing.content.decode())
    assert client.post(TEXTS, {"policy": "own-limits", "text": "Mine"}).status_code == 302
    assert not OwnText.objects.exists()
