"""Ending the sign-in of somebody who left the practice, and opening the seat again by an invitation."""

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from footing.accounts.models import Person, Sitting
from footing.accounts.services import make_person
from footing.booking.models import Booking
from footing.desk import intake
from footing.desk.forms import ProfileForm
from footing.practice import invitations
from footing.practice.models import Invitation, Manager, Therapist
from footing.sharing import queries, readers, services
from footing.vault.models import AccessLog
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, World, make_world, signed_in
from tests.sharing.conftest import Shared, shared  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
TEAM = "/desk/team/"
SURE = {"do": "end", "sure": "1"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def erin(world: World) -> Client:
    return signed_in(world.erin, OwnClient())


def second_manager(name: str = "Gale") -> Person:
    person = make_person(name=name, passphrase=PASSPHRASE)
    Manager.objects.create(person=person, since=timezone.now())
    return person


def join(secret: str, name: str) -> Any:
    sent = {"secret": secret, "name": name, "passphrase": PASSPHRASE}
    return OwnClient().post("/account/join/", sent)


def secret_on(page: Any) -> str:
    found = re.search(r"/account/join/#([\w-]{32})", page.content.decode())
    assert found
    return found[1]


def test_ending_asks_once_and_changes_nothing_before(world: World, erin: Client) -> None:
    dana = signed_in(world.dana, OwnClient())
    page = erin.post(TEAM, {"do": "end", "who": str(world.dana.id)}).content.decode()
    assert "End the sign-in of" in page
    assert 'name="sure"' in page
    assert dana.get("/desk/").status_code == 200
    assert Person.objects.get(id=world.dana.id).is_active


def test_at_once_every_session_is_over_and_no_way_in_is_left(world: World, erin: Client) -> None:
    danas = [signed_in(world.dana, OwnClient()) for _ in range(2)]
    assert erin.post(TEAM, {**SURE, "who": str(world.dana.id)}).status_code == 302
    assert f"The sign-in of {world.room.name} is ended." in erin.get(TEAM).content.decode()
    for dana in danas:
        assert dana.get("/desk/")["Location"].startswith("/account/sign-in/")
    assert not Sitting.objects.filter(person=world.dana).exists()
    assert Session.objects.count() == 1, "the manager's own"
    again = OwnClient().post("/account/sign-in/", {"login": "Dana", "password": PASSPHRASE})
    assert again.status_code == 422
    assert erin.get("/desk/").status_code == 200


def test_the_profile_is_hidden_and_cannot_be_shown_while_the_sign_in_is_ended(
    world: World, erin: Client, client: Client
) -> None:
    assert client.get("/team/dana/").status_code == 200
    erin.post(TEAM, {**SURE, "who": str(world.dana.id)})
    assert client.get("/team/dana/").status_code == 404
    refused = erin.post(TEAM, {"do": "show", "who": "dana"})
    assert refused.status_code == 422
    assert f"The sign-in of {world.room.name} is ended." in refused.content.decode()
    saved = {
        **ProfileForm.initial_of(world.room),
        "languages": "English",
        "ways_of_working": "",
        "is_listed": "on",
    }
    erin.post("/desk/profile/", {**saved, "who": "dana", "line": "Another line."})
    assert Therapist.objects.get(slug="dana").line == "Another line."
    assert client.get("/team/dana/").status_code == 404
    assert client.get("/team/femi/").status_code == 200


def test_coming_bookings_stay_and_are_listed_by_time_without_a_name(world: World, erin: Client) -> None:
    erin.post(TEAM, {**SURE, "who": str(world.dana.id)})
    page = erin.get(TEAM).content.decode()
    assert f"/desk/booking/{world.booking.id}/" in page
    assert "Alice" not in page
    assert not AccessLog.objects.exists(), "a list of times is no look at anybody"
    assert not Booking.objects.filter(cancellation__isnull=False).exists()
    assert erin.post(f"/desk/booking/{world.booking.id}/move/").status_code == 200
    Booking.objects.update(start=timezone.now() - timedelta(days=1))
    assert f"/desk/booking/{world.booking.id}/" not in erin.get(TEAM).content.decode()


def test_open_invitations_die(world: World, erin: Client) -> None:
    gale = second_manager()
    of_femi, of_manager = invitations.invite(therapist=world.other), invitations.invite(manager=True)
    erin.post(TEAM, {**SURE, "who": str(world.dana.id)})
    assert Invitation.objects.filter(used_at__isnull=True).count() == 2, "others' seats are not Dana's"
    erin.post(TEAM, {**SURE, "who": str(gale.id)})
    for secret in (of_femi, of_manager):
        assert join(secret, "Zoe").status_code == 422, "a manager may have kept any of the links"


def test_nobody_ends_their_own(world: World, erin: Client) -> None:
    second_manager()
    assert f'value="{world.erin.id}"' not in erin.get(TEAM).content.decode()
    answer = erin.post(TEAM, {**SURE, "who": str(world.erin.id)})
    assert answer.status_code == 422
    assert "your own" in answer.content.decode()
    assert erin.get("/desk/").status_code == 200


@pytest.mark.parametrize("who", ["dana", "femi", "charlie", "visitor"])
def test_only_a_manager_ends_or_invites(world: World, who: str) -> None:
    client = OwnClient() if who == "visitor" else signed_in(getattr(world, who), OwnClient())
    for sent in ({**SURE, "who": str(world.erin.id)}, {"do": "manager"}):
        assert client.post(TEAM, sent).status_code == (302 if who == "visitor" else 404)
    assert Person.objects.filter(is_active=False).count() == Invitation.objects.count() == 0


@pytest.mark.parametrize("who", ["", "dana", "00000000-0000-4000-8000-000000000000", "charlie"])
def test_whoever_has_no_seat_here_is_not_found(world: World, erin: Client, who: str) -> None:
    sent = str(world.charlie.id) if who == "charlie" else who
    assert erin.post(TEAM, {**SURE, "who": sent}).status_code == 404
    assert not Person.objects.filter(is_active=False).exists()


def test_a_manager_ends_another_manager_and_invites_one(world: World, erin: Client) -> None:
    gale = second_manager()
    theirs = signed_in(gale, OwnClient())
    assert "Gale" in erin.get(TEAM).content.decode()
    assert erin.post(TEAM, {**SURE, "who": str(gale.id)}).status_code == 302
    assert theirs.get(TEAM)["Location"].startswith("/account/sign-in/")
    assert "The sign-in of Gale is ended." in erin.get(TEAM).content.decode()
    assert "Gale" not in erin.get(TEAM).content.decode()
    secret = secret_on(erin.post(TEAM, {"do": "manager"}))
    assert join(secret, "Gale the second").status_code == 302
    assert Manager.objects.filter(person__is_active=True).count() == 2


def test_two_managers_who_end_each_other_leave_one(world: World) -> None:
    from footing.desk import seats
    from footing.desk.access import Staff

    gale = second_manager()
    seats.end(staff=Staff(world.erin, None, True), person=gale)
    with pytest.raises(seats.OwnSeatError):
        seats.end(staff=Staff(gale, None, True), person=world.erin)
    assert Person.objects.get(id=world.erin.id).is_active


def test_a_new_invitation_opens_the_seat_for_a_new_sign_in(world: World, erin: Client) -> None:
    erin.post(TEAM, {**SURE, "who": str(world.dana.id)})
    secret = secret_on(erin.post(TEAM, {"do": "invite", "who": "dana"}))
    assert join(secret, "Dana").status_code == 422, "the name stays taken"
    secret = secret_on(erin.post(TEAM, {"do": "invite", "who": "dana"}))
    assert join(secret, "Dana again").status_code == 302
    seat = Therapist.objects.get(slug="dana")
    assert seat.person_id not in {None, world.dana.id}
    assert not Person.objects.get(id=world.dana.id).is_active
    assert erin.post(TEAM, {"do": "show", "who": "dana"}).status_code == 302


def test_nothing_new_is_given_to_somebody_who_left(world: World, erin: Client) -> None:
    erin.post(TEAM, {**SURE, "who": str(world.dana.id)})
    assert str(world.dana.id) not in {id for id, _ in intake.owners()}
    Therapist.objects.filter(slug="dana").update(is_listed=True)
    assert [t.slug for t in readers.therapists(world.charlie.id)] == ["femi"]


def test_what_was_shared_stays_its_owners_and_is_read_by_nobody(shared: Shared) -> None:  # noqa: F811
    erin, now = shared.client("erin"), timezone.now()
    dana, note = shared.world.dana.id, shared.grants["note"].id
    erin.post(TEAM, {**SURE, "who": str(dana)})
    assert queries.opened(reader=dana, id=note, now=now) is None
    assert queries.received(reader=dana, now=now) == []
    assert not queries.stands(reader=dana, id=note, now=now)
    assert len(queries.given(person=shared.alice.id, now=now)) == 2
    secret = secret_on(erin.post(TEAM, {"do": "invite", "who": "dana"}))
    taker = OwnClient()
    taker.post("/account/join/", {"secret": secret, "name": "Taker", "passphrase": PASSPHRASE})
    assert taker.get(f"/desk/shared/{note}/").status_code == 404, (
        "whoever takes the seat takes no trust with it"
    )
    page = shared.client("alice").get("/share/").content.decode()
    assert "Somebody who no longer works here" in page
    services.stop(person=shared.alice.id, id=note, now=now)


def test_the_command_signs_everybody_out_and_they_can_come_back(world: World) -> None:
    clients = [signed_in(person, OwnClient()) for person in (world.erin, world.charlie)]
    said = StringIO()
    call_command("close", "--all", stdout=said)
    assert said.getvalue().startswith("2 sign-ins are over.")
    assert (Session.objects.count(), Sitting.objects.count()) == (0, 0)
    for client in clients:
        assert client.get("/account/").status_code == 302
    assert signed_in(world.charlie, OwnClient()).get("/account/").status_code == 200
    for arguments in ([], ["Erin", "--all"]):
        with pytest.raises(CommandError, match="Give a NAME, or --all"):
            call_command("close", *arguments)


def test_the_command_ends_a_sign_in_by_name(world: World) -> None:
    dana, out = signed_in(world.dana, OwnClient()), StringIO()
    call_command("close", "dana", stdout=out)
    assert "ended" in out.getvalue()
    assert dana.get("/desk/").status_code == 302
    assert not Therapist.objects.get(slug="dana").is_listed
    for name in ("nobody", "charlie"):
        with pytest.raises(CommandError, match="works here"):
            call_command("close", name)
    assert Person.objects.get(id=world.charlie.id).is_active
