"""Characters that turn a line around or end it unseen: refused where a name is typed, with a sentence that says so."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from footing.accounts.services import make_person
from footing.booking.guests import Guest
from footing.practice import invitations, typed
from footing.practice.models import Practice
from footing.vault import sealed
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, make_world, signed_in
from tests.practice.letters import register, write

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
SENTENCE = "There is a character in it that cannot be kept. Type it again."
UNSEEN = [
    chr(n)
    for n in (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x85)
]
ODD = "Dana\u202eenihW"
NAMES = ["Dana Whitlock", "Zoë O’Hara-Łukasz", "محمد", "נועה לוי", "نی\u200cلوفر", "李美玲", "Ana 🙂"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_all_scripts_pass(name: str) -> None:
    assert typed.wrong_text(name, most=80) == ""


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_only_deceives_does_not_pass_in_a_line(unseen: str) -> None:
    assert typed.wrong_text(f"Dana{unseen}White", most=80) == SENTENCE


@pytest.mark.parametrize("mark", ["\u200e", "\u200f"])
def test_a_longer_text_may_turn_its_direction(mark: str) -> None:
    assert typed.wrong_text(f"one {mark} two\nthree", most=80, lines=True) == ""


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("send", [register, write])
def test_whoever_writes_or_registers_reads_the_sentence_and_has_their_words_back(
    client: Client, send: Any
) -> None:
    Practice.objects.create(pk=1, name="House", country="CA", region="ON", time_zone="America/Toronto")
    cache.clear()
    answer = send(client, name=ODD)
    assert answer.status_code == 422
    assert SENTENCE in text(answer)


def test_a_booking_an_account_a_seat_and_the_team_take_no_such_name(client: Client) -> None:
    world = make_world()
    cache.clear()
    from footing.booking import errors, guests

    with pytest.raises(errors.InvalidError, match="cannot be kept"):
        guests.check(Guest(name=ODD, phone="+1 416 555 0134"))
    new = {"name": ODD, "passphrase": PASSPHRASE, "old_enough": "on", "step": "make"}
    assert SENTENCE in text(client.post("/account/new/", new))
    join = {"secret": invitations.invite(manager=True), "name": ODD, "passphrase": PASSPHRASE}
    assert SENTENCE in text(client.post("/account/join/", join))
    erin = signed_in(world.erin, OwnClient())
    assert SENTENCE in text(erin.post("/desk/practice/", {"do": "practice", "name": ODD}))
    assert SENTENCE in text(erin.post("/desk/team/", {"do": "add", "name": ODD}))


def test_a_name_in_the_picture_of_trusted_people_takes_none_either(client: Client) -> None:
    make_world()
    assert SENTENCE in text(client.post("/map/", {"n": ODD, "step": "name", "state": sealed.seal_state({})}))


def test_the_hours_of_a_safe_call_take_none_either(client: Client) -> None:
    signed_in(make_person(name="Alice", passphrase=PASSPHRASE), client)
    sent = {"how": "hours", "address": "+1 416 555 0134", "hours": "after\u202e9"}
    assert SENTENCE in text(client.post("/account/reach/", sent))
