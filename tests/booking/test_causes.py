"""Whoever cannot have a time hears why, and what to do."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from footing.booking import services
from footing.booking.errors import BookingError
from footing.booking.queries import causes
from footing.calendars.models import TimeOff, WorkingHours
from footing.practice.models import Therapist
from tests.booking.api.calls import book as ask
from tests.booking.api.calls import get, send, stamp
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])


@pytest.fixture
def busy(dana: Therapist) -> Therapist:
    """Ten is booked, eleven is held, noon is closed."""
    services.book(wish=wish(at(10), dana), guest=BOB, now=NOW)
    services.hold(wish=wish(at(11), dana), now=NOW)
    TimeOff.objects.create(therapist=dana, start=at(12), end=at(13))
    return dana


@pytest.mark.parametrize(
    ("start", "cause"),
    [
        (at(10), "taken"), (at(10, 15), "taken"), (at(11), "held"), (at(12), "closed"), (at(12, 45), "closed"),
        (at(9, day=-3), "past"), (NOW.replace(hour=16), "too-soon"), (at(9, day=61), "too-far"),
        (at(9, 5), "off-the-grid"), (at(9, 7), "off-the-grid"), (at(8), "outside-hours"), (at(16, 45), "outside-hours"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_cause(busy: Therapist, start: datetime, cause: str) -> None:
    with pytest.raises(BookingError) as refusal:
        services.book(wish=wish(start, busy), guest=ALICE, now=NOW)
    assert refusal.value.cause == cause
    assert str(refusal.value) == str(causes.ALL[cause])


@pytest.mark.parametrize("kept", [{"types": "first-appointment"}, {"modes": "phone"}])
def test_hours_that_are_kept_for_something_else_are_outside_of_ours(
    dana: Therapist, kept: dict[str, str]
) -> None:
    WorkingHours.objects.filter(therapist=dana).update(**kept)
    with pytest.raises(BookingError) as refusal:
        services.book(wish=wish(at(10), dana), guest=ALICE, now=NOW)
    assert refusal.value.cause == "outside-hours"


def test_a_hold_that_is_over_is_no_cause(busy: Therapist) -> None:
    services.book(wish=wish(at(11), busy), guest=ALICE, now=NOW + timedelta(minutes=10))


def test_of_many_the_cause_that_is_nearest_to_being_open(busy: Therapist, femi: Therapist) -> None:
    services.book(wish=wish(at(11), femi), guest=BOB, now=NOW)
    with pytest.raises(BookingError) as refusal:
        services.book(wish=wish(at(11)), guest=ALICE, now=NOW)
    assert refusal.value.cause == "held", "with one of them it may be free again in ten minutes"


def test_a_move_hears_the_same_causes(busy: Therapist) -> None:
    done = services.book(wish=wish(at(15), busy), guest=ALICE, now=NOW)
    for start, cause in ((at(10), "taken"), (at(11), "held"), (at(12), "closed"), (at(9, 5), "off-the-grid")):
        with pytest.raises(BookingError) as refusal:
            services.move(code=done.booking.code, token=done.token, start=start, now=NOW)
        assert refusal.value.cause == cause


def test_the_api_names_it_by_an_address_that_says_what_it_means(dana: Therapist) -> None:
    start = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=3)
    assert ask(start).status_code == 201
    wrong: list[tuple[Any, int, str]] = [
        (ask(start), 409, "taken"), (ask(start + timedelta(minutes=7)), 422, "off-the-grid"),
        (ask(start - timedelta(days=9)), 422, "past"),
        (send("POST", "/holds", {"type": "introduction", "start": stamp(start), "mode": "video"}), 409, "taken"),
    ]  # fmt: skip
    for answer, status, cause in wrong:
        body = json.loads(answer.content)
        assert (answer.status_code, body["type"]) == (
            status,
            f"{settings.FOOTING_URL}/api/v1/problems/{cause}",
        )
        assert get(f"/problems/{cause}").json() == {"cause": cause, "detail": str(causes.ALL[cause])}
        assert ("nearest" in body) == (status == 409)
    assert get("/problems/none").status_code == 404


def test_a_move_and_an_end_that_are_sent_again_change_nothing_more(dana: Therapist) -> None:
    """An answer that was lost is asked for again: one Move, one mail, the same version."""
    start = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=3)
    made = ask(start).json()
    path, other = f"/bookings/{made['code']}", {"start": stamp(start + timedelta(hours=1))}
    first, again = (send("PATCH", path, other, made["token"]) for _ in range(2))
    assert first.content == again.content
    assert first.json()["version"] == 2
    first, again = (send("DELETE", path, token=made["token"]) for _ in range(2))
    assert first.content == again.content
    assert first.json()["version"] == 3
