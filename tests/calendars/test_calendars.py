"""Working time: what is open, who may change it, and how few questions the database is asked."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from footing.accounts.models import Person
from footing.calendars import forms, queries, services
from footing.calendars.models import TimeOff, WorkingHours
from footing.core.slots import Window
from footing.practice.models import Manager, Therapist
from footing.vault import keys
from tests.practice.test_team import make_therapist

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
NINE_TO_TEN = (Window(0, 540, 600),)


def make_person(name: str) -> Person:
    holder = keys.make_holder()
    return Person.objects.create(
        id=holder, holder=holder, login=uuid.uuid4().hex, name=name, created_at=timezone.now()
    )


@pytest.fixture
def people() -> dict[str, Any]:
    dana, femi, erin, charlie = (make_person(n) for n in ("Dana", "Femi", "Erin", "Charlie"))
    Manager.objects.create(person=erin, since=timezone.now())
    return {
        "dana": dana, "femi": femi, "erin": erin, "charlie": charlie,
        "room": make_therapist("dana", person=dana), "other": make_therapist("femi", person=femi),
    }  # fmt: skip


def starts(
    *team: Therapist, days: int = 7, busy: Any = None, now: datetime = MONDAY - timedelta(days=1)
) -> list[str]:
    found = queries.open_starts(
        team, minutes=20, start=MONDAY, end=MONDAY + timedelta(days=days), now=now, busy=busy or {}
    )
    return sorted(f"{at:%dT%H:%M}" for times in found.values() for at in times)


def test_hours_are_read_in_the_therapists_own_zone(people: dict[str, Any]) -> None:
    services.set_hours(by=people["dana"].id, therapist=people["room"], windows=NINE_TO_TEN)
    assert starts(people["room"]) == ["23T14:00", "23T14:30"]


def test_notice_and_horizon_close_what_is_too_near_or_too_far(people: dict[str, Any]) -> None:
    services.set_hours(by=people["dana"].id, therapist=people["room"], windows=NINE_TO_TEN)
    services.set_rules(
        by=people["dana"].id, therapist=people["room"], pause=0, notice_hours=15, horizon_days=7, step=30
    )
    assert starts(people["room"], days=30, now=MONDAY - timedelta(minutes=30)) == ["23T14:30"]


def test_time_off_closes_and_its_end_opens_again(people: dict[str, Any]) -> None:
    services.set_hours(by=people["dana"].id, therapist=people["room"], windows=NINE_TO_TEN)
    off = services.add_time_off(
        by=people["dana"].id,
        therapist=people["room"],
        start=MONDAY,
        end=MONDAY + timedelta(hours=14, minutes=30),
    )
    assert starts(people["room"]) == ["23T14:30"]
    assert services.remove_time_off(by=people["dana"].id, therapist=people["room"], id=off.id)
    assert len(starts(people["room"])) == 2


def test_a_pause_keeps_an_appointment_off_the_next_one(people: dict[str, Any]) -> None:
    services.set_hours(by=people["dana"].id, therapist=people["room"], windows=NINE_TO_TEN)
    taken = {people["room"].id: [(MONDAY + timedelta(hours=14, minutes=25), MONDAY + timedelta(hours=15))]}
    assert starts(people["room"], busy=taken) == []


@pytest.mark.parametrize("who", ["femi", "charlie"])
def test_nobody_else_changes_a_therapists_time(people: dict[str, Any], who: str) -> None:
    by = people[who].id
    with pytest.raises(PermissionDenied):
        services.set_hours(by=by, therapist=people["room"], windows=NINE_TO_TEN)
    with pytest.raises(PermissionDenied):
        services.add_time_off(by=by, therapist=people["room"], start=MONDAY, end=MONDAY + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        services.set_rules(by=by, therapist=people["room"], pause=0, notice_hours=0, horizon_days=1, step=5)
    off = TimeOff.objects.create(therapist=people["room"], start=MONDAY, end=MONDAY + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        services.remove_time_off(by=by, therapist=people["room"], id=off.id)


def test_a_manager_may_and_one_therapists_time_off_is_not_anothers(people: dict[str, Any]) -> None:
    services.set_hours(by=people["erin"].id, therapist=people["room"], windows=NINE_TO_TEN)
    off = TimeOff.objects.create(therapist=people["room"], start=MONDAY, end=MONDAY + timedelta(days=1))
    assert not services.remove_time_off(by=people["erin"].id, therapist=people["other"], id=off.id)


@pytest.mark.parametrize("number", [1, 12])
def test_a_search_asks_two_questions_while_nothing_changed_whatever_the_number_of_therapists(
    number: int, django_assert_num_queries: Any
) -> None:
    team = [make_therapist(f"t{n}") for n in range(number)]
    for therapist in team:
        WorkingHours.objects.create(therapist=therapist, weekday=0, start_minute=540, end_minute=600)
    with django_assert_num_queries(6):  # hours, zones, rules; the version before and after them; who is away
        assert len(starts(*team)) == 2 * number
    with django_assert_num_queries(2):  # the version, who is away
        assert len(starts(*team)) == 2 * number


def test_the_database_refuses_hours_that_cannot_be(people: dict[str, Any]) -> None:
    for low, high, weekday in ((600, 540, 0), (541, 600, 0), (540, 1445, 0), (540, 600, 7)):
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkingHours.objects.create(
                therapist=people["room"], weekday=weekday, start_minute=low, end_minute=high
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00-12:30, 13:30-17:00", [(540, 750), (810, 1020)]),
        ("13.30 – 17, 9 to 12", [(540, 720), (810, 1020)]),
        ("20:00-24:00", [(1200, 1440)]),
        ("", []),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(w.start, w.end) for w in forms.read_day(0, text)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nine to five", "Write times as"),
        ("9:00-25:00", "no such time"),
        ("9:75-10:00", "no such time"),
        ("9:02-10:00", "multiples of five"),
        ("12:00-9:00", "ends after it begins"),
        ("9:00-12:00, 11:00-13:00", "overlap"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(text: str, words: str) -> None:
    form = forms.HoursForm({"day2": text}, windows=[])
    assert not form.is_valid()
    assert words in str(form.errors["day2"])


def test_time_off_is_read_in_the_therapists_zone() -> None:
    form = forms.TimeOffForm({"first": "2026-12-24", "last": "2026-12-26"}, zone="America/Toronto")
    assert form.is_valid()
    assert (form.start.astimezone(UTC), form.end.astimezone(UTC)) == (
        datetime(2026, 12, 24, 5, tzinfo=UTC), datetime(2026, 12, 27, 5, tzinfo=UTC),
    )  # fmt: skip
    wrong = forms.TimeOffForm({"first": "2026-12-24", "last": "2026-12-23", "hours": "9-8"}, zone="UTC")
    assert not wrong.is_valid()
