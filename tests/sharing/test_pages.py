"""The pages of sharing as somebody uses them."""

import re
import time

import pytest
from django.test import Client

from footing.sharing.models import Grant, Note, Withdrawal
from tests.people import PASSPHRASE
from tests.sharing.conftest import NOTE, Shared

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
SECTION = re.compile(r"<section class=\"card stack\" aria-label.*?</section>", re.DOTALL)


def test_lines_are_taken_edited_looked_at_and_kept(shared: Shared) -> None:
    alice = shared.client("alice")
    page = alice.get("/share/note/").content.decode()
    assert NOTE in page
    taken = alice.post("/share/note/", {"step": "take", "text": "First.", "line": ["talk", "check-1-s1"]})
    text = taken.content.decode()
    assert "First.\n" in text
    assert "I feel like a numbat." in text
    assert Note.objects.get().text == NOTE
    seen = alice.post("/share/note/", {"step": "see", "text": "My own words.\nTwo lines."}).content.decode()
    assert "This is what they will see" in seen
    assert shared.world.room.name in seen
    assert Note.objects.get().text == NOTE
    again = alice.post("/share/note/", {"step": "edit", "text": "My own words."}).content.decode()
    assert "My own words." in again
    assert alice.post("/share/note/", {"step": "keep", "text": "My own words."})["Location"] == "/share/"
    assert Note.objects.get().text == "My own words."
    assert "Whoever may see it sees the new words now." in alice.get("/share/").content.decode()


@pytest.mark.parametrize("text", ["", "x" * 4001, "a\x00b"])
def test_a_note_that_cannot_be_kept_comes_back_as_typed(shared: Shared, text: str) -> None:
    for step in ("see", "keep"):
        answer = shared.client("alice").post("/share/note/", {"step": step, "text": text})
        assert answer.status_code == 422
        assert "Please look at this again" in answer.content.decode()
    assert Note.objects.get().text == NOTE


def test_what_alice_sees_beforehand_is_what_dana_sees(shared: Shared) -> None:
    alice, dana = shared.client("alice"), shared.client("dana")
    sent = {"reader": str(shared.world.room.id), "called": "Alice Numbat"}
    for kind, grant in shared.grants.items():
        before = alice.post(f"/share/{kind}/give/", {**sent, "step": "see"}).content.decode()
        after = dana.get(f"/desk/shared/{grant.id}/").content.decode()
        (mine,), (theirs,) = SECTION.findall(before), SECTION.findall(after)
        assert mine == theirs


def test_nothing_is_given_before_it_was_seen(shared: Shared) -> None:
    alice, sent = shared.client("alice"), {"reader": str(shared.world.other.id), "called": "Alice"}
    for step in ("", "see", "other"):
        alice.post("/share/note/give/", {**sent, "step": step})
    assert not Grant.objects.filter(reader=shared.world.femi).exists()
    assert alice.post("/share/note/give/", {**sent, "step": "let"})["Location"] == "/share/"
    assert Grant.objects.get(reader=shared.world.femi).name == "Alice"
    assert "They can see it now." in alice.get("/share/").content.decode()
    assert shared.client("femi").get("/desk/shared/").content.decode().count("Note for the first talk") == 1


@pytest.mark.parametrize("sent", [{}, {"reader": "none", "called": "A"}, {"called": "A"}, {"called": "a\nb"}])
def test_a_form_with_something_missing_comes_back(shared: Shared, sent: dict[str, str]) -> None:
    answer = shared.client("alice").post("/share/note/give/", {**sent, "step": "let"})
    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()
    assert Grant.objects.count() == 2


def test_giving_and_renewing_ask_for_the_pass_phrase_and_taking_back_never_does(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, note, now = shared.client("alice"), shared.grants["note"].id, time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400)
    assert alice.get("/share/note/give/")["Location"].startswith("/account/again/")
    assert alice.post("/share/note/give/", {"step": "let"})["Location"].startswith("/account/again/")
    assert alice.post(f"/share/{note}/more/")["Location"] == "/account/again/?next=%2Fshare%2F"
    assert "Nothing was done yet." in alice.get("/share/").content.decode()
    page = alice.post(f"/share/{note}/stop/").content.decode()
    assert "They find nothing there any more." in page
    assert Withdrawal.objects.filter(grant=note).exists()


def test_the_owner_sees_what_stands_and_nothing_of_what_she_took_back(shared: Shared) -> None:
    alice = shared.client("alice")
    page = alice.get("/share/").content.decode()
    assert page.count(f"<h3>{shared.world.room.name}</h3>") == 2
    for grant in shared.grants.values():
        alice.post(f"/share/{grant.id}/stop/")
    assert "You let nobody see anything just now." in alice.get("/share/").content.decode()


def test_a_page_that_asks_by_itself_whether_it_may_stay_does_not_keep_a_session_open(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana, note, now = shared.client("dana"), shared.grants["note"].id, time.time()
    dana.get("/desk/")
    for minutes in range(1, 15):
        monkeypatch.setattr(time, "time", lambda m=minutes: now + m * 60)
        assert dana.get(f"/desk/shared/{note}/still/").status_code == 204
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60 + 30)
    assert dana.get(f"/desk/shared/{note}/still/").status_code == 302


def test_the_page_of_a_booking_names_what_its_guest_lets_this_therapist_see(shared: Shared) -> None:
    address = f"/desk/booking/{shared.world.booking.id}/"
    seen = {who: shared.client(who).get(address).content.decode() for who in ("dana", "erin")}
    assert "They let you see" in seen["dana"]
    assert "They let you see" not in seen["erin"]
    assert str(shared.grants["note"].id) not in seen["erin"]


def test_markup_in_a_note_is_text(shared: Shared) -> None:
    alice: Client = shared.client("alice")
    alice.post("/share/note/", {"step": "keep", "text": "<script>alert(1)</script>"})
    page = shared.client("dana").get(f"/desk/shared/{shared.grants['note'].id}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("step", ["see", "let"])
def test_who_was_chosen_is_still_chosen_after_the_pass_phrase_was_asked_once_more(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    alice, now = shared.client("alice"), time.time()
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: now + 400)
        sent = {"reader": str(shared.world.other.id), "called": "Alice Quoll", "step": step}
        alice.post("/share/note/give/", sent)
        alice.post("/account/again/", {"password": PASSPHRASE})
        page = alice.get("/share/note/give/").content.decode()
        assert "press it once more" in page
        assert f'name="reader" value="{shared.world.other.id}"' in page
        assert 'name="called" value="Alice Quoll"' in page
        assert not Grant.objects.filter(reader=shared.world.femi).exists()
        assert "Alice Quoll" not in alice.get("/share/note/give/").content.decode()
