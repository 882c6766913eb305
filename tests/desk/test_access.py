"""Every address of the desk, every role, and what belongs to somebody else."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from footing.accounts import services as accounts
from footing.booking.models import Booking, Cancellation
from footing.calendars.models import TimeOff, WorkingHours
from footing.practice.models import Practice
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
PAGES = ("/desk/", "/desk/hours/", "/desk/profile/")
POSTS = ("/desk/hours/", "/desk/hours/off/", "/desk/profile/", "/desk/profile/photo/")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> Callable[[str], Client]:
    return lambda name: signed_in(getattr(world, name), OwnClient())


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_is_asked_to_sign_in_and_a_person_without_a_seat_finds_nothing(
    as_: Callable[[str], Client], client: Client, address: str
) -> None:
    assert client.get(address)["Location"].startswith("/account/sign-in/")
    assert as_("charlie").get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_therapist_sees_their_own_pages_and_nobody_elses(
    as_: Callable[[str], Client], address: str
) -> None:
    dana = as_("dana")
    assert dana.get(address).status_code == 200
    foreign, unknown = dana.get(address, {"who": "femi"}), dana.get(address, {"who": "nobody"})
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


@pytest.mark.parametrize("address", PAGES)
def test_a_manager_sees_everybodys(as_: Callable[[str], Client], address: str) -> None:
    for who in ("dana", "femi"):
        assert as_("erin").get(address, {"who": who}).status_code == 200


@pytest.mark.parametrize("part", ["", "move/", "cancel/"])
def test_another_therapists_booking_answers_like_none(
    as_: Callable[[str], Client], world: World, part: str
) -> None:
    here, nowhere = f"/desk/booking/{world.booking.id}/{part}", f"/desk/booking/{world.room.id}/{part}"
    femi = as_("femi")
    ask = femi.post if part else femi.get
    assert ask(here).status_code == ask(nowhere).status_code == 404
    assert ask(here).content == ask(nowhere).content
    assert not Cancellation.objects.exists()
    charlie = as_("charlie")
    assert (charlie.post if part else charlie.get)(here).status_code == 404
    assert OwnClient().get(f"/desk/booking/{world.booking.id}/").status_code == 302


@pytest.mark.parametrize("address", POSTS)
def test_nobody_writes_for_another_therapist(as_: Callable[[str], Client], address: str) -> None:
    before = list(WorkingHours.objects.values_list()), list(TimeOff.objects.values_list())
    sent = {
        "who": "femi",
        "day0": "9:00-10:00",
        "pause": "5",
        "step": "30",
        "notice_hours": "1",
        "horizon_days": "9",
    }
    assert as_("dana").post(address, sent).status_code == 404
    assert as_("charlie").post(address, sent).status_code == 404
    assert (list(WorkingHours.objects.values_list()), list(TimeOff.objects.values_list())) == before


def test_without_a_second_factor_there_is_only_the_way_to_one(
    as_: Callable[[str], Client], world: World
) -> None:
    Practice.objects.update(is_demo=False)
    for address in (*PAGES, f"/desk/booking/{world.booking.id}/"):
        assert as_("dana").get(address)["Location"] == "/account/second/"


def test_a_closed_person_is_out_at_the_next_request(as_: Callable[[str], Client], world: World) -> None:
    dana = as_("dana")
    assert dana.get("/desk/").status_code == 200
    accounts.close(person=world.dana)
    assert dana.get("/desk/").status_code == 302


def test_each_look_leaves_a_line_with_ids_and_kinds_only(as_: Callable[[str], Client], world: World) -> None:
    as_("dana").get(f"/desk/booking/{world.booking.id}/")
    row = AccessLog.objects.get()
    assert (row.actor, row.subject, row.kind, row.action) == (
        world.dana.id,
        world.booking.holder,
        "booking",
        "look",
    )
    as_("femi").get(f"/desk/booking/{world.booking.id}/")
    assert AccessLog.objects.count() == 1


def test_the_access_log_is_append_only() -> None:
    AccessLog.objects.create(
        actor="0" * 32, subject="0" * 32, kind="x", action="look", purpose="x", at="2026-01-01T00:00:00Z"
    )
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE vault_accesslog SET kind = 'y'")


def test_a_week_costs_one_key_query(
    as_: Callable[[str], Client], world: World, django_assert_num_queries: Callable[..., object]
) -> None:
    dana, start = as_("dana"), world.booking.start.date().isoformat()
    with django_assert_num_queries(1, using="keys"):  # type: ignore[attr-defined]
        assert "Alice Canary" in dana.get("/desk/", {"week": start}).content.decode()


def test_moving_and_giving_up_for_a_caller_is_recorded_as_the_practices(
    as_: Callable[[str], Client], world: World
) -> None:
    dana, here = as_("dana"), f"/desk/booking/{world.booking.id}/"
    to = wish(world.room).start
    assert dana.post(f"{here}move/", {"start": to.isoformat()}).status_code == 302
    assert Booking.objects.get().start == to
    assert Booking.objects.get().moves.get().by == "practice"
    assert "Give this time up for them?" in dana.post(f"{here}cancel/").content.decode()
    dana.post(f"{here}cancel/", {"sure": "1"})
    assert Cancellation.objects.get().by == "practice"


def test_hours_are_tried_without_saving_and_saved_when_asked(
    as_: Callable[[str], Client], world: World
) -> None:
    dana = as_("dana")
    sent = {"day0": "9:00-10:00", "pause": "5", "step": "30", "notice_hours": "1", "horizon_days": "30"}
    page = dana.post("/desk/hours/", {**sent, "preview": "1"}).content.decode()
    assert "Not saved yet." in page
    assert WorkingHours.objects.filter(therapist=world.room).count() == 7
    dana.post("/desk/hours/", sent)
    assert WorkingHours.objects.filter(therapist=world.room).count() == 1


def test_a_mistake_in_the_hours_comes_back_with_all_that_was_typed(as_: Callable[[str], Client]) -> None:
    sent = {
        "day0": "9 till late",
        "day1": "8:00-9:00",
        "pause": "5",
        "step": "30",
        "notice_hours": "-1",
        "horizon_days": "",
    }
    page = as_("dana").post("/desk/hours/", sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert "9 till late" in text
    assert "8:00-9:00" in text
    assert "Write times as 9:00-12:30" in text
