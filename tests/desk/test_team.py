"""From an empty installation to the first time that can be booked, and who may lead it there."""

import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from footing.booking.models import AppointmentType
from footing.practice import house as services
from footing.practice import invitations
from footing.practice.models import Invitation, Manager, Practice, Therapist
from tests.conftest import OwnClient
from tests.people import PASSPHRASE, make_world, signed_in

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.both_databases]
HOUSE = {
    "do": "practice", "name": "Quiet Rooms", "country": "CA", "region": "on", "time_zone": "America/Toronto",
    "telephone": "+1 416 555 0134",
}  # fmt: skip
DANA = {
    "do": "add", "name": "Dana Whitlock", "pronouns": "they/them", "profession": "Social worker",
    "registration_body": "College", "registration_number": "831190", "languages": "English, , French",
    "ways_of_working": "Plain talk, slow pace", "time_zone": "America/Toronto",
}  # fmt: skip
PROFILE = {
    **DANA, "who": "dana-whitlock", "line": "Plain talk.", "bio": "Slow pace.", "modes": "video", "fee": "120.00",
    "fee_currency": "CAD", "video_room": "https://meet.example/dana",
}  # fmt: skip
HOURS = {
    "who": "dana-whitlock", "pause": "10", "step": "30", "notice_hours": "1", "horizon_days": "30",
    **{f"day{n}": "9:00-17:00" for n in range(7)},
}  # fmt: skip
DESK = ("/desk/", "/desk/hours/", "/desk/profile/")


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FOOTING_DATA_DIR = tmp_path
    cache.clear()


@pytest.fixture
def erin() -> Client:
    """A manager who has just followed the link of `footing invite` in an empty installation."""
    client = OwnClient()
    sent = {"secret": invitations.invite(manager=True), "name": "Erin", "passphrase": PASSPHRASE}
    assert client.post("/account/join/", sent)["Location"] == "/desk/"
    return client


@pytest.fixture
def manager(erin: Client) -> Client:
    """The same, with a second factor."""
    enrol(erin)
    return erin


def enrol(client: Client) -> None:
    page = client.get("/account/second/app/")
    assert page.status_code == 200, "asked for the pass phrase that was just chosen"
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content.decode())
    assert secret
    now = time.time()
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now)
        code = format_hotp_value(hotp_value(secret[0], next(iter(yield_hotp_counters_from_time()))))
        assert client.post("/account/second/app/", {"code": code}).status_code == 302


def slots(client: Client) -> list[dict[str, str]]:
    today = timezone.now().date()
    asked = {"type": "introduction", "tz": "UTC", "from": today, "to": today + timedelta(days=7)}
    found: list[dict[str, str]] = client.get("/api/v1/slots", asked).json()["slots"]
    return found


def test_from_an_invitation_to_the_first_time_that_can_be_booked(erin: Client, client: Client) -> None:
    assert erin.get("/desk/")["Location"] == "/account/second/"
    enrol(erin)
    assert erin.get("/desk/")["Location"] == "/desk/start/"
    assert "First steps" in erin.get("/desk/start/").content.decode()
    assert erin.post("/desk/practice/", HOUSE).status_code == 302
    assert "add the first person" in erin.get("/desk/team/").content.decode()
    assert erin.post("/desk/team/", DANA).status_code == 302
    assert erin.get("/desk/").status_code == 200
    assert erin.post("/desk/hours/", HOURS).status_code == 302
    assert erin.post("/desk/profile/", PROFILE)["Location"] == "/desk/profile/?who=dana-whitlock"
    assert slots(client) == []
    assert client.get("/team/dana-whitlock/").status_code == 404
    assert erin.post("/desk/team/", {"do": "show", "who": "dana-whitlock"}).status_code == 302
    assert len(slots(client)) > 50
    page = client.get("/team/dana-whitlock/").content.decode()
    for words in ("English, French", "they/them", "CAD 120.00", "831190", "Plain talk, slow pace"):
        assert words in page
    house = Practice.objects.get()
    assert (house.name, house.region, house.minimum_age, house.is_demo) == ("Quiet Rooms", "ON", 16, False)
    assert (
        erin.post("/desk/practice/", {"do": "age", "minimum_age": "18", "asks_guardian": "on"}).status_code
        == 302
    )
    house.refresh_from_db()
    assert (house.minimum_age, house.asks_guardian) == (18, True)
    erin.post("/desk/team/", {"do": "hide", "who": "dana-whitlock"})
    assert slots(client) == []


def test_a_therapist_joins_by_the_managers_link_and_shows_their_own_profile(
    manager: Client, client: Client
) -> None:
    manager.post("/desk/practice/", HOUSE)
    manager.post("/desk/team/", DANA)
    page = manager.post("/desk/team/", {"do": "invite", "who": "dana-whitlock"}).content.decode()
    secret = re.search(r"http://localhost:8000/account/join/#([\w-]{32})", page)
    assert secret
    assert secret[1] not in manager.get("/desk/team/").content.decode()
    dana = OwnClient()
    dana.post("/account/join/", {"secret": secret[1], "name": "Dana", "passphrase": PASSPHRASE})
    enrol(dana)
    assert dana.get("/desk/").status_code == 200
    assert dana.post("/desk/profile/", {**PROFILE, "is_listed": "on"})["Location"] == "/team/dana-whitlock/"
    assert client.get("/team/dana-whitlock/").status_code == 200
    again = manager.post("/desk/team/", {"do": "invite", "who": "dana-whitlock"})
    assert again.status_code == 422
    assert "has joined already" in again.content.decode()
    assert Manager.objects.count() == 1


