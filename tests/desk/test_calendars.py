"""The page of calendars, what a manager sees of it, the secret address for another calendar, and invitations."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from footing.booking import services as booking
from footing.booking.services import Guest
from footing.calendars.models import BusyTime, Feed, OwnCalendar
from footing.calendars.outside import fetch, reading
from footing.calendars.outside import services as calendars
from footing.calendars.outside.troubles import ALL, TroubleError
from footing.desk.calendars import LIMIT_WORDS, WORDS
from footing.outbox import services as outbox
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
HERE, FILE = "/desk/calendars/", "/desk/calendars/file/"
ADDRESS = "https://cal.example/quokka/basic.ics"
ADD = {"do": "add", "name": "Bilby", "address": ADDRESS, "limit": "24"}
NEUTRAL = re.compile(
    r"alice|canary|dana|femi|416|talk|introduct|client|therap|counsel|trust|partner", re.IGNORECASE
)


@pytest.fixture
def world() -> World:
    return make_world()


def client(world: World, name: str) -> Client:
    return signed_in(getattr(world, name), OwnClient())


def ics(client: Client) -> str:
    """The path of one's own calendar, from the page."""
    page = client.get(HERE).content.decode()
    return re.findall(r'class="secret">http://localhost:8000(/calendar/[a-z0-9-]+\.ics)<', page)[0]


