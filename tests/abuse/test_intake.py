"""Cases 10, 29, 39, 41 and 42 for what people send to the practice."""

import pytest
from django.test import Client

from footing.outbox.models import Message
from footing.practice import services
from footing.practice.models import Inquiry
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import World, signed_in
from tests.practice.letters import letter, register, write

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def client_of(world: World, who: str) -> Client:
    return signed_in(getattr(world, who), OwnClient())


def test_case_10_the_intake_takes_no_name_to_search_for(world: World) -> None:
    """Neither a name nor a code that is asked for changes the list, in what it shows or in how much."""
    sent = letter()
    for who in ("erin", "dana"):
        client = client_of(world, who)
        plain = client.get("/desk/intake/").content
        for name in ("q", "name", "search", "code", "phone"):
            for value in ("Alice", sent.code, "+1 416 555 0134", "Nobody"):
                assert client.get("/desk/intake/", {name: value}).content == plain
    assert b"Alice" not in plain
    assert not AccessLog.objects.exists()


def test_case_12_no_switch_shows_another_therapists_letter(world: World) -> None:
    sent = letter(therapist=world.other)
    services.assign(inquiry=sent, owner=world.dana, by=world.erin.id)
    switches = {
        "override": "1",
        "emergency": "1",
        "reason": "spam",
        "as": "dana",
        "who": "",
        "owner": str(world.femi.id),
    }
    for part in ("", "take/", "give/", "answer/", "book/", "close/"):
        for who in ("femi", "charlie"):
            client = client_of(world, who)
            for answer in (
                client.get(f"/desk/intake/{sent.id}/{part}", switches),
                client.post(f"/desk/intake/{sent.id}/{part}", switches),
            ):
                assert answer.status_code in {404, 405}
                assert b"Alice" not in answer.content


def test_case_29_a_double_press_is_one_letter(world: World, client: Client) -> None:
    for _ in range(3):
        register(client)
    assert Inquiry.objects.count() == 1


def test_case_39_a_script_in_what_is_sent_is_text_to_staff(world: World, client: Client) -> None:
    bad = "<svg onload=alert(1)>"
    write(client, name=bad, message=bad, say=bad, hours='=HYPERLINK("x")')
    page = client_of(world, "erin").get(f"/desk/intake/{Inquiry.objects.get().id}/")
    assert bad not in page.content.decode()
    assert page.content.decode().count("&lt;svg onload=alert(1)&gt;") >= 3
    assert "script-src 'self'" in page["Content-Security-Policy"]


def test_case_41_nothing_is_sent_to_an_address_without_leave_and_nothing_but_that_it_arrived_with_it(
    world: World, client: Client
) -> None:
    """Somebody may type another's address: without the tick no mail leaves; with it, no word of theirs goes along."""
    register(client, email="bob@example.org", words="Come back to me")
    write(client, email="bob@example.org", message="Come back to me")
    assert not Message.objects.exists()
    write(client, email="bob@example.org", may_mail="on", message="Come back to me", name="Your Alice")
    mail = Message.objects.get().content
    assert "Come back" not in mail["subject"] + mail["body"]
    assert "Alice" not in mail["subject"] + mail["body"]


def test_case_42_somebody_who_asks_about_a_person_gets_the_same_words_from_every_page_of_the_intake(
    world: World,
) -> None:
    sent = letter()
    erin = client_of(world, "erin")
    for address in ("/desk/intake/", f"/desk/intake/{sent.id}/"):
        assert "We neither confirm nor deny who comes here." in erin.get(address).content.decode()
    begun = erin.get(f"/desk/intake/{sent.id}/", {"t": "neither"}).content.decode()
    assert "we neither confirm nor deny who comes here." in begun[begun.index("<textarea") :]