@pytest.mark.parametrize("address", DESK)
def test_a_manager_is_led_to_what_is_missing_from_every_page_of_the_desk(
    manager: Client, address: str
) -> None:
    assert manager.get(address)["Location"] == "/desk/start/"
    assert manager.post("/desk/team/", DANA).status_code == 302
    assert not Therapist.objects.exists(), "first the practice"
    manager.post("/desk/practice/", HOUSE)
    assert manager.get(address)["Location"] == "/desk/start/"
    manager.post("/desk/team/", DANA)
    assert manager.get(address).status_code == 200


def test_the_team_page_is_for_managers_only() -> None:
    world = make_world()
    for who in (world.dana, world.femi, world.charlie):
        client = signed_in(who, OwnClient())
        for do in ("practice", "add", "invite", "show", "hide"):
            sent = {**HOUSE, **DANA, "do": do, "who": "dana"}
            assert client.post("/desk/team/", sent).status_code == 404
        assert client.get("/desk/team/").status_code == 404
    assert "/desk/team/" not in signed_in(world.dana, OwnClient()).get("/desk/").content.decode()
    assert "/desk/team/" in signed_in(world.erin, OwnClient()).get("/desk/").content.decode()
    assert OwnClient().post("/desk/practice/", HOUSE).status_code == 302
    assert (Therapist.objects.count(), Invitation.objects.count()) == (2, 0)
    assert Practice.objects.get().name == "House"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({**HOUSE, "time_zone": "Mars/Base"}, "Mars/Base", "Write a time zone by its name"),
        ({**HOUSE, "telephone": "call me"}, "call me", "in digits"),
        ({**HOUSE, "region": "XX"}, "XX", "Write one of these: AB"),
        ({**HOUSE, "country": "NZ", "region": "ON"}, "ON", "Leave this empty here."),
        ({"do": "age", "minimum_age": "sixteen"}, "sixteen", "as a whole number"),
        ({**DANA, "languages": " , "}, "Social worker", "Write at least one language."),
        ({**DANA, "ways_of_working": "a," * 13}, "a,a,a,", "Keep the twelve"),
        ({**DANA, "time_zone": "Toronto"}, 'value="Toronto"', "Write a time zone by its name"),
    ],
)
def test_a_mistake_comes_back_filled_in_with_the_error_at_top_and_field(
    manager: Client, typed: dict[str, str], field: str, sentence: str
) -> None:
    manager.post("/desk/practice/", HOUSE)
    answer = manager.post("/desk/team/" if typed["do"] == "add" else "/desk/practice/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field in page
    assert page.count(sentence) == 2
    assert 'aria-invalid="true"' in page
    assert not Therapist.objects.exists()


def test_a_mistake_in_the_profile_comes_back_and_nothing_is_saved(manager: Client) -> None:
    manager.post("/desk/practice/", HOUSE)
    manager.post("/desk/team/", DANA)
    answer = manager.post(
        "/desk/profile/", {**PROFILE, "fee_currency": "dollars", "profession": "Typed here"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("three capital letters, such as CAD.") >= 2
    assert "Typed here" in page
    assert Therapist.objects.get().profession == "Social worker"


def test_nobody_is_shown_before_their_profile_is_filled_in(manager: Client) -> None:
    manager.post("/desk/practice/", HOUSE)
    manager.post("/desk/team/", DANA)
    answer = manager.post("/desk/team/", {"do": "show", "who": "dana-whitlock"})
    assert answer.status_code == 422
    assert "Fill in the profile of Dana Whitlock first" in answer.content.decode()
    assert not Therapist.objects.get().is_listed


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Dana Whitlock", ["dana-whitlock", "dana-whitlock-2"]),
        ("美玲", ["therapist", "therapist-2"]),
        ("x" * 80, ["x" * 40, "x" * 40 + "-2"]),
    ],
)
def test_namesakes_get_addresses_of_their_own(name: str, slugs: list[str]) -> None:
    values = {n: v for n, v in DANA.items() if n not in {"do", "name", "languages", "ways_of_working"}}
    found = [
        services.add_therapist(name=name, languages=["English"], ways_of_working=[], **values)  # type: ignore[arg-type]
        for _ in slugs
    ]
    assert [t.slug for t in found] == slugs


def test_setting_the_practice_brings_the_types_that_are_missing_and_leaves_the_others(
    manager: Client,
) -> None:
    AppointmentType.objects.exclude(id="introduction").delete()
    AppointmentType.objects.update(name="Hello")
    manager.post("/desk/practice/", HOUSE)
    assert AppointmentType.objects.count() == 3
    assert AppointmentType.objects.get(id="introduction").name == "Hello"


def test_an_invitation_older_than_72_hours_is_refused(client: Client) -> None:
    secret = invitations.invite(manager=True)
    sent = {"secret": secret, "name": "Erin", "passphrase": PASSPHRASE}
    made = timezone.now() - timedelta(hours=72, seconds=1)
    Invitation.objects.update(created_at=made)
    answer = client.post("/account/join/", sent)
    assert answer.status_code == 422
    assert "used up or too old" in answer.content.decode()
    assert not Manager.objects.exists()
    Invitation.objects.update(created_at=made + timedelta(minutes=1))
    assert client.post("/account/join/", sent).status_code == 302


def test_joining_proves_the_pass_phrase_for_a_few_minutes_only(
    erin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now().timestamp() + 10 * 60
    monkeypatch.setattr("allauth.account.internal.flows.reauthentication.time.time", lambda: later)
    assert erin.get("/account/second/app/")["Location"].startswith("/account/again/")
