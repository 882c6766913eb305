"""The first run: from an empty installation to an open time, step by step, and back to it at any time."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from footing.calendars.models import WorkingHours
from footing.desk.start import STEPS
from footing.practice import policies
from footing.practice.models import Practice, Settled, Therapist
from tests.conftest import OwnClient
from tests.desk.test_team import enrol, erin, manager, own_folder, slots
from tests.people import make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
__all__ = ["enrol", "erin", "manager", "own_folder"]
START = "/desk/start/"
HOUSE = {
    "step": "practice", "name": "Quiet Rooms", "country": "CA", "region": "ON", "time_zone": "America/Toronto",
    "telephone": "+1 416 555 0134", "mail": "",
}  # fmt: skip
DANA = {
    "step": "therapist", "myself": "on", "name": "Dana Whitlock", "profession": "Social worker",
    "registration_body": "College", "registration_number": "831190", "languages": "English", "line": "Plain talk.",
    "bio": "I listen.", "modes": ["video", "phone"], "fee": "120.00", "fee_currency": "CAD",
}  # fmt: skip
WEEK = {"step": "hours", **{f"day{n}": "9:00-12:00" for n in range(7)}}
AGE = {"step": "texts", "minimum_age": "18", "own-limits-text": "Our words.", "own-cancellation-text": ""}


def here(client: Client) -> str:
    """The step that the page stands on."""
    page = client.get(START).content.decode()
    return page.split('name="step" value="')[1].split('"')[0]


def test_a_new_manager_is_led_from_step_to_step_to_the_first_open_time(
    manager: Client, client: Client
) -> None:
    assert manager.get("/desk/")["Location"] == START
    for step, sent in (("practice", HOUSE), ("therapist", DANA), ("hours", WEEK)):
        assert here(manager) == step
        assert "People can book now" not in manager.get(START).content.decode()
        assert manager.post(START, sent)["Location"] == START
    page = manager.get(START).content.decode()
    assert "People can book now" in page
    assert "/book/?who=dana-whitlock" in page
    assert len(slots(client)) > 5
    assert manager.get("/desk/").status_code == 200
    assert here(manager) == "texts"
    for sent in (AGE, {"step": "colour", "skip": "1"}, {"step": "look"}, {"step": "share"}):
        assert here(manager) == sent["step"]
        assert manager.post(START, sent).status_code == 302
    assert set(Settled.objects.values_list("step", flat=True)) == {"texts", "colour", "look", "share"}
    house = Practice.objects.get()
    assert (house.minimum_age, house.asks_guardian, house.colour) == (18, False, "")
    assert [p.body for p in policies.own()] == ["Our words."]
    page = manager.get(START).content.decode()
    assert page.count('class="done"') == len(STEPS)
    assert "All seven steps are done." in page
    assert ">Done<" not in page


def test_whoever_adds_themselves_has_the_seat_and_a_first_therapist_may_be_somebody_else(
    manager: Client,
) -> None:
    manager.post(START, HOUSE)
    manager.post(START, {**DANA, "myself": ""})
    assert Therapist.objects.get().person is None
    Therapist.objects.all().delete()
    manager.post(START, DANA)
    made = Therapist.objects.get()
    assert made.person is not None
    assert made.is_listed
    manager.post(START, {**DANA, "name": "Twice"})
    assert Therapist.objects.count() == 1


@pytest.mark.parametrize("step", ["therapist", "hours", "texts", "share", "none", ""])
def test_no_step_comes_before_the_practice(manager: Client, step: str) -> None:
    assert manager.post(START, {**DANA, **WEEK, **AGE, "step": step}).status_code == 422
    assert not Practice.objects.exists()
    assert not Settled.objects.exists()
    assert f'?step={step or "x"}"' not in manager.get(START, {"step": step}).content.decode()


def test_a_mistake_comes_back_with_all_that_was_typed_and_nothing_is_saved(manager: Client) -> None:
    manager.post(START, HOUSE)
    answer = manager.post(START, {**DANA, "fee": "much", "fee_currency": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write the fee as 120.00." in page
    assert "Social worker" in page
    assert not Therapist.objects.exists()
    manager.post(START, DANA)
    answer = manager.post(START, {**WEEK, "day2": "nine to five"})
    assert answer.status_code == 422
    assert "nine to five" in answer.content.decode()
    assert not WorkingHours.objects.exists()


def test_hours_can_be_tried_before_they_are_saved(manager: Client) -> None:
    manager.post(START, HOUSE)
    manager.post(START, DANA)
    assert "9:00-12:00, 13:00-17:00" in manager.get(START).content.decode().replace("09:00", "9:00")
    page = manager.post(START, {**WEEK, "preview": "1"}).content.decode()
    assert "Not saved yet." in page
    assert "<dt>" in page
    assert not WorkingHours.objects.exists()


def test_a_practice_that_is_there_can_come_back_to_any_step(tmp_path: Path, settings: Any) -> None:
    world = make_world()
    erin = signed_in(world.erin, OwnClient())
    for step in STEPS:
        assert f'name="step" value="{step}"' in erin.get(START, {"step": step}).content.decode()
    assert 'value="House"' in erin.get(START, {"step": "practice"}).content.decode()
    assert signed_in(world.dana, OwnClient()).get(START).status_code == 404
