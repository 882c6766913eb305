"""Words to start again, the half hour, listening and wishes: what is kept, what is not, and who sees it."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from footing.accounts.models import Person
from footing.sharing import between, things
from footing.talk.alone import listening, shelf, wishes
from footing.talk.models import Shelf, Wish
from tests.talk.conftest import PARTNER, As, say, with_states

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
ENTRY = {"about": PARTNER, "step": "entry", "d": "2031-03-14", "h": "19:30"}


@pytest.fixture
def client_(alice: Person, as_: As) -> Client:
    with_states(alice, c1="O.")
    return as_(alice)


def text(page: Any) -> str:
    return unescape(page.content.decode())


def test_the_ready_words_come_with_a_person_and_ones_own_are_always_there(client_: Client) -> None:
    assert "You have a point there." not in text(client_.get("/talk/repair/"))
    with_person = "/talk/repair/?about=1"
    assert "You have a point there." in text(client_.get(with_person))
    sent = client_.post("/talk/repair/", {"about": PARTNER, "t": "Tea, numbat?", "o": "loud"})
    assert sent["Location"] == with_person
    for address in (with_person, "/talk/repair/"):
        assert "Tea, numbat?" in text(client_.get(address))
    [line] = shelf.lines(Shelf.objects.get().holder, "repair")
    client_.post("/talk/repair/", {"step": "delete", "id": line["id"]})
    assert "Tea, numbat?" not in text(client_.get("/talk/repair/"))


def test_the_half_hour_is_put_together_in_its_order_and_deleted(client_: Client, alice: Person) -> None:
    page = "/talk/weekly/?about=1"
    sent = {"about": PARTNER, "step": "keep", "p": ["wish", "good"], "t": "The cellar, numbat."}
    assert client_.post("/talk/weekly/", sent)["Location"] == page
    shown = text(client_.get(page)).partition("Our half hour")[2]
    assert shown.index("One good thing") < shown.index("One wish") < shown.index("The cellar, numbat.")
    assert "numbat" in text(client_.get("/talk/weekly/"))
    client_.post("/talk/weekly/", {"about": PARTNER, "step": "delete"})
    assert shelf.kept(alice.id, "weekly") == {"of": {}}


@pytest.mark.parametrize("each", [True, False])
def test_the_entry_names_nobody_and_nothing(client_: Client, each: bool) -> None:
    answer = client_.post("/talk/weekly/", {**ENTRY, **({"e": "on"} if each else {})})
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer["Content-Disposition"] == 'attachment; filename="time.ics"'
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Half an hour"
    assert event.decoded("dtstart").isoformat() == "2031-03-14T19:30:00"
    assert (event.decoded("dtend") - event.decoded("dtstart")).seconds == 1800
    assert ("RRULE" in event) == each
    assert not {"ATTENDEE", "ORGANIZER", "DESCRIPTION", "LOCATION"} & set(event)


@pytest.mark.parametrize(
    ("address", "sent", "seen"),
    [
        ("/talk/repair/", {"t": " "}, "Write one thing first"),
        ("/talk/repair/", {"t": "z" * 241}, "240 letters fit"),
        ("/talk/repair/", {"t": "quoll", "o": "gold"}, "Choose one of the answers"),
        ("/talk/weekly/", {"about": PARTNER, "step": "keep", "p": [], "t": ""}, "Write one thing first"),
        ("/talk/weekly/", {"about": PARTNER, "step": "keep", "p": ["x"], "t": "quoll"}, "Choose one"),
        ("/talk/weekly/", {**ENTRY, "d": "14.3."}, "year, month, day"),
        ("/talk/weekly/", {**ENTRY, "d": "2001-01-01"}, "cannot be in the past"),
        ("/talk/weekly/", {**ENTRY, "h": "late"}, "hours and minutes"),
        ("/talk/listening/", {"scene": "a", "step": "compare", "t": ""}, "Write one thing first"),
        ("/talk/wishes/", {"t": "z" * 241}, "240 letters fit"),
    ],
)
def test_what_is_wrong_comes_back(client_: Client, address: str, sent: dict[str, Any], seen: str) -> None:
    page = client_.post(address, sent)
    assert page.status_code == 422
    assert seen in text(page)
    assert str(sent.get("t", "")) in text(page)


def test_there_is_an_end_to_what_can_be_kept(client_: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(wishes.words(), "most", 1)
    monkeypatch.setattr(listening, "MOST", 1)
    for n, code in enumerate((302, 422)):
        assert client_.post("/talk/wishes/", {"t": f"Quoll {n}"}).status_code == code
        heard = client_.post("/talk/listening/", {"scene": "a", "step": "keep", "t": f"Quoll {n}"})
        assert heard.status_code == code
    assert "Quoll 1" in text(heard)


def test_what_one_heard_stands_beside_the_example_and_is_kept_only_if_wanted(client_: Client) -> None:
    assert "You had cooked" not in text(client_.get("/talk/listening/?scene=a"))
    beside = text(client_.post("/talk/listening/", {"scene": "a", "step": "compare", "t": "Quoll."}))
    assert "You had cooked" in beside
    assert "Quoll." in beside
    assert not Shelf.objects.exists()
    client_.post("/talk/listening/", {"scene": "a", "step": "keep", "t": "Quoll."})
    assert "Quoll." in text(client_.get("/talk/listening/"))


def test_a_visitor_can_practise_listening_and_nothing_is_kept(client: Client) -> None:
    sent = {"scene": "b", "step": "compare", "t": "Quoll."}
    assert "Did I get that?" in text(client.get("/talk/listening/"))
    assert "Quoll." in text(client.post("/talk/listening/", sent))
    assert client.post("/talk/listening/", {**sent, "step": "keep"})["Location"].startswith(
        "/account/sign-in/"
    )
    assert not Shelf.objects.exists()


def test_a_wish_is_written_changed_and_deleted_by_its_owner_alone(
    client_: Client, alice: Person, charlie: Person, as_: As
) -> None:
    for _ in range(2):
        client_.post("/talk/wishes/", {"t": "Ten minutes, numbat."})
    wish = Wish.objects.get()
    own, his = f"/talk/wishes/{wish.id}/", as_(charlie)
    for address in (own, f"/talk/wishes/{uuid4()}/"):
        assert his.get(address).status_code == his.post(f"{address}delete/").status_code == 404
    assert his.post(own, {"t": "Mine."}).status_code == 404
    assert "numbat" not in text(his.get("/talk/wishes/"))
    client_.post(own, {"t": "Five minutes."})
    assert [one.text for one in wishes.every(alice.id)] == ["Five minutes."]
    client_.post(f"{own}delete/")
    assert wishes.every(alice.id) == []


def test_a_card_and_a_wish_can_be_shown_and_nothing_else_of_them(
    client_: Client, alice: Person, charlie: Person
) -> None:
    say(client_, "keep", s="It rained, numbat, and I stood in it for a good while.")
    client_.post("/talk/wishes/", {"t": "Ten minutes."})
    things.every()
    for kind, label, content in (
        (
            "card",
            "My partner: It rained, numbat, and I stood in it for a good …",
            "It rained, numbat, and I stood in it for a good while.",
        ),
        ("wish", "Ten minutes.", "Ten minutes."),
    ):
        known = between._kinds[kind]
        [item] = known.items(alice.id)
        assert item.label == label
        assert known.content(alice.id, item.id) == content
        assert known.content(charlie.id, item.id) is None
        assert known.content(alice.id, "x") is None
        assert list(known.items(charlie.id)) == []
