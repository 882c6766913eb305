"""Reminders on the pages: none unless ticked, and a press to say that one will come."""

import re
from typing import Any

import pytest
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.reminders.models import Coming, Reminder
from footing.outbox.models import Message
from tests.booking.pages.conftest import Guest, refused, text

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
MAIL = {"email": "alice@example.org", "may_mail": "on"}


def link(guest: Guest, **changes: str) -> dict[str, str]:
    return dict(zip(("code", "token"), guest.secrets(**changes), strict=True))


def test_none_unless_ticked_and_not_without_leave_to_write(guest: Guest) -> None:
    boxes = re.findall(r'<input type="checkbox"[^>]*name="ahead"[^>]*>', text(guest.choose()))
    assert len(boxes) == 2
    assert not [box for box in boxes if "checked" in box]
    page = refused(
        guest.send(ahead="day"), 422, "Reminders come by mail. Write an address and allow mail to it"
    )
    assert "Quokka words" in page
    refused(guest.send(ahead="never", **MAIL), 422, "Choose from the list.")
    assert not Booking.objects.exists()
    guest.send(**MAIL)
    assert not Reminder.objects.exists()


def test_chosen_while_booking_and_changed_later(guest: Guest) -> None:
    own = link(guest, ahead="day", mail_hours="work", **MAIL)
    assert [(r.ahead, r.hours) for r in Reminder.objects.all()] == [("day", "work")]
    assert "Reminders: The day before" in re.sub(r"\s+", " ", text(guest.client.post("/book/manage/", own)))
    page = text(
        guest.client.post("/book/manage/remind/", {**own, "ahead": ["day", "hours"], "mail_hours": "day"})
    )
    assert "We remind you as you chose." in page
    assert {(r.ahead, r.hours) for r in Reminder.objects.all()} == {("day", "day"), ("hours", "day")}
    assert "We send you no reminder." in text(guest.client.post("/book/manage/remind/", own))
    assert not Reminder.objects.exists()
    refused(
        guest.client.post("/book/manage/remind/", {**own, "ahead": "x"}), 422, "Choose from what is offered."
    )
    assert guest.send(ahead="day", mail_hours="work", **MAIL).status_code == 200
    assert not Reminder.objects.exists(), "the form sent again brings nothing back"


def test_a_form_with_other_reminders_is_another_and_one_ticked_twice_is_one(guest: Guest) -> None:
    two: dict[str, Any] = {"ahead": ["day", "day", "hours"], **MAIL}
    assert guest.send(**two).status_code == 200
    assert sorted(r.ahead for r in Reminder.objects.all()) == ["day", "hours"]
    assert guest.send(**two).status_code == 200
    refused(guest.send(**{**two, "ahead": ["hours"]}), 409, "This form was sent before")
    assert Booking.objects.count() == 1


def test_an_entry_for_a_calendar_wants_leave_to_write(guest: Guest) -> None:
    for without in ({}, {"email": "alice@example.org"}, {"may_mail": "on"}):
        refused(guest.send(calendar="on", **without), 422, "The calendar entry comes along with mail.")
    wrong = text(guest.send(calendar="on", email="alice", may_mail="on"))
    assert "The calendar entry" not in wrong, "one thing at a time"
    assert not Booking.objects.exists()
    assert guest.send(calendar="on", **MAIL).status_code == 200


def test_i_will_come_is_a_press_and_a_look_changes_nothing(guest: Guest) -> None:
    own = link(guest)
    assert guest.client.get("/book/manage/come/", own).status_code == 405
    assert "I will come" in text(guest.client.post("/book/manage/", own))
    assert not Coming.objects.exists()
    refused(guest.client.post("/book/manage/come/", {**own, "token": "x"}), 404, "do not fit together")
    assert "We know that you will come." in text(guest.client.post("/book/manage/come/", own))
    assert Coming.objects.count() == 1
    assert "You said that you will come." in text(guest.client.post("/book/manage/", own))
    assert "Reminders" not in text(guest.client.post("/book/manage/", own)), "Alice allowed no mail"


def test_a_mail_that_did_not_arrive_is_said_on_the_page_without_the_address(guest: Guest) -> None:
    own = link(guest, **MAIL)
    Message.objects.update(attempts=2, error="ConnectionRefusedError")
    assert "could not be delivered so far" in text(guest.client.post("/book/manage/", own))
    Message.objects.update(given_up_at=timezone.now())
    page = text(guest.client.post("/book/manage/", own))
    assert "A mail to you did not arrive." in page
    assert "alice@example.org" not in page
