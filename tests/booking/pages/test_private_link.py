"""The private link: GET shows nothing, wrong ones look alike, and what leaves the house is neutral."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.core import mail
from icalendar import Calendar

from footing.booking.models import Booking, Joint
from footing.outbox import services as outbox
from footing.outbox.models import Message
from tests.booking.pages.conftest import Guest, hidden, refused, text
from tests.conftest import OwnClient

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
TELLING = re.compile(
    r"trust|partner|abuse|violen|therap|counsel|couple|session|appointment|mental|practice|clinic|introduct|talk|dana"
    r"|alice|canary|quokka|sam\b|footing", re.IGNORECASE,
)  # fmt: skip


@pytest.fixture
def link(guest: Guest) -> dict[str, str]:
    code, token = guest.secrets(email="alice@example.org", may_mail="on")
    return {"code": code, "token": token}


def test_get_shows_nothing_and_changes_nothing(guest: Guest, link: dict[str, str]) -> None:
    plain = guest.client.get("/book/manage/").content
    assert guest.client.get("/book/manage/", link).content == plain
    assert b"Alice" not in plain
    assert Booking.objects.get().version == 1


def test_post_opens_with_two_fields_or_the_whole_link_in_one(guest: Guest, link: dict[str, str]) -> None:
    whole = f"http://localhost:8000/book/manage/#{link['code'].replace('-', '')}.{link['token']}"
    for sent in (
        link,
        {"code": whole},
        {"code": f" {link['code'].lower()} ", "token": f" {link['token'].upper()} "},
    ):
        assert "Put it in my calendar" in text(guest.client.post("/book/manage/", sent))


WRONG = [
    ("code", "ABCDE-23456"), ("code", "x"), ("code", "é" * 10), ("token", "a" * 26), ("token", "x"),
    ("token", "\u212a" * 26),
]  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["", "times/", "move/", "cancel/", "time.ics", "link/", "kept/", "kept/file/", "erase/", "mail/"],
)
def test_a_wrong_code_and_a_wrong_token_get_the_same_bytes(
    guest: Guest, link: dict[str, str], address: str
) -> None:
    """Beside what was typed, which comes back."""
    pages = set()
    for name, value in WRONG:
        sent = {**link, name: value}
        answer = guest.client.post(f"/book/manage/{address}", {**sent, "sure": "1", "start": guest.start})
        page = refused(answer, 404, "The two parts do not fit together.")
        for typed in sent.values():
            page = page.replace(f'value="{typed}"', "value=…")
        pages.add(page)
    assert len(pages) == 1
    assert (Booking.objects.get().version, Booking.objects.get().link_version) == (1, 1)


def test_nothing_typed_is_422_and_too_many_tries_wait(guest: Guest, link: dict[str, str]) -> None:
    refused(guest.client.post("/book/manage/", {}), 422, "Write the code, or paste the whole private link.")
    refused(guest.client.post("/book/manage/", {"code": "x" * 301}), 422, "at most 300")
    for _ in range(30):
        guest.client.post("/book/manage/", {**link, "token": "wrong"})
    refused(guest.client.post("/book/manage/", link), 429, "Wait an hour")


def test_a_new_link_is_not_sent_to_the_mailbox_in_which_the_old_one_was_found(
    guest: Guest, link: dict[str, str]
) -> None:
    """Bob reads the mail: Alice makes a new link, then changes her time, or gives it up."""
    fresh = hidden(guest.client.post("/book/manage/link/", link))["token"]
    outbox.send_due()
    later = (datetime.fromisoformat(guest.start) + timedelta(hours=2)).isoformat()
    for address, more in (("move", {"start": later}), ("cancel", {"sure": "1"})):
        sent = {"code": link["code"], "token": fresh, **more}
        assert guest.client.post(f"/book/manage/{address}/", sent).status_code == 200
        (body,) = [m.content["body"] for m in Message.objects.filter(sent_at__isnull=True)]
        assert fresh not in body
        assert "#" not in body
        assert "use the new link that you kept" in body


def test_sending_the_first_form_again_does_not_bring_a_new_link_back(
    guest: Guest, link: dict[str, str]
) -> None:
    """Bob holds the phone: Back and "send again" repeat the booking's form, with its key, for a day."""
    sent = {"email": "alice@example.org", "may_mail": "on"}
    assert link["token"] in text(guest.send(**sent))
    fresh = hidden(guest.client.post("/book/manage/link/", link))["token"]
    page = text(guest.send(**sent))
    assert Booking.objects.count() == 1
    assert fresh not in page
    assert "Type the code and the second part" in page


def test_sending_the_first_form_again_after_giving_up_says_nothing_of_a_booked_time(
    guest: Guest, link: dict[str, str]
) -> None:
    sent = {"email": "alice@example.org", "may_mail": "on"}
    guest.client.post("/book/manage/cancel/", {**link, "sure": "1"})
    assert "Your time is booked" not in text(guest.send(**sent))


def test_a_new_link_kills_the_old_one(guest: Guest, link: dict[str, str]) -> None:
    assert guest.client.post("/book/manage/link/", link).status_code == 200
    refused(guest.client.post("/book/manage/", link), 404, "The two parts do not fit together.")


def test_moving_to_a_taken_time_is_409_with_three_others_and_what_is_no_time_422(
    guest: Guest, link: dict[str, str]
) -> None:
    first = guest.start
    hour = first.replace("T11:00", "T13:00")
    guest.send(start=hour, key="k2")
    page = refused(
        guest.client.post("/book/manage/move/", {**link, "start": hour}), 409, "this time is taken"
    )
    alert = page[page.index('role="alert"') : page.index("</form>", page.index('role="alert"'))]
    offered = re.findall(r'name="start" value="([^"]+)"', alert)
    assert len(offered) == 3
    for start in ("", "soon", "0001-01-01T00:00:00+14:00"):
        refused(
            guest.client.post("/book/manage/move/", {**link, "start": start}),
            422,
            "Choose a time from the list.",
        )
    assert Booking.objects.get(start=first)
    for start in offered:
        assert "Your time has changed." in text(
            guest.client.post("/book/manage/move/", {**link, "start": start})
        )


