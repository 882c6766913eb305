"""Whatever is wrong on a screen comes back filled in, with what to do at the top and at the field."""

import pytest
from django.test import Client

from footing.booking.models import AppointmentType, Booking, Hold
from footing.practice.models import Therapist
from tests.booking.pages.conftest import Guest, hidden, refused, text

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


def test_four_screens_lead_to_a_booking(guest: Guest) -> None:
    first = guest.client.get("/book/", {"who": "dana"})
    assert 'value="dana" selected' in text(first)
    assert f'value="{guest.start}"' in text(guest.times())
    third = guest.choose()
    assert third.status_code == 200
    assert "A court order." in text(third).split("Book this time", 1)[0]
    assert hidden(third)["hold"] == str(Hold.objects.get().id)
    fourth = guest.send(**{n: hidden(third)[n] for n in ("hold", "key")})
    assert "Your time is booked" in text(fourth)
    assert "If someone else picks up," in text(fourth)
    booking = Booking.objects.get()
    assert (booking.name, booking.start.isoformat()) == ("Alice Canary", guest.start)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"type": "nope"}, "Choose one from the list."), ({"type": ""}, "Choose what you would like."),
        ({"mode": "pigeon"}, "Choose one from the list."), ({"mode": ""}, "Choose how to meet."),
        ({"who": "nobody"}, "This person is not in the list."), ({"tz": "Mars/Base"}, "Choose a zone from the list."),
        ({"tz": ""}, "Choose your time zone."),
    ],
)  # fmt: skip
def test_a_wrong_choice_comes_back_on_every_screen_with_the_others_kept(
    guest: Guest, changes: dict[str, str], sentence: str
) -> None:
    for ask in (guest.times, guest.choose, guest.send):
        page = refused(ask(**changes), 422, sentence)
        assert page.count(sentence) == 2
        assert 'role="alert"' in page
        kept = {n: v for n, v in guest.asked.items() if n not in changes}
        for name, value in kept.items():
            marks = (f'name="{name}" value="{value}" checked', f'value="{value}" selected')
            assert any(mark in page for mark in marks), name
    assert not Booking.objects.exists()


def test_a_way_to_meet_that_is_not_offered_is_said_at_its_field(guest: Guest, dana: Therapist) -> None:
    Therapist.objects.update(modes=["video"])
    refused(guest.times(mode="phone"), 422, "Dana does not meet this way.")
    for ask in (guest.times, guest.choose, guest.send):
        refused(ask(mode="phone", who=""), 422, "Nobody in the team meets this way.")
    AppointmentType.objects.filter(id="introduction").update(modes=["phone"])
    refused(guest.times(), 422, "This talk is not offered in this way.")


def test_a_booking_with_somebody_who_left_the_list_can_still_be_opened_and_moved(guest: Guest) -> None:
    code, token = guest.secrets()
    Therapist.objects.update(is_listed=False, modes=["phone"])
    page = guest.client.post("/book/manage/times/", {"code": code, "token": token})
    assert page.status_code == 200
    later = guest.start.replace("T11", "T15")
    moved = guest.client.post("/book/manage/move/", {"code": code, "token": token, "start": later})
    assert "Your time has changed." in text(moved)


@pytest.mark.parametrize("day", ["24.11.2026", "2026-02-30", "0001-01-01", "9999-12-31", "\x00", "soon"])
def test_a_day_that_does_not_exist_is_said_to_be_none(guest: Guest, day: str) -> None:
    refused(guest.times(**{"from": day}), 422, "There is no such day.")


@pytest.mark.parametrize(
    "wrong",
    ["", "tomorrow", "2026-11-24", "2026-11-24T11:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
     "2026-13-45T99:99:00Z", "|dana", "2026-11-24T11:00:00+99:99"],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_the_choice_kept(guest: Guest, wrong: str) -> None:
    for ask in (guest.choose, guest.send):
        page = refused(ask(start=wrong), 422, "That is not a time from the list.")
        assert 'value="dana" selected' in page


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("2020-01-06T11:00:00+00:00", "This time is over."),
        ("2199-01-06T11:00:00+00:00", "This is too far ahead"),
    ],
)
def test_a_time_that_was_never_open_is_refused_with_its_cause(guest: Guest, wrong: str, why: str) -> None:
    for ask in (guest.choose, guest.send):
        refused(ask(start=wrong), 422, why)
    assert not Hold.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "Write a name."), ({"name": "x" * 81}, "name", "at most 80"),
        ({"name": "a\x07b"}, "name", "There is a character in it that cannot be kept."),
        ({"name": "a\x00b"}, "name", "Null characters are not allowed."),
        ({"phone": "", "email": ""}, "phone", "Write a phone number or an e-mail address"),
        ({"phone": "call me"}, "phone", "Write the telephone number in digits"),
        ({"phone": "", "email": "nobody"}, "email", "Write the e-mail address in full"),
        ({"mode": "phone", "phone": "", "email": "a@example.org"}, "phone", "You chose a talk by phone."),
        ({"old_enough": ""}, "old_enough", "Tick this if it is so."),
        ({"message": "x" * 2001}, "message", "at most 2000"),
        ({"type": "introduction-for-two", "joint_code": "WRONG"}, "joint_code", "This code is not known."),
    ],
)  # fmt: skip
def test_a_slip_on_the_third_screen_keeps_all_that_was_typed(
    guest: Guest, changes: dict[str, str], field: str, sentence: str
) -> None:
    page = refused(guest.send(**changes), 422, sentence)
    assert page.count(sentence) == 2
    assert f'href="#id_{field}"' in page
    assert 'aria-invalid="true"' in page
    for name, value in {**guest.said, **changes}.items():
        if name not in {"old_enough", "may_leave_message", "mode", "type"} and "\x00" not in value:
            assert value in page, name
    assert 'name="may_leave_message" checked' in page
    assert not Booking.objects.exists()


def test_what_was_typed_is_shown_as_text_never_as_markup(guest: Guest) -> None:
    page = text(guest.send(name='"><script>alert(1)</script>', phone=""))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_too_large_a_form_is_413_also_for_somebody_who_is_signed_in(guest: Guest) -> None:
    for cookie in ("", "x"):
        if cookie:
            guest.client.cookies["s"] = cookie
        refused(guest.send(message="x" * 70_000), 413, "Shorten it and send it again.")


def test_a_form_with_too_many_fields_or_a_broken_body_is_400_with_a_sentence(client: Client) -> None:
    many = {f"f{n}": "1" for n in range(500)}
    refused(client.post("/book/done/", many), 400, "Open the page again")
    broken = client.post("/book/done/", b"--x\r\nbroken", content_type="multipart/form-data; boundary=")
    refused(broken, 400, "Open the page again")


def test_a_get_of_what_only_a_form_reaches_is_405_and_books_nothing(guest: Guest) -> None:
    for address in (
        "details",
        "done",
        "again",
        "manage/times",
        "manage/move",
        "manage/cancel",
        "manage/link",
    ):
        refused(guest.client.get(f"/book/{address}/"), 405, "This page opens from the page before it.")
