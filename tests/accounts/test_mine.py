"""All that is kept of somebody with an account: seen, taken along, deleted, and who looked."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from footing.accounts import contact
from footing.accounts.models import Person
from footing.accounts.services import make_person
from footing.booking import services as booking
from footing.booking.models import Booking
from footing.plan import services as plan
from footing.practice import services as letters
from footing.practice.models import Inquiry
from footing.vault import access, erase
from footing.vault.models import Key
from tests.accounts.test_own import signed
from tests.everywhere.rows import rows
from tests.people import PASSPHRASE, World, make_world
from tests.practice.letters import letter, pair

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
STATE = {
    "trustmap": {"path": "person", "who": "Quokka", "things": ["keeps-word"], "own": [], "others": {}, "done": True},
    "talk": {"sentence": "I feel like a numbat."}, "story": {"causes": ["c1"]}, "safety": {"1": "U."},
}  # fmt: skip
WORDS = ("Quokka", "numbat", "bilby", "Canary words", "Potoroo words")
PAGES = ("/account/kept/", "/account/kept/private/", "/account/erase/")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def alice(world: World) -> Person:
    """Alice with something in every room, and her guest's booking and letter taken into the account."""
    person = make_person(name="Alice", passphrase=PASSPHRASE)
    plan.keep(person=person.id, state=STATE)
    contact.choose(person=person.id, how="hours", address="+1 416 555 0134", hours="bilby mornings")
    booking.own(person=person.id, code=world.booking.code, token=world.token)
    letters.own(person=person.id, **pair(letter(name="Potoroo")))
    return person


def sure(client: Client) -> Client:
    assert client.post("/account/again/", {"password": PASSPHRASE}).status_code == 302
    return client


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_session_that_is_only_open_is_asked_for_the_pass_phrase_first(
    alice: Person, page: str, method: str
) -> None:
    before = repr(rows())
    answer = getattr(signed(), method)(page, {"sure": "now"} if method == "post" else {})
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/account/again/?next={page.replace('/', '%2F')}",
    )
    assert erase.asked(alice.id) is None
    assert repr(rows()).count(str(alice.id)) >= before.count(str(alice.id))


def test_a_file_is_not_given_to_a_session_that_is_only_open(alice: Person) -> None:
    answer = signed().post("/account/kept/file/", {"json": "1"})
    assert answer["Location"] == "/account/again/?next=%2Faccount%2Fkept%2F"


def test_the_pass_phrase_counts_for_five_minutes_and_for_the_private_questions_for_one(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = sure(signed()), time.time()
    for after, kept, private in ((30, 200, 200), (90, 200, 302), (301, 302, 302)):
        monkeypatch.setattr(time, "time", lambda after=after: now + after)
        seen = client.get("/account/kept/").status_code, client.get("/account/kept/private/").status_code
        assert seen == (kept, private), after


def test_all_of_it_is_on_the_page_and_in_both_files_but_not_the_private_questions(alice: Person) -> None:
    client = sure(signed())
    page = client.get("/account/kept/").content.decode()
    read = client.post("/account/kept/file/")
    data = client.post("/account/kept/file/", {"json": "1"})
    assert read["Content-Disposition"] == 'attachment; filename="kept.html"'
    assert data["Content-Disposition"] == 'attachment; filename="kept.json"'
    for text in (page, read.content.decode(), data.content.decode()):
        assert all(word in text for word in WORDS)
        assert "safety" not in text
        assert "U." not in text
    tables = {part["table"] for part in json.loads(data.content)["kept"]}
    assert {"booking.Booking", "booking.Owner", "talk.Kept", "story.Kept", "accounts.SafeContact"} <= tables
    assert {"practice.Inquiry", "practice.Owner", "practice.Consent"} <= tables


def test_the_page_and_the_files_are_the_same_bytes_in_every_state(alice: Person) -> None:
    client, seen = sure(signed()), set()
    for code in ("U.", "UH", "O.", "P+"):
        plan.keep(person=alice.id, state={"safety": {"1": code}})
        page = client.get("/account/kept/").content, client.get("/account/kept/private/").content
        seen.add(
            (
                page,
                re.sub(
                    rb'"made_at": "[^"]+"', b"", client.post("/account/kept/file/", {"json": "1"}).content
                ),
            )
        )
    assert len(seen) == 1


def test_the_private_questions_come_in_a_file_of_their_own_in_words_and_with_nothing_else(
    alice: Person,
) -> None:
    answer = sure(signed()).post("/account/kept/private/")
    text = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="kept.html"'
    assert "You may not be safe" in text
    assert not any(word in text for word in WORDS)


def test_deleting_now_takes_the_account_its_sessions_and_the_bookings_that_are_theirs(
    world: World, alice: Person
) -> None:
    other, client = signed(), sure(signed())
    assert "/account/erase/" in client.get("/account/").content.decode()
    assert "Delete it now" in client.get("/account/erase/").content.decode()
    done = client.post("/account/erase/", {"sure": "now"})
    assert "It is deleted" in done.content.decode()
    assert [c.get("/today/").status_code for c in (client, other)] == [302, 302]
    assert not Person.objects.filter(id=alice.id).exists()
    assert not Booking.objects.filter(id=world.booking.id).exists()
    assert not Inquiry.objects.exists()
    assert Key.objects.filter(holder__in=[alice.id, world.booking.holder], wrapped__isnull=False).count() == 0
    found = {table for table, kept in rows().items() if alice.id.hex in repr(kept).replace("-", "")}
    assert found <= {
        "marks.marks_cache",
        "keys.vault_key",
    }  # tries are counted for some minutes; the key's tombstone
    assert "keys.vault_key" in found


def test_in_seven_days_can_be_taken_back_and_ends_in_nothing_left(world: World, alice: Person) -> None:
    client = sure(signed())
    client.post("/account/erase/", {"sure": "later"})
    page = client.get("/account/").content.decode()
    assert "Keep it after all" in page
    assert "Delete all of it" not in page
    client.post("/account/erase/", {"sure": "keep"})
    assert erase.asked(alice.id) is None
    client.post("/account/erase/", {"sure": "later"})
    assert erase.carry_out(moment=timezone.now() + timedelta(days=7, minutes=1)) == 1
    assert not Person.objects.filter(id=alice.id).exists()
    assert not Booking.objects.filter(id=world.booking.id).exists()


def test_a_look_at_a_booking_that_is_theirs_is_on_the_page_with_the_name_of_who_looked(
    world: World, alice: Person
) -> None:
    assert "Nobody so far." in signed().get("/account/access/").content.decode()
    access.record(
        actor=world.dana.id, subjects=[world.booking.holder], kind="booking", action="look", purpose="appointment"
    )  # fmt: skip
    page = signed().get("/account/access/").content.decode()
    assert "dana" in page.lower()
    assert "looked at your booked time" in page


@pytest.mark.parametrize("page", [*PAGES, "/account/access/", "/account/kept/file/"])
def test_nobody_gets_anothers(alice: Person, world: World, page: str) -> None:
    make_person(name="Bob", passphrase=PASSPHRASE)
    bob = sure(signed("Bob"))
    for answer in (bob.get(page), bob.post(page)):
        text = answer.content.decode()
        assert not any(word in text for word in (*WORDS, "Alice", str(alice.id), "You may not be safe"))
    for answer in (Client().get(page), Client(headers={"Sec-Fetch-Site": "same-origin"}).post(page)):
        assert answer.status_code in {302, 405}
