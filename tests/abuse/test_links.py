"""Cases 4, 5, 20, 29, 38 and 41: links, frames, guesses, two presses, leaving, and other people's addresses."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.test import Client

from footing.booking import services
from footing.booking.models import Booking, Joint
from footing.booking.services import Guest
from footing.outbox.models import Message
from tests import addresses
from tests.conftest import OwnClient
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, World, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_case_4_a_link_fetched_by_a_mail_scanner_uses_nothing_up_and_shows_nothing(
    world: World, client: Client
) -> None:
    guest = Guest(name="Alice", email="alice@example.org", may_mail=True)
    services.book(wish=wish(world.room), guest=guest)
    (link,) = re.findall(r"http://localhost:8000(\S+)", Message.objects.get().content["body"])[:1]
    before = rows()
    for method in ("get", "head", "options"):
        answer = getattr(client, method)(link.replace("#", "?"))
        assert b"Alice" not in answer.content
        getattr(client, method)(link.partition("#")[0])
    assert rows() == before
    code, token = link.partition("#")[2].split(".")
    assert "Your time" in client.post("/book/manage/", {"code": code, "token": token}).content.decode()


@pytest.mark.parametrize("who", ["visitor", "dana"])
def test_case_5_no_page_can_be_put_into_a_frame(world: World, who: str) -> None:
    client = signed_in(world.dana, OwnClient()) if who == "dana" else OwnClient()
    for address in addresses.every(desk_booking=world.booking.id):
        if address not in {"/leave/", "/account/sign-out/"}:
            for answer in (client.get(address), client.post(address)):
                assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], address


def test_case_20_guessing_a_second_factor_stops_after_a_handful_and_the_right_code_waits(
    world: World, client: Client
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(world.dana, secret)
    client.post("/account/sign-in/", {"login": "Dana", "password": PASSPHRASE})
    for number in range(12):
        client.post("/account/code/", {"code": f"{number:06d}"})
    right = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    client.post("/account/code/", {"code": f"{right:06d}"})
    assert client.get("/desk/")["Location"].startswith("/account/sign-in/")


def test_case_20_guesses_of_a_private_link_wait_and_do_not_shut_out_its_owner(world: World) -> None:
    sent = {"code": world.booking.code, "token": world.token}
    guesser, owner = OwnClient(REMOTE_ADDR="192.0.2.7"), OwnClient(REMOTE_ADDR="192.0.2.8")
    answers = [guesser.post("/book/manage/", {**sent, "token": f"{n:026d}"}).status_code for n in range(35)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert guesser.post("/book/manage/", sent).status_code == 429
    assert owner.post("/book/manage/", sent).status_code == 200


def test_case_29_a_person_who_presses_twice_has_one_booking(world: World, client: Client) -> None:
    start = wish(world.room, timedelta(days=3)).start.isoformat()
    sent = {
        "type": "introduction", "who": "dana", "mode": "video", "tz": "UTC", "start": start, "key": "k", "name": "Kim",
        "phone": "+1 416 555 0134", "old_enough": "on",
    }  # fmt: skip
    pages = {client.post("/book/done/", sent).content for _ in range(3)}
    assert len(pages) == 1
    assert Booking.objects.exclude(id=world.booking.id).count() == 1


def test_case_38_leaving_in_the_middle_ends_the_session_on_the_server(world: World) -> None:
    dana = signed_in(world.dana, OwnClient())
    cookie = dana.cookies["s"].value
    dana.get("/leave/")
    assert not Session.objects.exists()
    back = OwnClient()
    back.cookies["s"] = cookie
    assert back.get("/desk/")["Location"].startswith("/account/sign-in/")


def test_case_38_leaving_without_a_line_ends_the_session_at_reconnect_before_anything_is_shown(
    world: World,
) -> None:
    """The draft goes with the page (tests/journeys); the mark that script set comes with the first request."""
    dana = signed_in(world.dana, OwnClient())
    cookie = dana.cookies["s"].value
    dana.cookies["l"] = "1"
    first = dana.get(f"/desk/booking/{world.booking.id}/")
    assert first["Location"].startswith("/account/sign-in/")
    assert b"Alice" not in first.content
    assert not Session.objects.exists()
    back = OwnClient()
    back.cookies["s"] = cookie
    assert back.get("/desk/")["Location"].startswith("/account/sign-in/")


def test_case_41_nothing_is_sent_to_an_address_that_somebody_else_typed(world: World) -> None:
    """There is no field for another person's address, on the pages or in the API; a code is handed over."""
    two: dict[str, Any] = {"wish": wish(world.room)}
    two["wish"] = services.Wish("introduction-for-two", two["wish"].start, "video", world.room.id)
    first = services.book(**two, guest=Guest(name="Alice", email="alice@example.org", may_mail=True))
    later = wish(world.room, timedelta(days=3)).start
    services.book(
        wish=services.Wish("introduction-for-two", later, "video", world.room.id),
        guest=Guest(name="Bob", phone="+1 416 555 0199"), joint_code=Joint.objects.get().code,
    )  # fmt: skip
    assert first.booking.joint == Joint.objects.get()
    assert {m.content["to"] for m in Message.objects.all()} == {"alice@example.org"}
    start = {
        "start": two["wish"].start.isoformat(),
        "type": "introduction-for-two",
        "mode": "video",
        "tz": "UTC",
    }
    page = OwnClient().post("/book/details/", {**start, "start": wish(world.other).start.isoformat()})
    assert page.content.decode().count('type="email"') == 1
    silent = services.book(wish=wish(world.other), guest=Guest(name="Ex", email="alice@example.org"))
    assert not Message.objects.filter(holder=silent.booking.holder).exists()
