"""At the desk: who did not come, mails that did not arrive, and counts that tell of nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.reminders.models import NoShow
from footing.outbox.models import Message
from footing.vault import links
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def world() -> World:
    return make_world()


def page(world: World, who: str) -> str:
    client = signed_in(getattr(world, who), OwnClient())
    return client.get(f"/desk/booking/{world.booking.id}/").content.decode()


def test_a_therapist_says_it_of_what_is_over_and_takes_it_back(world: World) -> None:
    dana, here = signed_in(world.dana, OwnClient()), f"/desk/booking/{world.booking.id}/missed/"
    assert "Did they come?" not in page(world, "dana")
    assert dana.post(here).status_code == 422
    past = timezone.now() - timedelta(hours=2)
    Booking.objects.update(start=past, end=past + timedelta(minutes=20))
    assert "Do not call after them." in page(world, "dana")
    assert 'name="write"' not in page(world, "dana"), "Alice allowed no mail"
    assert dana.post(here, {"write": "1"}).status_code == 302
    assert (NoShow.objects.get().by, Message.objects.count()) == (world.dana.id, 0)
    assert AccessLog.objects.filter(subject=world.booking.holder, action="answer").count() == 2
    own = {"code": world.booking.code, "token": links.token(world.booking)}
    seen = OwnClient().post("/book/manage/", own).content.decode()
    assert "did not come" not in seen
    dana.post(here, {"back": "1"})
    assert not NoShow.objects.exists()


def test_a_mail_that_did_not_arrive_is_said_without_an_address(world: World) -> None:
    Message.objects.create(
        holder=world.booking.holder, kind="booking.booked", key="x", content={"to": "secret@example.org"},
        created_at=timezone.now(), not_before=timezone.now(), attempts=7, error="Refused", given_up_at=timezone.now(),
    )  # fmt: skip
    for who in ("dana", "erin"):
        assert "A mail to them could not be delivered." in page(world, who)
        assert "secret@example.org" not in page(world, who)


def test_counts_are_for_the_manager_and_of_few_nothing_is_said(world: World) -> None:
    assert signed_in(world.dana, OwnClient()).get("/desk/came/").status_code == 404
    shown = signed_in(world.erin, OwnClient()).get("/desk/came/").content.decode()
    assert shown.count("too few to say") == 2