def test_a_therapist_adds_a_calendar_sees_how_it_is_and_takes_it_away(world: World) -> None:
    dana = client(world, "dana")
    assert dana.post(HERE, ADD)["Location"] == HERE
    feed = Feed.objects.get()
    page = dana.get(HERE).content.decode()
    assert "is read within minutes" in page
    assert "Bilby" in page
    assert "cal.example" in page
    assert "quokka" not in page
    for trouble in ALL:
        calendars._failed(feed, trouble, timezone.now())
        page = dana.get(HERE).content.decode()
        assert str(WORDS[trouble][0]) in page.replace("&#39;", "'")
        assert "on, no times are offered" in page
    assert "What we read before" not in page
    Feed.objects.update(read_at=timezone.now())
    assert "What we read before still counts." in dana.get(HERE).content.decode()
    Feed.objects.update(closes_at=timezone.now())
    assert "no times are offered" in dana.get(HERE).content.decode()
    dana.post(HERE, {"do": "limit", "id": str(feed.id), "limit": "72"})
    assert Feed.objects.get().limit_hours == 72
    for wrong in ("5", "", "x"):
        dana.post(HERE, {"do": "limit", "id": str(feed.id), "limit": wrong})
    assert Feed.objects.get().limit_hours == 72
    dana.post(HERE, {"do": "remove", "id": str(feed.id)})
    assert not Feed.objects.exists()
    assert set(WORDS) == set(ALL)
    assert set(LIMIT_WORDS) == {6, 24, 72, 168}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"address": "http://cal.example/"}, "begins with https"),
        ({"address": "https://127.0.0.1/"}, "begins with https"),
        ({"address": "https://localhost/calendar/x.ics"}, "begins with https"),
        ({"name": ""}, "Write a short name"),
        ({"address": ""}, "Paste the address"),
        ({"limit": "1"}, "Choose a time from the list"),
    ],
)
def test_what_cannot_be_added_says_why_and_keeps_what_was_typed(
    world: World, changed: dict[str, str], said: str
) -> None:
    answer = client(world, "dana").post(HERE, {**ADD, **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="Bilby"' in page or "name" in changed
    assert not Feed.objects.exists()


def test_an_address_for_a_calendar_program_is_taken_as_https(world: World) -> None:
    client(world, "dana").post(HERE, {**ADD, "address": "webcal://cal.example/a.ics"})
    assert Feed.objects.get().source["address"] == "https://cal.example/a.ics"


def test_a_file_is_read_at_once_and_its_words_are_nowhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = int(timezone.now().timestamp()) // 300 + 500
    monkeypatch.setattr(reading, "read", lambda content, **_: reading.Reading([(block, block + 12)], 1))
    dana = client(world, "dana")
    sent = SimpleUploadedFile("numbat.ics", b"BEGIN:VCALENDAR numbat")
    assert dana.post(FILE, {"name": "Plan", "file": sent})["Location"] == HERE
    page = dana.get(HERE).content.decode()
    assert "Busy times in the next four weeks: 1" in page
    assert "Entries that made no sense: 1" in page
    assert "numbat" not in page
    assert BusyTime.objects.count() == 1


def test_a_file_that_is_no_calendar_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(content: bytes, **_: Any) -> reading.Reading:
        raise TroubleError("no-calendar")

    monkeypatch.setattr(reading, "read", refuse)
    dana = client(world, "dana")
    answer = dana.post(FILE, {"name": "Plan", "file": SimpleUploadedFile("a.ics", b"x")})
    assert answer.status_code == 422
    assert "not a whole calendar" in answer.content.decode()
    for sent in ({"name": "Plan"}, {"name": "Plan", "file": SimpleUploadedFile("a.ics", b"")}):
        assert dana.post(FILE, sent).status_code == 422
    assert not Feed.objects.exists()


def test_a_manager_sees_who_has_trouble_and_nothing_of_the_calendars(world: World) -> None:
    client(world, "dana").post(HERE, ADD)
    calendars._failed(Feed.objects.get(), "gone", timezone.now())
    erin = client(world, "erin")
    page = erin.get(HERE).content.decode()
    assert "cannot be read" in page
    for word in ("Bilby", "cal.example", "quokka", "not shared", 'name="address"'):
        assert word not in page
    for sent in (ADD, {"do": "make"}, {"do": "remove", "id": str(Feed.objects.get().id)}):
        assert erin.post(HERE, sent).status_code == 404
    assert erin.post(FILE, {"name": "x"}).status_code == 404
    femi = client(world, "femi")
    assert "Bilby" not in femi.get(HERE).content.decode()
    femi.post(HERE, {"do": "remove", "id": str(Feed.objects.get().id)})
    assert Feed.objects.count() == 1


def test_no_page_asks_anybody_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while somebody books: what counts is what was read before."""
    monkeypatch.setattr(fetch, "resolved", lambda host: pytest.fail("asked"))
    monkeypatch.setattr(fetch.Net, "resolve", lambda *_: pytest.fail("asked"), raising=False)
    dana = client(world, "dana")
    dana.post(HERE, ADD)
    dana.get(HERE)
    booking.book(wish=wish(world.room), guest=Guest(name="B", phone="+1 416 555 0135"))


# Our times in a calendar elsewhere.


def test_the_secret_address_shows_when_and_how_and_no_word_about_anybody(world: World) -> None:
    dana = client(world, "dana")
    dana.post(HERE, {"do": "make"})
    path = ics(dana)
    gone = booking.book(
        wish=wish(world.room, timedelta(days=5)), guest=Guest(name="B", phone="+1 416 555 0135")
    )
    booking.cancel(code=gone.booking.code, token=gone.token)
    booking.book(wish=wish(world.other), guest=Guest(name="C", phone="+1 416 555 0136"))
    answer = OwnClient().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert not answer.cookies
    text = answer.content.decode()
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == f"{world.booking.id}@localhost"
    assert event["DTSTART"].dt == world.booking.start
    assert event["DTEND"].dt == world.booking.end
    shown = [str(event[name]) for name in ("SUMMARY", "CLASS", "TRANSP", "STATUS", "SEQUENCE")]
    assert shown == ["Appointment, video", "PRIVATE", "OPAQUE", "CONFIRMED", "0"]
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(minutes=15)
    assert not NEUTRAL.findall(text.replace("localhost", ""))


def test_a_moved_time_keeps_its_name_and_counts_up(world: World) -> None:
    dana = client(world, "dana")
    dana.post(HERE, {"do": "make"})
    later = wish(world.room, timedelta(days=6)).start
    booking.move(code=world.booking.code, token=world.token, start=later)
    (event,) = Calendar.from_ical(OwnClient().get(ics(dana)).content).walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"]) == (f"{world.booking.id}@localhost", 1)
    assert event["DTSTART"].dt == later


def test_a_new_address_kills_the_old_one_and_a_wrong_one_is_the_same_page_as_none(world: World) -> None:
    dana = client(world, "dana")
    dana.post(HERE, {"do": "make"})
    first = ics(dana)
    assert OwnClient().get(first).status_code == 200
    dana.post(HERE, {"do": "make"})
    second = ics(dana)
    assert second != first
    nothing = OwnClient().get("/calendar/x.ics")
    for wrong in (first, second.replace("-", "-a"), "/calendar/abcde23456-abcdefghijklmnopqrstuvwxyz.ics"):
        answer = OwnClient().get(wrong)
        assert (answer.status_code, answer.content) == (404, nothing.content)
    assert OwnClient().get(second).status_code == 200
    assert OwnClient().post(second).status_code == 405
    assert OwnCalendar.objects.count() == 1
    calendars.forget(now=timezone.now())
    assert OwnClient().get(second).status_code == 200
    world.dana.is_active = False
    world.dana.save()
    assert OwnClient().get(second).status_code == 404


# Entries that go along with a client's mail.


def invited(world: World, **changes: Any) -> tuple[booking.Booked, datetime]:
    guest = {"name": "Quokka", "email": "quokka@example.org", "may_mail": True, "calendar": True, **changes}
    later = wish(world.room, timedelta(days=9)).start
    return booking.book(wish=wish(world.room, timedelta(days=4)), guest=Guest(**guest)), later


def sent() -> Any:
    """The last mail as it left, whatever pause there is before it leaves."""
    outbox.send_due(now=timezone.now() + timedelta(days=1))
    return mail.outbox[-1].message()


def entry(message: Any) -> Any:
    return next((part for part in message.walk() if part.get_content_type() == "text/calendar"), None)


def test_an_invitation_goes_along_for_whoever_asked_and_is_changed_and_taken_back(world: World) -> None:
    done, later = invited(world)
    key = {"code": done.booking.code, "token": done.token}
    seen = [entry(sent())]
    booking.move(**key, start=later)
    seen.append(entry(sent()))
    booking.cancel(**key)
    seen.append(entry(sent()))
    assert [part.get_param("method") for part in seen] == ["REQUEST", "REQUEST", "CANCEL"]
    texts = [part.get_payload(decode=True).decode() for part in seen]
    calendars = [Calendar.from_ical(text) for text in texts]
    events = [calendar.walk("VEVENT")[0] for calendar in calendars]
    assert [str(calendar["METHOD"]) for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for event in events} == {f"{done.booking.id}@localhost"}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert events[1]["DTSTART"].dt == later
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    for event, text in zip(events, texts, strict=True):
        assert str(event["SUMMARY"]) == "Appointment"
        assert str(event["ATTENDEE"]) == "mailto:quokka@example.org"
        assert str(event["ORGANIZER"]) == "mailto:hello@localhost"
        assert not NEUTRAL.findall(text)


@pytest.mark.parametrize("changes", [{"calendar": False}, {"may_mail": False, "phone": "+1 416 555 0139"}])
def test_nothing_goes_along_for_whoever_did_not_ask(world: World, changes: dict[str, Any]) -> None:
    invited(world, **changes)
    outbox.send_due(now=timezone.now() + timedelta(days=1))
    assert [m for m in mail.outbox if entry(m.message())] == []


def test_the_choice_stands_on_the_form_of_whoever_books(world: World, client: Client) -> None:
    asked = {"type": "introduction", "who": "dana", "mode": "video", "tz": "UTC"}
    start = wish(world.room, timedelta(days=4)).start.isoformat()
    page = client.post("/book/details/", {**asked, "start": start}).content.decode()
    assert 'name="calendar"' in page
    assert 'name="calendar" checked' not in page
    said = {
        "name": "Quokka",
        "email": "quokka@example.org",
        "may_mail": "on",
        "calendar": "on",
        "old_enough": "on",
    }
    said["hold"] = re.findall(r'name="hold" value="([^"]+)"', page)[0]
    answer = client.post("/book/done/", {**asked, "start": start, "key": "k", **said})
    assert answer.status_code == 200
    assert entry(sent()) is not None
