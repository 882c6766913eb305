"""What somebody sent has a page of its own: code and second part open it, and nothing else does."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from footing.design import content
from footing.practice import services
from footing.practice.models import Inquiry, Practice
from footing.vault import access, erase, links
from footing.vault.models import Erasure
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import World, make_world, signed_in
from tests.practice.letters import letter, masked, pair, register, write

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
ADDRESSES = ("", "link/", "kept/", "kept/file/", "erase/")
TYPED = ("Alice Canary", "Alice Canary words", "+1 416 555 0134", "before four", "Sam")
NOT_FITTING = "The two parts do not fit together."


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def sent(world: World) -> Inquiry:
    """Alice's, and Dana's to answer: more than that nobody could be."""
    made = letter()
    services.assign(inquiry=made, owner=world.dana, by=world.erin.id)
    return made


def text(answer: Any) -> str:
    return str(answer.content.decode())


def post(client: Client, address: str, sent: dict[str, str]) -> Any:
    return client.post(f"/contact/yours/{address}", sent)


def without(page: str, typed: dict[str, str]) -> str:
    for word in typed.values():
        page = page.replace(f'value="{word}"', 'value="…"')
    return page


@pytest.mark.parametrize("send", [register, write])
def test_the_page_after_sending_has_code_second_part_and_a_link_that_open_it(
    world: World, client: Client, send: Callable[..., Any]
) -> None:
    page = text(send(client))
    own = pair(Inquiry.objects.get())
    (link,) = re.findall(r"http://localhost:8000(/contact/yours/#\S+?)<", page)
    assert link == f"/contact/yours/#{own['code']}.{own['token']}"
    assert f'<p class="secret">{own["token"]}</p>' in page
    spoken = f"{own['code'][:5]}-{own['code'][5:]}"
    for typed in (own, {"code": link}, {"code": f" {spoken.lower()} ", "token": own["token"].upper()}):
        assert "It has arrived" in text(post(client, "", typed))


def test_a_get_shows_nothing_whatever_stands_in_the_address(client: Client, sent: Inquiry) -> None:
    plain = client.get("/contact/yours/").content
    assert client.get("/contact/yours/", pair(sent)).content == plain
    for address in ADDRESSES[1:]:
        assert client.get(f"/contact/yours/{address}", pair(sent)).status_code == 405
    assert client.get("/contact/own/", pair(sent)).status_code == 302


WRONG = [
    ("code", "ABCDE-23456"), ("code", "x"), ("code", "é" * 10), ("token", "a" * 26), ("token", ""), ("token", "x"),
    ("token", "\u212a" * 26),
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_wrong_code_and_a_wrong_second_part_get_the_same_bytes(
    client: Client, sent: Inquiry, address: str
) -> None:
    pages, before = set(), rows("marks_cache")
    for name, value in WRONG:
        typed = {**pair(sent), name: value}
        answer = post(client, address, {**typed, "sure": "now"})
        assert answer.status_code == 404
        assert NOT_FITTING in text(answer)
        pages.add(without(text(answer), typed))
    assert len(pages) == 1
    assert rows("marks_cache") == before


@pytest.mark.parametrize("who", ["bob", "charlie", "dana", "femi", "erin"])
def test_whoever_has_the_code_only_gets_what_an_unknown_code_gets(
    sent: Inquiry, world: World, who: str
) -> None:
    """Staff have heard the code on the phone, and Dana even has it to answer."""
    client = signed_in(getattr(world, who), OwnClient()) if hasattr(world, who) else OwnClient()
    before = rows("marks_cache")
    for token in ("", "a" * 26, links.token(world.booking)):
        for address in (*(f"/contact/yours/{part}" for part in ADDRESSES), "/contact/own/"):
            known, unknown = ({"code": code, "token": token} for code in (sent.code, "ABCDE23456"))
            one, other = (client.post(address, {**typed, "sure": "now"}) for typed in (known, unknown))
            assert one.status_code == other.status_code
            assert without(text(one), known) == without(text(other), unknown)
            assert not any(word in text(one) for word in TYPED)
            cache.clear()
    assert rows("marks_cache", "django_session") == {k: v for k, v in before.items() if "session" not in k}


def test_many_tries_from_one_place_wait_and_do_not_shut_out_its_owner(sent: Inquiry) -> None:
    guesser, owner = OwnClient(REMOTE_ADDR="192.0.2.7"), OwnClient(REMOTE_ADDR="192.0.2.8")
    assert post(guesser, "", {}).status_code == 422
    tries = [post(guesser, "", {**pair(sent), "token": f"{n:026d}"}).status_code for n in range(31)]
    assert (tries[0], tries[-1]) == (404, 429)
    assert post(guesser, "", pair(sent)).status_code == 429
    assert post(owner, "", pair(sent)).status_code == 200


def test_each_state_is_said_in_words_with_the_day_of_the_answer_while_it_waits(
    client: Client, world: World
) -> None:
    made, by = letter(), world.erin.id
    day = f"{made.answer_by.day} {made.answer_by:%B}"
    page = text(post(client, "", pair(made)))
    assert ("It has arrived" in page, day in page) == (True, True)
    services.assign(inquiry=made, owner=world.dana, by=by)
    page = text(post(client, "", pair(made)))
    assert ("Somebody has it" in page, day in page) == (True, True)
    assert "Dana" not in page
    services.answer(inquiry=made, text="Bilby words\n\nQuoll words", by=by)
    page = text(post(client, "", pair(made)))
    assert "You have an answer" in page
    assert "on the phone" in page
    assert "<p>Bilby words</p><p>Quoll words</p>" in page
    assert "Somebody answers by" not in page


def test_a_day_that_is_over_is_said_to_be(client: Client, sent: Inquiry) -> None:
    Inquiry.objects.update(answer_by=timezone.now().date() - timedelta(days=3))
    page = text(post(client, "", pair(sent)))
    assert "That day is over, and we are sorry." in page
    assert "Somebody answers by" not in page


@pytest.mark.parametrize("reason", content.table("practice/intake.toml")["close"], ids=lambda r: str(r["id"]))
def test_a_closed_one_says_why_in_words_for_whoever_wrote(
    client: Client, sent: Inquiry, world: World, reason: dict[str, str]
) -> None:
    services.close(inquiry=sent, reason=reason["id"], by=world.erin.id)
    page = text(post(client, "", pair(sent)))
    assert "It is closed" in page
    assert reason["told"] in page
    assert reason["label"] not in page


def test_one_that_became_a_time_opens_it(client: Client, sent: Inquiry, world: World) -> None:
    services.convert(inquiry=sent, booking=world.booking.id, by=world.erin.id)
    page = text(post(client, "", pair(sent)))
    assert "It became a time" in page
    (form,) = re.findall(r'action="/book/manage/">.*?</form>', page)
    opened = client.post("/book/manage/", dict(re.findall(r'name="(code|token)" value="([^"]+)"', form)))
    assert "Choose another time" in text(opened)


def test_a_link_of_the_time_that_was_made_anew_is_not_given_out_again(
    client: Client, sent: Inquiry, world: World
) -> None:
    """Whoever had the old one may have that of the letter, too."""
    services.convert(inquiry=sent, booking=world.booking.id, by=world.erin.id)
    client.post("/book/manage/link/", {"code": world.booking.code, "token": world.token})
    page = text(post(client, "", pair(sent)))
    assert "It became a time" in page
    assert 'action="/book/manage/"' not in page
    assert world.booking.code not in page
    erase.now(holder=world.booking.holder)
    assert "It became a time" in text(post(client, "", pair(sent)))


def test_the_page_has_no_word_that_was_typed_and_the_same_bytes_for_all(client: Client, world: World) -> None:
    """Over the shoulder it tells how far it is; their own words are one press further."""
    other = {"contact": {"phone": "", "email": "kim@example.org", "may_mail": True}, "kind": "contact"}
    made = [letter(), letter(name="Kim Numbat", therapist=world.room, wish={"words": "Numbat"}, **other)]
    pages = [text(post(client, "", pair(one))) for one in made]
    assert not any(word in page for page in pages for word in (*TYPED, "Kim", "Numbat", "example.org"))
    assert len({masked(page) for page in pages}) == 1


def test_all_that_is_kept_is_shown_and_can_be_taken_along_with_who_looked(
    client: Client, sent: Inquiry, world: World
) -> None:
    services.answer(inquiry=sent, text="Bilby words", by=world.dana.id)
    access.record(
        actor=world.dana.id, subjects=[sent.holder], kind="inquiry", action="look", purpose="intake"
    )
    page, file = text(post(client, "kept/", pair(sent))), post(client, "kept/file/", pair(sent))
    data = post(client, "kept/file/", {**pair(sent), "as": "json"})
    for whole in (page, text(file), text(data)):
        assert all(word in whole for word in (*TYPED, "Bilby words", "Dana Whitlock"))
    assert f"{sent.answer_by:%A} {sent.answer_by.day} {sent.answer_by:%B %Y}" in page
    assert file["Content-Disposition"] == 'attachment; filename="kept.html"'
    assert data["Content-Disposition"] == 'attachment; filename="kept.json"'
    assert "sandbox" in file["Content-Security-Policy"]
    assert links.token(sent) not in text(file) + text(data)
    tables = {part["table"] for part in json.loads(data.content)["kept"]}
    assert tables == {"practice.Inquiry", "practice.Consent", "practice.Answer"}


def test_three_presses_delete_it_and_nothing_of_it_is_left_in_any_table(client: Client, world: World) -> None:
    made, own = letter(contact={"email": "alice@example.org", "may_mail": True}), ""
    services.assign(inquiry=made, owner=world.dana, by=world.erin.id)
    services.answer(inquiry=made, text="Bilby words", by=world.erin.id)
    signed_in(world.dana, OwnClient()).get(f"/desk/intake/{made.id}/")
    own = pair(made)
    before = Inquiry.objects.count()
    assert "Delete all of it" in text(post(client, "", own))
    assert "Delete it now" in text(post(client, "erase/", own))
    assert Inquiry.objects.count() == before
    assert "It is deleted" in text(post(client, "erase/", {**own, "sure": "now"}))
    signs = (made.holder.hex, made.id.hex, made.code)
    left = {
        table
        for table, kept in rows("marks_cache").items()
        if any(sign in repr(kept).replace("-", "") for sign in signs)
    }
    assert left == {"keys.vault_key"}, "the tombstone"
    for address in ADDRESSES:
        answer = post(client, address, {**own, "sure": "now"})
        assert answer.status_code == 404
        assert NOT_FITTING in text(answer)


def test_later_can_be_taken_back_for_seven_days_and_an_odd_word_deletes_nothing(
    client: Client, sent: Inquiry
) -> None:
    for sure in ("", "1", "NOW"):
        assert "Delete all of it?" in text(post(client, "erase/", {**pair(sent), "sure": sure}))
    assert not Erasure.objects.exists()
    page = text(post(client, "erase/", {**pair(sent), "sure": "later"}))
    assert "All of it will be deleted on" in page
    due = Erasure.objects.get().due_at
    assert "All is as it was." in text(post(client, "erase/", {**pair(sent), "sure": "keep"}))
    assert erase.carry_out(moment=due) == 0
    post(client, "erase/", {**pair(sent), "sure": "later"})
    assert erase.carry_out(moment=due + timedelta(hours=1)) == 1
    assert not Inquiry.objects.exists()


def test_a_new_link_kills_the_old_one(client: Client, sent: Inquiry) -> None:
    own = pair(sent)
    page = text(post(client, "link/", own))
    assert "The old one no longer works." in page
    assert post(client, "", own).status_code == 404
    sent.refresh_from_db()
    assert re.search(rf"<details open>.*#{sent.code}\.{links.token(sent)}<", page), "it is to be copied now"
    assert post(client, "", pair(sent)).status_code == 200


def test_sending_the_form_again_brings_neither_a_new_link_nor_an_old_one_back(
    client: Client, world: World
) -> None:
    """Bob holds the phone: Back and "send again" repeat the form."""
    first = text(write(client))
    assert text(write(client)) == first
    own = pair(Inquiry.objects.get())
    post(client, "link/", own)
    again = text(write(client))
    assert Inquiry.objects.count() == 1
    assert "Type the code and the second part" in again
    assert pair(Inquiry.objects.get())["token"] not in again
    register(client)
    yesterday = timezone.now() - timedelta(hours=25)
    Inquiry.objects.filter(kind="register").update(received_at=yesterday)
    late = Inquiry.objects.get(kind="register")
    assert pair(late)["token"] not in text(register(client))


def test_help_lines_and_the_number_of_the_practice_are_on_the_page(client: Client, sent: Inquiry) -> None:
    Practice.objects.update(telephone="416 555 0199")
    page = text(post(client, "", pair(sent)))
    assert "416 555 0199" in page
    assert 'href="tel:' in page
    assert "This is not for emergencies." in page
