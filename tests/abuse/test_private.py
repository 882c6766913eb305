"""Cases 13, 15, 16, 19, 34, 43 to 45: sealed values, erasure, clocks, and the private questions."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from footing.booking import services
from footing.booking.models import Booking, Hold
from footing.booking.services import Guest
from footing.vault import crypto, keys, sealed
from tests.check.test_way import IN_STATE, checked, masked, token
from tests.everywhere.rows import rows
from tests.people import World, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_case_13_the_rows_hold_no_name_no_message_and_no_way_to_be_reached(world: World) -> None:
    assert (world.booking.name, world.booking.message) == ("Alice Canary", "Canary words")
    table = repr(rows())
    for word in ("Alice", "Canary", "416 555 0134", "America/New"):
        assert word not in table.replace("'America/Toronto'", "")


def test_case_15_rows_that_come_back_from_an_old_backup_after_erasure_stay_unreadable(world: World) -> None:
    """The old row returns byte for byte; its key does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM booking_booking")
        old = bytes(cursor.fetchone()[0])
    keys.erase(world.booking.holder)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE booking_booking SET name = %s", [old])
    with pytest.raises(keys.ErasedError):
        _ = Booking.objects.get().name
    stamped = keys.Key.objects.get(holder=world.booking.holder)
    assert (stamped.wrapped, stamped.erased_at is not None) == (None, True)


@pytest.mark.parametrize("column", ["name", "message", "contact", "zone"])
def test_case_16_a_sealed_cell_copied_to_another_row_does_not_open(world: World, column: str) -> None:
    services.book(wish=wish(world.other), guest=Guest(name="Bob", phone="+1 416 555 0199"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE booking_booking SET {column} = (SELECT {column} FROM booking_booking WHERE code = %s)",  # noqa: S608
            [world.booking.code],
        )
    bob = Booking.objects.exclude(id=world.booking.id).get()
    with pytest.raises((keys.ErasedError, crypto.OpenError)):
        getattr(bob, column)


@pytest.mark.parametrize(
    "address", ["reset", "password/reset", "login/code", "email", "signup", "password/change"]
)
def test_case_19_there_is_no_way_in_by_a_mailbox(world: World, client: Client, address: str) -> None:
    for prefix in ("/account/", "/accounts/"):
        for method in ("get", "post"):
            assert getattr(client, method)(f"{prefix}{address}/", {"login": "Dana"}).status_code == 404


def test_case_34_a_clock_set_back_or_forward_revives_no_state_and_no_session(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, now = 24 * 60 * 60, datetime.now(UTC).timestamp()
    state = sealed.seal_state({"check": []}, now=now)
    for moment in (now - day, now + day):
        with pytest.raises(sealed.StateError):
            sealed.open_state(state, now=moment)
    dana = signed_in(world.dana, client)
    assert dana.get("/desk/").status_code == 200
    monkeypatch.setattr("footing.accounts.middleware.time.time", lambda: now - day)
    assert dana.get("/desk/").status_code == 302
    monkeypatch.setattr("footing.accounts.middleware.time.time", lambda: now)
    assert dana.get("/desk/").status_code == 302


def test_case_34_a_hold_that_is_over_stays_over_when_the_clock_goes_back(world: World) -> None:
    asked, now = wish(world.room), timezone.now()
    kept = services.hold(wish=asked, now=now)
    services.expire(now=now + timedelta(minutes=11))
    assert not Hold.objects.get(id=kept.id).claims.exists()
    assert services.hold(wish=asked, now=now).id != kept.id


def states_after(client: Client) -> dict[str, str]:
    """One sealed state for each set of private answers, as the page after the questions carries it."""
    state = checked(client)
    return {
        name: token(client.post("/check/next/", {"state": state, **said})) for name, said in IN_STATE.items()
    }


@pytest.mark.parametrize(
    ("address", "sent"),
    [("/check/result/", {}), ("/check/more/", {}), ("/check/again/", {}), ("/story/", {}), ("/story/", {"enough": "1"}),
     ("/plan/", {"step": "skip"}), ("/plan/", {"step": "causes", "c": ["c1", "c4"]}), ("/map/", {}), ("/talk/", {}),
     ("/map/", {"step": "name", "n": "Kim"}), ("/talk/", {"step": "pick"}), ("/check/again/", {"c": "7"})],
)  # fmt: skip
def test_cases_43_and_44_no_page_or_print_out_depends_on_the_private_answers(
    world: World, client: Client, address: str, sent: dict[str, Any]
) -> None:
    """Bytes, status and size are the same in every state; a print-out is the page."""
    seen = set()
    for state in states_after(client).values():
        answer = client.post(address, {"state": state, **sent})
        page = masked(answer)
        assert not re.search(r'name="(?:happened|now|since|fear|acts|own)"[^>]*checked', page)
        seen.add((answer.status_code, page, len(answer.content)))
    assert len(seen) == 1


def test_case_45_the_page_says_what_we_cannot_prevent(client: Client) -> None:
    """Somebody who stands beside can learn the answers; asking again is ordinary."""
    privacy = client.get("/privacy/").content.decode()
    assert "Someone who makes you answer in front of them can learn your answers." in privacy
    assert 'href="/privacy/"' in client.get("/check/").content.decode()
    state = checked(client)
    page = client.post("/check/more/", {"state": state})
    assert page.status_code == 200
    assert not re.search(r"<input[^>]* checked", page.content.decode())