def test_giving_up_is_asked_once_and_ends_every_change(guest: Guest, link: dict[str, str]) -> None:
    assert "Give this time up?" in text(guest.client.post("/book/manage/cancel/", link))
    assert Booking.objects.get().version == 1
    assert "Nobody will ask why." in text(guest.client.post("/book/manage/cancel/", {**link, "sure": "1"}))
    refused(
        guest.client.post("/book/manage/move/", {**link, "start": guest.start}),
        422,
        "This time was given up.",
    )


def test_the_calendar_file_says_appointment_and_nothing_else(guest: Guest, link: dict[str, str]) -> None:
    answer = guest.client.post("/book/manage/time.ics", link)
    assert answer["Content-Disposition"] == 'attachment; filename="time.ics"'
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Appointment"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "CLASS", "STATUS"}
    rest = text(answer).replace("SUMMARY:Appointment", "").replace("PRODID:-//Footing//EN", "")
    assert not TELLING.search(rest)


def test_mails_of_a_booking_a_move_and_an_end_are_neutral(guest: Guest, link: dict[str, str]) -> None:
    guest.client.post("/book/manage/move/", {**link, "start": guest.start.replace("T11", "T14")})
    outbox.send_due()
    guest.client.post("/book/manage/cancel/", {**link, "sure": "1"})
    outbox.send_due()
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        assert sent.to == ["alice@example.org"]
        assert re.fullmatch(r"Your time on \w+day", sent.subject)
        assert not TELLING.search(f"{sent.subject} {sent.body} {sent.from_email} {sent.attachments}")
        assert not any(word in str(sent.message()) for word in ("Alice", "Quokka", "Dana"))


def test_no_more_mail_takes_back_what_waits_and_changes_nothing_else(
    guest: Guest, link: dict[str, str]
) -> None:
    assert "Send no more mail" in text(guest.client.post("/book/manage/", link))
    assert Message.objects.count() == 1
    page = text(guest.client.post("/book/manage/mail/", link))
    assert "No more mail goes to you." in page
    assert "Send no more mail" not in page
    assert not Message.objects.exists()
    guest.client.post("/book/manage/move/", {**link, "start": guest.start.replace("T11", "T14")})
    guest.client.post("/book/manage/cancel/", {**link, "sure": "1"})
    outbox.send_due()
    assert mail.outbox == []
    contact = Booking.objects.get().contact
    assert (contact["may_mail"], contact["email"]) == (False, "alice@example.org")


def test_who_gets_no_mail_is_not_asked_about_it(guest: Guest) -> None:
    code, token = guest.secrets(email="alice@example.org")
    page = text(guest.client.post("/book/manage/", {"code": code, "token": token}))
    assert "Somebody else may have my link" in page
    assert "mail" not in page.split("<main")[1].split("What is kept")[0].split("Until then")[0]


@pytest.mark.parametrize(
    "changes", [{}, {"email": "alice@example.org"}, {"phone": "+1 416 555 0134", "may_mail": "on"}]
)
def test_no_mail_without_an_address_and_leave_to_write(guest: Guest, changes: dict[str, str]) -> None:
    guest.send(**changes)
    assert not Message.objects.exists()


def test_an_address_in_the_bar_never_holds_what_was_typed(guest: Guest) -> None:
    """Only the four choices of the first screen stand in an address; the rest is sent by POST."""
    page = text(guest.choose())
    for form in re.findall(r"<form[^>]*>", page):
        assert 'method="post"' in form
    places: list[Any] = [guest.client.post("/book/again/", {**guest.asked, **guest.said})["Location"]]
    assert not any(value in unquote(str(place)) for place in places for value in ("Alice", "Quokka", "416"))


def test_together_begins_apart_and_each_books_their_own(guest: Guest) -> None:
    """One code, handed over in person; nobody is written to but whoever gave their own address."""
    two = {"type": "introduction-for-two"}
    third = guest.choose(**two)
    assert "This first talk is just you." in text(third)
    page = text(guest.send(**two, email="alice@example.org", may_mail="on", hold=hidden(third)["hold"]))
    handed = re.findall(r"<h2>The code to hand over</h2><p class=\"code\">([^<]+)", page)[0]
    bob = OwnClient(REMOTE_ADDR="192.0.2.7")
    sent = {
        **guest.asked, **two, "start": guest.start.replace("T11", "T13"), "name": "Bob", "phone": "+1 416 555 0199",
        "old_enough": "on", "joint_code": handed.lower(),
    }  # fmt: skip
    his = text(bob.post("/book/done/", sent))
    assert handed in his
    assert "Alice" not in his
    assert guest.start not in his
    first, second = Booking.objects.order_by("start")
    assert first.joint == second.joint == Joint.objects.get()
    assert first.end <= second.start
    assert [m.content["to"] for m in Message.objects.all()] == ["alice@example.org"]
    mine = text(guest.client.post("/book/manage/", dict(zip(("code", "token"), _secrets(page), strict=True))))
    assert "Bob" not in mine


def _secrets(page: str) -> tuple[str, str]:
    found: list[tuple[str, str]] = re.findall(
        r'name="code" value="([^"]+)"><input type="hidden" name="token" value="([^"]+)"', page
    )
    return found[0]
