"""Times that people asked for, at the desk: who sees them, a yes and a no, and what the guest reads of it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.booking import queries, services
from footing.booking.models import AsksFirst, Booking, HouseRules
from footing.booking.services import Booked, Guest
from footing.outbox.models import Message
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
PAGE = "/desk/requests/"


@pytest.fixture
def world() -> World:
    made = make_world()
    services.set_asks_first(therapist=made.room, on=True)
    return made


@pytest.fixture
def asked(world: World) -> Booked:
    guest = Guest(name="Quokka Canary", email="quokka@example.org", may_mail=True, message="Wombat words")
    return services.book(wish=wish(world.room), guest=guest)


def as_(world: World, who: str) -> Client:
    return signed_in(getattr(world, who), OwnClient())


def text(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def pair(done: Booked) -> dict[str, str]:
    return {"code": done.booking.code, "token": done.token}


def test_a_therapist_sees_own_requests_a_manager_all_and_each_is_a_look(world: World, asked: Booked) -> None:
    for who, sees in (("dana", True), ("erin", True), ("femi", False)):
        page = text(as_(world, who).get(PAGE))
        assert ("Quokka Canary" in page) is sees
        looks = AccessLog.objects.filter(subject=asked.booking.holder, purpose="requests")
        assert looks.filter(actor=getattr(world, who).id).exists() is sees
    week = asked.booking.start.date().isoformat()
    page = text(as_(world, "dana").get("/desk/", {"week": week}))
    assert "waiting for an answer: 1" in page
    assert "asked for" in page.split('class="week"')[1]


def test_a_yes_is_one_press_and_a_no_is_asked_once(world: World, asked: Booked) -> None:
    dana, here = as_(world, "dana"), f"{PAGE}{asked.booking.id}/answer/"
    assert "Say no to Quokka Canary?" in text(dana.post(here, {"do": "no"}))
    assert queries.status(asked.booking) == "requested"
    assert dana.post(here, {"do": "yes"})["Location"] == PAGE
    assert "The time is booked." in text(dana.get(PAGE))
    assert queries.status(asked.booking) == "confirmed"
    late = dana.post(here, {"do": "no", "sure": "1"})
    assert (late.status_code, queries.status(asked.booking)) == (422, "confirmed")
    assert "does not wait for an answer any more" in text(late)


def test_a_no_is_kind_and_leads_to_near_times_that_can_be_booked(
    world: World, asked: Booked, client: Client
) -> None:
    as_(world, "dana").post(f"{PAGE}{asked.booking.id}/answer/", {"do": "no", "sure": "1"})
    page = text(client.post("/book/manage/", pair(asked)))
    assert "This time is not possible" in page
    assert "It has nothing to do with you." in page
    near = page.split("Near it, these are free")[1].split("</form>")[0]
    sent = dict(re.findall(r'name="(type|who|mode|tz)" value="([^"]+)"', near))
    starts = re.findall(r'name="start" value="([^"]+)"', near)
    assert len(starts) == 2
    assert asked.booking.start.isoformat() not in starts, "what was refused is not offered again"
    assert "Who shall we expect?" in text(client.post("/book/details/", {**sent, "start": starts[0]}))
    (mail,) = Message.objects.all()
    assert not re.search(r"therap|dana|talk|quokka |practice|counsel", mail.content["body"], re.IGNORECASE)


def test_only_whose_it_is_answers_and_switches(world: World, asked: Booked) -> None:
    femi = as_(world, "femi")
    for do in ("yes", "no"):
        assert femi.post(f"{PAGE}{asked.booking.id}/answer/", {"do": do, "sure": "1"}).status_code == 404
    assert femi.post(PAGE, {"who": "dana", "ask": "off"}).status_code == 404
    assert queries.status(asked.booking) == "requested"
    assert femi.post(PAGE, {"who": "femi", "ask": "on"}).status_code == 302
    assert AsksFirst.objects.count() == 2
    as_(world, "erin").post(PAGE, {"who": "femi", "ask": "off"})
    assert [row.therapist_id for row in AsksFirst.objects.all()] == [world.room.id]


def test_the_pages_say_before_sending_that_it_is_asked_for_and_by_when(world: World, client: Client) -> None:
    start = wish(world.room).start.isoformat()
    asked = {"type": "introduction", "who": "dana", "mode": "video", "tz": "UTC", "start": start}
    third = text(client.post("/book/details/", asked))
    assert third.index("This is a request.") < third.index("Ask for this time</button>")
    hold = dict(re.findall(r'name="(hold)" value="([^"]+)"', third))
    said = {**asked, **hold, "name": "Sam", "phone": "+1 416 555 0134", "old_enough": "on"}
    fourth = client.post("/book/done/", said)
    assert "You have asked for this time" in text(fourth)
    assert "You hear from us by" in text(fourth)
    assert "Put it in my calendar" not in text(fourth)
    keys = dict(re.findall(r'name="(code|token)" value="([^"]+)"', text(fourth)))
    assert "The answer stands here, too." in text(client.post("/book/manage/", keys))
    assert "STATUS:TENTATIVE" in text(client.post("/book/manage/time.ics", keys))


def test_what_giving_up_late_means_is_said_before_and_never_stands_in_the_way(
    world: World, client: Client
) -> None:
    erin = as_(world, "erin")
    rules = {"do": "rules", "open_per_person": "2", "late_hours": "336", "late_words": ""}
    assert "Say what it means, or set the hours to 0." in text(erin.post("/desk/team/", rules))
    assert erin.post("/desk/team/", {**rules, "late_words": "Half of the fee."}).status_code == 302
    assert HouseRules.objects.get().open_per_person == 2
    start = wish(world.other).start.isoformat()
    asked = {"type": "introduction", "who": "femi", "mode": "video", "tz": "UTC", "start": start}
    third = text(client.post("/book/details/", asked))
    assert third.index("Half of the fee.") < third.index("Book this time</button>")
    guest = Guest(name="Sam", email="sam@example.org", may_mail=True)
    done = services.book(wish=wish(world.other), guest=guest)
    assert "Giving it up now is late. Half of the fee." in text(client.post("/book/manage/", pair(done)))
    assert "fee" not in Message.objects.get(holder=done.booking.holder).content["body"]
    assert "Half of the fee." in text(client.post("/book/manage/cancel/", pair(done)))
    assert "Your time is given up." in text(client.post("/book/manage/cancel/", {**pair(done), "sure": "1"}))
    HouseRules.objects.update(late_hours=1)
    early = services.book(wish=wish(world.other), guest=guest)
    body = Message.objects.get(holder=early.booking.holder, kind="booking.booked").content["body"]
    assert "If you cannot come, give it up before " in body
    assert Booking.objects.filter(start__gt=timezone.now()).exists()
