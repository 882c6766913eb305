"""The waiting list at the desk: codes and no names, whom to call, and answering for them; each look has its line."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.services import Guest
from footing.booking.waiting import offering, services, wishes
from footing.booking.waiting.models import Ending, Offer, Waiting
from footing.practice.models import Therapist
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
As = Callable[[str], Client]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> As:
    return lambda who: signed_in(getattr(world, who), OwnClient())


def waits(name: str, therapist: Therapist | None) -> Waiting:
    wanted = wishes.Wanted("introduction", "video", therapist.id if therapist else None)
    guest = Guest(name=name, phone="+1 416 555 0134", hours="before four", zone="America/Toronto")
    return services.wait(wanted=wanted, guest=guest)


def test_the_list_has_no_names_and_a_therapist_sees_only_who_asks_for_them(world: World, as_: As) -> None:
    danas, anyones = waits("Numbat Canary", world.room), waits("Bilby Canary", None)
    offering.run(now=timezone.now())
    for who, sees in (("dana", [danas]), ("femi", []), ("erin", [danas, anyones])):
        page = as_(who).get("/desk/waiting/").content.decode()
        assert "Canary" not in page
        mine = {
            o.waiting_id
            for o in Offer.objects.filter(
                therapist=getattr(world, {"dana": "room", "femi": "other", "erin": "room"}[who])
            )
        }
        for row in (danas, anyones):
            assert (str(row.id) in page) == (row in sees or row.id in mine)
    assert not AccessLog.objects.filter(kind="waiting").exists()


def held() -> str:
    """The hold of the time that is kept now."""
    return str(Offer.objects.get(ended_at__isnull=True).hold_id)


def test_staff_answer_for_somebody_on_the_phone(world: World, as_: As) -> None:
    row = waits("Numbat Canary", world.room)
    offering.run(now=timezone.now())
    dana, here = as_("dana"), f"/desk/waiting/{row.id}/"
    assert "<strong>call</strong>" in dana.get("/desk/waiting/").content.decode()
    page = dana.get(here).content.decode()
    assert "No mail: call them, once." in page
    assert "before four" in page
    assert dana.post(here, {"do": "pass"}).status_code == 302
    assert not Offer.objects.get().outcome
    assert dana.post(here, {"do": "pass", "offer": held()}).status_code == 302
    assert Offer.objects.get().outcome == "declined"
    offering.run(now=timezone.now())
    assert dana.post(here, {"do": "take", "offer": str(row.id)}).status_code == 409
    answer = dana.post(here, {"do": "take", "offer": held()})
    booking = Booking.objects.exclude(id=world.booking.id).get()
    assert answer["Location"] == f"/desk/booking/{booking.id}/"
    assert (booking.name, Ending.objects.get().by) == ("Numbat Canary", "practice")
    looks = AccessLog.objects.filter(subject=row.holder, kind="waiting").order_by("id")
    assert [look.action for look in looks] == [
        "look",
        "look",
        "answer",
        "look",
        "answer",
        "look",
        "book",
        "look",
        "book",
    ]
    assert dana.get(here).status_code == 404


def test_somebody_is_taken_off_the_list_and_a_press_without_a_choice_does_nothing(
    world: World, as_: As
) -> None:
    row = waits("Numbat Canary", world.room)
    dana, here = as_("dana"), f"/desk/waiting/{row.id}/"
    assert dana.post(here, {"do": "nothing"}).status_code == 422
    assert dana.post(here, {"do": "take"}).status_code == 409
    assert dana.post(here, {"do": "stop"}).status_code == 302
    assert Ending.objects.get(waiting=row).reason == "stopped"


def test_an_offer_that_ran_out_while_the_phone_rang_is_said_in_words(world: World, as_: As) -> None:
    row = waits("Numbat Canary", world.room)
    offering.run(now=timezone.now())
    Offer.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = as_("dana").post(f"/desk/waiting/{row.id}/", {"do": "take"})
    assert answer.status_code == 409
    assert "no longer kept" in answer.content.decode()
