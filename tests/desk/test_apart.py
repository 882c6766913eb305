"""Two people who should not meet here: what staff see and may, and that a client's pages stay the same to the byte."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from footing.booking import services
from footing.booking.models import Booking
from footing.booking.services import Booked, Guest, Wish
from footing.desk import jobs
from footing.practice.models import Apart
from footing.vault import links
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def world() -> World:
    made = make_world()
    for room in (made.room, made.other):
        room.modes = ["video", "in-person"]
        room.save()
    return made


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    return lambda name: signed_in(getattr(world, name), OwnClient())


def booked(world: World, room: str, hours: float, name: str, mode: str = "in-person") -> Booked:
    """A booking some hours after a morning four days from now."""
    start = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(
        days=4, hours=hours
    )
    wish = Wish("introduction", start, mode, getattr(world, room).id)
    return services.book(wish=wish, guest=Guest(name=name, phone="+1 416 555 0134"))


def mark(client: Client, one: Booking, other: Booking) -> Any:
    return client.post(f"/desk/booking/{one.id}/apart/", {"code": other.code.lower()})


def test_whom_staff_keep_apart_is_warned_of_in_the_week_and_at_both_bookings(
    world: World, as_: Callable[[str], Client]
) -> None:
    alice, bob = booked(world, "room", 0, "Alice").booking, booked(world, "other", 1, "Bob").booking
    erin = as_("erin")
    assert mark(erin, alice, bob).status_code == 302
    assert "They would meet" in erin.get(f"/desk/booking/{bob.id}/").content.decode()
    week = erin.get("/desk/", {"who": "dana", "week": alice.start.date().isoformat()}).content.decode()
    assert week.count("should not meet") == 1
    # A therapist who may not see the other booking hears nothing of it.
    dana = as_("dana")
    assert "They would meet" not in dana.get(f"/desk/booking/{alice.id}/").content.decode()
    assert (
        "should not meet</span>"
        not in dana.get("/desk/", {"week": alice.start.date().isoformat()}).content.decode()
    )
    assert erin.post(f"/desk/booking/{bob.id}/apart/", {"remove": str(alice.id)}).status_code == 302
    assert not Apart.objects.exists()


def test_the_practice_moves_nobody_near_somebody_they_should_not_meet(
    world: World, as_: Callable[[str], Client]
) -> None:
    alice, bob = booked(world, "room", 0, "Alice").booking, booked(world, "other", 6, "Bob").booking
    mark(as_("erin"), alice, bob)
    dana = as_("dana")
    for hours, status in ((5, 422), (7, 422), (3.5, 302)):
        sent = {"start": (alice.start + timedelta(hours=hours)).isoformat()}
        answer = dana.post(f"/desk/booking/{alice.id}/move/", sent)
        assert answer.status_code == status, hours
    page = dana.post(
        f"/desk/booking/{alice.id}/move/", {"from": bob.start.date().isoformat()}
    ).content.decode()
    assert (bob.start + timedelta(hours=3)).isoformat() in page
    assert bob.start.isoformat() not in page
    video = booked(world, "room", 6, "Charlie", mode="video").booking
    mark(as_("erin"), video, bob)
    assert dana.post(f"/desk/booking/{video.id}/move/", {"start": bob.start.isoformat()}).status_code == 302


def test_case_46_a_client_is_offered_the_same_times_to_the_byte_with_a_mark_and_without(world: World) -> None:
    alice, bob = booked(world, "room", 0, "Alice"), booked(world, "room", 3, "Bob")
    client = OwnClient()

    def seen() -> list[bytes]:
        pair = {"code": alice.booking.code, "token": links.token(alice.booking)}
        search_ = {"type": "introduction", "who": "dana", "mode": "in-person", "tz": "UTC"}
        answers = [
            client.post("/book/manage/", pair), client.post("/book/manage/times/", pair),
            client.post("/book/manage/kept/", pair), client.post("/book/manage/kept/file/", pair),
            client.get("/book/times/", search_),
        ]  # fmt: skip
        assert [a.status_code for a in answers] == [200] * 5
        # The minute in which it was read stands on what is kept.
        return [re.sub(rb"\d\d:\d\d\. Times are", b"", a.content) for a in answers]

    before = seen()
    Apart.objects.create(
        first=min(alice.booking.id, bob.booking.id), second=max(alice.booking.id, bob.booking.id),
        by=world.erin.id, at=timezone.now(),
    )  # fmt: skip
    assert seen() == before
    near = bob.booking.start + timedelta(minutes=30)
    assert services.move(code=alice.booking.code, token=alice.token, start=near).start == near


def test_a_booking_that_one_may_not_see_is_one_that_is_not_there(
    world: World, as_: Callable[[str], Client]
) -> None:
    alice, bob = booked(world, "room", 0, "Alice").booking, booked(world, "other", 1, "Bob").booking
    dana = as_("dana")
    foreign, own = mark(dana, alice, bob), mark(dana, alice, alice)
    unknown = dana.post(f"/desk/booking/{alice.id}/apart/", {"code": "2222222222"})
    assert foreign.status_code == own.status_code == unknown.status_code == 422
    told = [a.content.decode().replace(b.code.lower(), "") for a, b in ((foreign, bob), (own, alice))]
    assert told[0] == told[1] == unknown.content.decode().replace("2222222222", "")
    assert mark(dana, bob, alice).status_code == 404
    assert dana.post(f"/desk/booking/{alice.id}/apart/", {"remove": "x"}).status_code == 422
    assert not Apart.objects.exists()


def test_a_mark_ends_with_its_bookings(world: World, as_: Callable[[str], Client]) -> None:
    alice, bob = booked(world, "room", 0, "Alice"), booked(world, "other", 1, "Bob")
    mark(as_("erin"), alice.booking, bob.booking)
    jobs.forget_past(timezone.now())
    assert Apart.objects.count() == 1
    services.cancel(code=bob.booking.code, token=bob.token)
    jobs.forget_past(timezone.now())
    assert not Apart.objects.exists()
