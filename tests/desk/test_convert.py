"""An inquiry becomes a booking: once, at a time that is free, and with the name and ways only."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from footing.booking import services as booking
from footing.booking.models import Booking, Cancellation
from footing.booking.services import Guest
from footing.desk.access import Staff
from footing.desk.services import convert
from footing.outbox.models import Message
from footing.practice import queries, services
from footing.practice.models import Conversion, Inquiry
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish
from tests.practice.letters import letter

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
ASKED = {"type": "introduction", "who": "dana", "mode": "video", "tz": "America/Toronto"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    return lambda name: signed_in(getattr(world, name), OwnClient())


@pytest.fixture
def inquiry(world: World) -> Inquiry:
    made = letter(name="Quokka Canary", therapist=world.room)
    services.assign(inquiry=made, owner=world.dana, by=world.erin.id)
    return made


def made(world: World) -> Booking:
    return Booking.objects.exclude(id=world.booking.id).get()


def test_a_time_is_chosen_from_those_that_are_open_and_booked_under_their_name(
    as_: Callable[[str], Client], world: World, inquiry: Inquiry
) -> None:
    here, dana = f"/desk/intake/{inquiry.id}/book/", as_("dana")
    assert 'value="introduction" checked' in dana.get(here).content.decode()
    start = wish(world.room).start.isoformat()
    assert f'value="{start}"' in dana.get(here, ASKED).content.decode()
    answer = dana.post(here, {**ASKED, "start": start})
    booked = made(world)
    assert answer["Location"] == f"/desk/booking/{booked.id}/"
    assert (booked.name, booked.contact["hours"], booked.contact["say"]) == (
        "Quokka Canary",
        "before four",
        "Sam",
    )
    assert booked.message == ""
    assert booked.holder != inquiry.holder
    assert (Conversion.objects.get().booking, Conversion.objects.get().by) == (booked.id, world.dana.id)
    assert queries.state(inquiry) == "converted"
    assert f"/desk/booking/{booked.id}/" in dana.get(f"/desk/intake/{inquiry.id}/").content.decode()


def test_a_time_taken_meanwhile_is_409_with_three_that_can_be_booked(
    as_: Callable[[str], Client], world: World, inquiry: Inquiry
) -> None:
    here, taken = f"/desk/intake/{inquiry.id}/book/", world.booking.start.isoformat()
    answer = as_("dana").post(here, {**ASKED, "start": taken})
    page = answer.content.decode()
    assert answer.status_code == 409
    alert = page[page.index('role="alert"') : page.index("</form>", page.index('role="alert"'))]
    assert alert.count('name="start"') == 3
    assert not Conversion.objects.exists()
    start = alert.split('name="start" value="')[1].split('"')[0]
    assert as_("dana").post(here, {**ASKED, "start": start}).status_code == 302
    assert made(world).start.isoformat() == start


@pytest.mark.parametrize("start", ["", "soon", "0001-01-01T00:00:00+14:00", "2031-01-06T10:00:00Z"])
def test_what_never_was_a_time_is_a_sentence(
    as_: Callable[[str], Client], inquiry: Inquiry, start: str
) -> None:
    answer = as_("dana").post(f"/desk/intake/{inquiry.id}/book/", {**ASKED, "start": start})
    assert answer.status_code == 422
    assert re.search("from the list.|too far ahead", answer.content.decode())


def test_a_therapist_books_into_their_own_time_only_whatever_the_form_says(
    as_: Callable[[str], Client], world: World, inquiry: Inquiry
) -> None:
    here, start = f"/desk/intake/{inquiry.id}/book/", wish(world.room).start.isoformat()
    assert as_("dana").post(here, {**ASKED, "who": "femi", "start": start}).status_code == 422
    as_("dana").post(here, {**ASKED, "who": "", "start": start})
    assert made(world).therapist == world.room


def test_a_manager_books_with_anybody(as_: Callable[[str], Client], world: World, inquiry: Inquiry) -> None:
    start = wish(world.other).start.isoformat()
    as_("erin").post(f"/desk/intake/{inquiry.id}/book/", {**ASKED, "who": "femi", "start": start})
    assert made(world).therapist == world.other


def test_two_who_book_for_the_same_person_make_one_booking(
    as_: Callable[[str], Client], world: World, inquiry: Inquiry
) -> None:
    """The second press, and a second person with another time, both find it done."""
    here = f"/desk/intake/{inquiry.id}/book/"
    for start in (wish(world.room).start, wish(world.room).start, wish(world.other).start):
        last: Any = as_("erin").post(here, {**ASKED, "start": start.isoformat()})
    assert last.status_code == 409
    assert "This one is done already." in last.content.decode()
    assert made(world)


def test_a_stop_between_booking_and_noting_it_is_mended_by_the_same_press(
    as_: Callable[[str], Client], world: World, inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, start = f"/desk/intake/{inquiry.id}/book/", wish(world.room).start.isoformat()

    def stop(**_: Any) -> None:
        raise KeyboardInterrupt

    client = as_("dana")
    with monkeypatch.context() as patch:
        patch.setattr("footing.practice.services.convert", stop)
        with pytest.raises(KeyboardInterrupt):
            client.post(here, {**ASKED, "start": start})
    assert as_("dana").post(here, {**ASKED, "start": start}).status_code == 302
    assert Conversion.objects.get().booking == made(world).id


def test_closed_while_somebody_books_gives_the_time_back(
    world: World, inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = booking.book

    def book(**options: Any) -> Any:
        done = real(**options)
        services.close(inquiry=inquiry, reason="asked", by=world.erin.id)
        return done

    monkeypatch.setattr("footing.booking.services.book", book)
    staff = Staff(world.dana, world.room, False)
    with pytest.raises(services.DoneError):
        convert(staff=staff, found=inquiry, wish=wish(world.room), zone="UTC")
    assert Cancellation.objects.get().booking == made(world)
    assert not Conversion.objects.exists()


def test_the_mail_of_the_booking_goes_only_where_mail_was_allowed(
    as_: Callable[[str], Client], world: World
) -> None:
    for number, may in ((1, False), (2, True)):
        sent = letter(number, contact={"email": "alice@example.org", "may_mail": may})
        start = wish(world.room).start.isoformat()
        as_("erin").post(f"/desk/intake/{sent.id}/book/", {**ASKED, "start": start})
        kinds = [message.kind for message in Message.objects.all()]
        assert kinds.count("booking.booked") == may


def test_a_guest_may_write_lines_in_a_booking_too(world: World) -> None:
    guest = Guest(name="Alice", phone="+1 416 555 0134", message="one\r\ntwo")
    assert booking.book(wish=wish(world.room), guest=guest).booking.message == "one\r\ntwo"
