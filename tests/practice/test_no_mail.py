"""What somebody sent: no more mail about it, and all that is kept in words."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from footing.outbox.models import Message
from footing.practice import services
from footing.practice.models import Inquiry
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in
from tests.practice.letters import letter, pair

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


def post(client: Client, address: str, sent: dict[str, str]) -> Any:
    return client.post(f"/contact/yours/{address}", sent)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_whoever_wrote_can_have_no_more_mail_and_reads_the_answer_on_the_page(
    client: Client, world: World
) -> None:
    by_mail = {"contact": {"phone": "", "email": "kim@example.org", "may_mail": True}, "kind": "contact"}
    one, other = letter(**by_mail), letter(2, **by_mail)
    before, waits = (
        services.answer(inquiry=one, text="Wombat words", by=world.dana.id),
        Message.objects.count(),
    )
    assert before.way == "mail"
    assert post(client, "mail/", {**pair(one), "token": "wrong"}).status_code == 404
    assert Message.objects.count() == waits == 3
    assert "No more mail goes out about this." in text(post(client, "mail/", pair(one)))
    assert {message.holder for message in Message.objects.all()} == {other.holder}
    later = services.answer(inquiry=Inquiry.objects.get(id=one.id), text="Bilby words", by=world.dana.id)
    assert (later.way, Message.objects.count()) == ("phone", 1)
    page = text(post(client, "", pair(one)))
    assert "Bilby words" in page
    assert "on the phone" not in page
    said = text(signed_in(world.erin, OwnClient()).get(f"/desk/intake/{one.id}/"))
    assert "What you write here stands on their own page" in said


def test_the_page_of_all_that_is_kept_has_words_and_not_names_of_columns(
    client: Client, world: World
) -> None:
    made = letter(contact={"email": "kim@example.org", "may_mail": True})
    page = text(post(client, "kept/", pair(made)))
    for words in ("we may send mail: yes", "becoming a client", "what you sent has arrived", "your words: "):
        assert words in page
    for name in ("may mail", "may_mail", "practice.received", ">register<", "body:", "email:"):
        assert name not in page
