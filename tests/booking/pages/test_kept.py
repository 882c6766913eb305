"""A guest sees, takes along and deletes all that is kept, with the private link and nothing else."""

import json
from typing import Any

import pytest
from django.utils import timezone

from footing.booking.models import Booking, Claim
from footing.outbox.models import Message
from footing.vault import access, erase
from footing.vault.models import AccessLog, Erasure, Key
from tests.booking.pages.conftest import Guest, refused, text

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
TYPED = ("Alice Canary", "+1 416 555 0134", "before four", "Sam", "Quokka words", "alice@example.org")


@pytest.fixture
def link(guest: Guest) -> dict[str, str]:
    code, token = guest.secrets(email="alice@example.org", may_mail="on")
    return {"code": code, "token": token}


def post(guest: Guest, address: str, sent: dict[str, str]) -> Any:
    return guest.client.post(f"/book/manage/{address}", sent)


def test_the_page_shows_every_word_that_was_typed_how_long_it_is_kept_and_who_looked(
    guest: Guest, link: dict[str, str]
) -> None:
    booking = Booking.objects.get()
    access.record(
        actor=booking.therapist_id, subjects=[booking.holder], kind="booking", action="look", purpose="week"
    )
    page = text(post(guest, "kept/", link))
    assert all(word in page for word in TYPED)
    assert "How long: Until some time after the talk" in page
    assert "<strong>Somebody who left</strong> looked at your booked time, in the list of a week." in page


@pytest.mark.parametrize("kind", ["html", "json", "", "exe"])
def test_a_file_is_an_attachment_with_a_neutral_name_that_runs_nothing(
    guest: Guest, link: dict[str, str], kind: str
) -> None:
    answer = post(guest, "kept/file/", {**link, "as": kind})
    name = "kept.json" if kind == "json" else "kept.html"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert all(word in text(answer) for word in TYPED)
    assert link["token"] not in text(answer)
    if kind == "json":
        assert json.loads(answer.content)["format"] == "footing-kept/1"


def test_a_script_in_a_name_is_text_in_the_file(guest: Guest) -> None:
    code, token = guest.secrets(name="<script>alert(1)</script>")
    file = text(post(guest, "kept/file/", {"code": code, "token": token, "as": "html"}))
    assert "<script" not in file
    assert "&lt;script&gt;alert(1)" in file


def test_three_presses_delete_everything_and_the_link_is_as_if_it_had_never_been(
    guest: Guest, link: dict[str, str]
) -> None:
    booking = Booking.objects.get()
    assert "Delete all of it" in text(post(guest, "", link))
    page = text(post(guest, "erase/", link))
    assert "What your therapist has put into their own record" in page
    assert Booking.objects.exists()
    assert "It is deleted" in text(post(guest, "erase/", {**link, "sure": "now"}))
    assert not Booking.objects.exists()
    assert not Claim.objects.exists()
    assert not Message.objects.exists()
    assert not AccessLog.objects.exists()
    assert Key.objects.get(holder=booking.holder).wrapped is None
    for address in ("", "kept/", "kept/file/", "erase/"):
        refused(post(guest, address, {**link, "sure": "now"}), 404, "The two parts do not fit together.")
    assert guest.send(key="k2").status_code == 200, "the time can be booked again"


def test_later_can_be_taken_back_for_seven_days(guest: Guest, link: dict[str, str]) -> None:
    assert "It will be deleted in seven days." in text(post(guest, "erase/", {**link, "sure": "later"}))
    due = Erasure.objects.get().due_at
    assert (due - timezone.now()).days == 6
    page = text(post(guest, "", link))
    assert "All of it will be deleted on" in page
    assert "All is as it was." in text(post(guest, "erase/", {**link, "sure": "keep"}))
    erase.carry_out(moment=due)
    assert Booking.objects.get().name == "Alice Canary"


def test_an_odd_answer_deletes_nothing(guest: Guest, link: dict[str, str]) -> None:
    for sure in ("", "1", "NOW", "yes"):
        assert "Delete all of it?" in text(post(guest, "erase/", {**link, "sure": sure}))
    assert guest.client.get("/book/manage/erase/", link).status_code == 405
    assert Booking.objects.exists()
    assert not Erasure.objects.exists()


def test_deleting_works_for_a_time_that_was_given_up(guest: Guest, link: dict[str, str]) -> None:
    page = text(post(guest, "cancel/", {**link, "sure": "1"}))
    assert "Delete all of it" in page
    assert "It is deleted" in text(post(guest, "erase/", {**link, "sure": "now"}))
    assert not Message.objects.exists()
