"""Reminders and a calendar entry through the API: as the form has them, shown where its pages show them."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from footing.booking.api.schemas import BookingIn
from footing.booking.api.urls import api
from footing.booking.api.write import _canonical
from footing.booking.models import Booking
from footing.booking.reminders.models import Reminder
from footing.outbox import services as outbox
from footing.practice.models import Therapist
from tests.booking.api.calls import BODY, MAIL, ROOT, WORK, book, opened, send, stamp
from tests.booking.api.test_api import problem

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys", "marks"]),
    pytest.mark.usefixtures("no_limits"),
]


def kept() -> set[tuple[str, str]]:
    return {(row.ahead, row.hours) for row in Reminder.objects.all()}


def test_reminders_are_kept_and_shown_where_the_page_shows_them(dana: Therapist, start: datetime) -> None:
    made = book(start, contact=MAIL, reminders=WORK)
    assert made.status_code == 201
    assert "reminders" not in made.json(), "the page after booking does not say them"
    assert kept() == {("day", "work"), ("hours", "work")}
    assert opened(made).json()["reminders"] == WORK
    moved = opened(made, "PATCH", {"start": stamp(start + timedelta(hours=2))}).json()
    assert moved["reminders"] == WORK
    assert "reminders" not in opened(made, "DELETE").json()
    assert "reminders" not in opened(made).json()


@pytest.mark.parametrize("wanted", [None, {}, {"ahead": []}, {"ahead": [], "mail_hours": "work"}])
def test_none_unless_chosen(dana: Therapist, start: datetime, wanted: Any) -> None:
    plain = book(start, contact=MAIL)
    said = book(start + timedelta(hours=2), contact=MAIL, reminders=wanted)
    assert (plain.status_code, said.status_code) == (201, 201)
    assert not Reminder.objects.exists()
    assert set(opened(plain).json()) == set(opened(said).json())
    assert "reminders" not in opened(plain).json()


def test_without_hours_they_are_those_of_the_form(dana: Therapist, start: datetime, client: Client) -> None:
    made = book(start, contact=MAIL, reminders={"ahead": ["day"]})
    assert opened(made).json()["reminders"] == {"ahead": ["day"], "mail_hours": "any"}
    asked = {
        "type": "introduction",
        "who": "dana",
        "mode": "video",
        "tz": "UTC",
        "key": "k",
        "old_enough": "on",
    }
    form = {**asked, "name": "Bob", "email": "bob@example.org", "may_mail": "on", "ahead": "day"}
    sent = client.post("/book/done/", {**form, "start": (start + timedelta(hours=2)).isoformat()})
    assert sent.status_code == 200
    by_form, by_api = (Reminder.objects.get(booking__start=start + timedelta(hours=h)) for h in (2, 0))
    assert (by_form.ahead, by_form.hours) == (by_api.ahead, by_api.hours)


def test_one_named_twice_is_one(dana: Therapist, start: datetime) -> None:
    assert book(start, contact=MAIL, reminders={"ahead": ["day", "day"]}).status_code == 201
    assert kept() == {("day", "any")}


BY_MAIL = "Write an address and allow mail to it, or choose none."


@pytest.mark.parametrize(
    ("changes", "field", "what"),
    [
        ({"contact": MAIL, "reminders": {"ahead": ["week"]}}, "reminders.ahead.0", "'day' or 'hours'"),
        ({"contact": MAIL, "reminders": {"ahead": "day"}}, "reminders.ahead", "list"),
        ({"contact": MAIL, "reminders": {"ahead": ["day"], "mail_hours": "noon"}}, "reminders.mail_hours",
         "must be one of any, day, work, evening"),
        ({"contact": MAIL, "reminders": {"ahead": [], "mail_hours": ""}}, "reminders.mail_hours",
         "must be one of any, day, work, evening"),
        ({"contact": MAIL, "reminders": {"ahead": ["day"], "hour": 9}}, "reminders.hour", "not permitted"),
        ({"contact": {"email": "alice@example.org"}, "reminders": {"ahead": ["day"]}}, "ahead", BY_MAIL),
        ({"contact": {"phone": "+1 416 555 0134", "may_mail": True}, "reminders": {"ahead": ["day"]}}, "ahead",
         BY_MAIL),
        ({"contact": {"phone": "+1 416 555 0134", "may_mail": True, "calendar": True}}, "calendar", BY_MAIL),
        ({"contact": {"email": " ", "phone": "+1 416 555 0134", "may_mail": True, "calendar": True}}, "calendar",
         BY_MAIL),
        ({"contact": {"email": "alice@example.org", "calendar": True}}, "calendar", BY_MAIL),
        ({"contact": {**MAIL, "calendar": "perhaps"}}, "contact.calendar", "boolean"),
    ],
)  # fmt: skip
def test_what_cannot_be_names_its_field_and_says_what_to_do(
    dana: Therapist, start: datetime, changes: dict[str, Any], field: str, what: str
) -> None:
    (error,) = problem(book(start, **changes), 422)["errors"]
    assert error["field"] == field
    assert what in error["detail"]
    assert not Booking.objects.exists()


def test_an_entry_goes_along_with_mail_only_where_it_is_wanted(dana: Therapist, start: datetime) -> None:
    for hours, contact in (
        (0, {**MAIL, "calendar": True}),
        (2, {"email": "b@example.org", "may_mail": True}),
    ):
        made = book(start + timedelta(hours=hours), contact=contact)
        assert "calendar" not in made.content.decode() + opened(made).content.decode(), "no page shows it"
    outbox.send_due(now=timezone.now() + timedelta(days=1))
    kinds = {
        m.to[0]: [part.get_content_type() for part in m.message().walk()].count("text/calendar")
        for m in mail.outbox
    }
    assert kinds == {"alice@example.org": 1, "b@example.org": 0}


def test_the_idempotency_key_covers_what_was_chosen(dana: Therapist, start: datetime) -> None:
    body = {"type": "introduction", "start": stamp(start), "mode": "video", **BODY, "contact": MAIL}
    key = {"Idempotency-Key": "4d1e"}
    first = send("POST", "/bookings", {**body, "reminders": WORK}, **key)
    assert send("POST", "/bookings", {**body, "reminders": WORK}, **key).json() == first.json()
    other = [
        {**body, "reminders": {**WORK, "ahead": ["day"]}}, {**body, "reminders": {**WORK, "mail_hours": "day"}},
        {**body, "reminders": WORK, "contact": {**MAIL, "calendar": True}}, body,
    ]  # fmt: skip
    for changed in other:
        (error,) = problem(send("POST", "/bookings", changed, **key), 422)["errors"]
        assert error["field"] == "Idempotency-Key"
    assert Booking.objects.count() == 1
    assert kept() == {("day", "work"), ("hours", "work")}


def test_a_request_sent_again_brings_nothing_back(dana: Therapist, start: datetime, client: Client) -> None:
    body = {"type": "introduction", "start": stamp(start), "mode": "video", **BODY, "contact": MAIL}
    first, key = {**body, "reminders": WORK}, {"Idempotency-Key": "77aa"}
    made = send("POST", "/bookings", first, **key).json()
    client.post("/book/manage/remind/", {"code": made["code"], "token": made["token"]})
    assert not Reminder.objects.exists()
    assert send("POST", "/bookings", first, **key).json() == made
    assert not Reminder.objects.exists()


def test_to_want_none_is_the_same_request_as_to_say_nothing(dana: Therapist, start: datetime) -> None:
    body = {"type": "introduction", "start": stamp(start), "mode": "video", **BODY, "contact": MAIL}
    key = {"Idempotency-Key": "0b0b"}
    made = send("POST", "/bookings", body, **key)
    for same in ({"reminders": {"ahead": []}}, {"reminders": None}, {"contact": {**MAIL, "calendar": False}}):
        assert send("POST", "/bookings", {**body, **same}, **key).json() == made.json()
    assert Booking.objects.count() == 1


def test_a_request_without_them_has_the_mark_that_it_had_before_they_were_known(start: datetime) -> None:
    plain = {"type": "introduction", "start": stamp(start), "mode": "video", **BODY}
    said = json.loads(_canonical(BookingIn.model_validate(plain)))
    assert set(said) == {
        "type", "start", "mode", "therapist", "hold", "name", "contact", "tz", "message", "joint_code", "earlier",
    }  # fmt: skip
    assert set(said["contact"]) == {"email", "phone", "may_mail", "may_leave_message", "say", "hours"}


def test_a_booking_whose_reminder_cannot_be_written_is_none(
    dana: Therapist, start: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("footing.booking.reminders.choices.Reminder.save", fail)
        problem(book(start, contact=MAIL, reminders=WORK), 500)
    assert not Booking.objects.exists()
    assert book(start, contact=MAIL, reminders=WORK).status_code == 201


def test_the_description_says_what_can_be_chosen_and_its_examples_fit() -> None:
    schemas = api.get_openapi_schema(path_prefix=f"{ROOT}/")["components"]["schemas"]
    wanted = schemas["Reminders"]["properties"]
    assert wanted["ahead"]["items"]["enum"] == ["day", "hours"]
    assert wanted["mail_hours"]["enum"] == ["any", "day", "work", "evening"]
    assert wanted["mail_hours"]["default"] == "any"
    assert "`work`: only from 9 in the morning to 5 in the afternoon" in wanted["mail_hours"]["description"]
    for name, field in {**wanted, "calendar": schemas["Contact"]["properties"]["calendar"]}.items():
        assert field["description"], name
    examples = schemas["BookingIn"]["examples"]
    assert [bool(e.get("reminders")) for e in examples] == [True, False]
    for example in examples:
        assert BookingIn.model_validate(example)
