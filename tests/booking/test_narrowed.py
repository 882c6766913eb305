"""Hours for some talks only, and a limit of appointments a day: alike in the list, at a hold, a booking and a move."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest

from footing.booking import queries, services
from footing.booking.errors import InvalidError, TakenError
from footing.booking.models import Booking
from footing.booking.queries import search
from footing.booking.services import claims
from footing.calendars.models import BookingRules, WorkingHours
from footing.practice.models import Therapist
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def narrowed(dana: Therapist) -> Therapist:
    """On Tuesdays by video only, and from one to three for introductory talks only."""
    tuesday = WorkingHours.objects.filter(therapist=dana, weekday=1)
    tuesday.update(end_minute=13 * 60, modes="video")
    WorkingHours.objects.create(
        therapist=dana, weekday=1, start_minute=13 * 60, end_minute=15 * 60, types="introduction"
    )
    return dana


@pytest.fixture
def capped(dana: Therapist) -> Therapist:
    """Two appointments a day, by the day in Vancouver."""
    Therapist.objects.filter(pk=dana.pk).update(time_zone="America/Vancouver")
    WorkingHours.objects.filter(therapist=dana).update(start_minute=0, end_minute=24 * 60)
    BookingRules.objects.filter(therapist=dana).update(most_a_day=2)
    dana.refresh_from_db()
    return dana


def hours(therapist: Therapist, kind: str, mode: str | None) -> set[int]:
    found = queries.slots(
        search.type_of(kind), [therapist], start=at(0), end=at(0, day=2), now=NOW, mode=mode
    )
    return {slot.start.hour for slot in found}


def test_hours_are_open_for_what_they_are_kept_for(narrowed: Therapist) -> None:
    assert hours(narrowed, "introduction", "video") == set(range(9, 15))
    assert hours(narrowed, "introduction", "phone") == {13, 14}
    assert hours(narrowed, "first-appointment", "video") == {9, 10, 11, 12}
    assert hours(narrowed, "first-appointment", "phone") == set()
    assert hours(narrowed, "introduction", None) == set(range(9, 15))


@pytest.mark.parametrize(
    ("hour", "changes"),
    [
        (9, {"mode": "phone"}),
        (13, {"type": "first-appointment"}),
        (12, {"type": "first-appointment", "mode": "phone"}),
    ],
)
def test_what_is_kept_for_something_else_was_never_a_start(
    narrowed: Therapist, hour: int, changes: dict[str, str]
) -> None:
    with pytest.raises(InvalidError):
        services.hold(wish=wish(at(hour), narrowed, **changes), now=NOW)
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(hour), narrowed, **changes), guest=ALICE, now=NOW)


def test_a_move_stays_within_what_the_booking_is_for(narrowed: Therapist) -> None:
    done = services.book(wish=wish(at(13), narrowed, mode="phone"), guest=ALICE, now=NOW)
    with pytest.raises(InvalidError):
        services.move(code=done.booking.code, token=done.token, start=at(9), now=NOW)
    services.move(code=done.booking.code, token=done.token, start=at(14), now=NOW)
    with pytest.raises(TakenError) as refusal:
        services.book(wish=wish(at(14), narrowed, mode="phone"), guest=BOB, now=NOW)
    assert {slot.start.hour for slot in refusal.value.nearest} <= {13, 14}


def test_a_full_day_is_the_therapists_own(capped: Therapist) -> None:
    # Tuesday in Vancouver is from 08:00 UTC to 08:00 UTC.
    for start in (at(8), at(7, 30, day=2)):
        services.book(wish=wish(start, capped), guest=ALICE, now=NOW)
    found = open_on(capped)
    assert {at(7, 15), at(8, day=2)} <= set(found)
    assert not [start for start in found if at(8) <= start < at(8, day=2)]
    with pytest.raises(TakenError):
        services.hold(wish=wish(at(20), capped), now=NOW)


def open_on(therapist: Therapist) -> list[datetime]:
    found = queries.slots(
        search.type_of("introduction"),
        [therapist],
        start=at(0),
        end=at(23, day=2),
        now=NOW - timedelta(days=1),
    )
    return [slot.start for slot in found]


def test_what_is_given_up_or_moved_away_opens_the_day_again(capped: Therapist) -> None:
    first = services.book(wish=wish(at(9), capped), guest=ALICE, now=NOW)
    second = services.book(wish=wish(at(12), capped), guest=BOB, now=NOW)
    # Its own time does not count against a move within the full day.
    services.move(code=second.booking.code, token=second.token, start=at(15), now=NOW)
    services.move(code=second.booking.code, token=second.token, start=at(15, day=3), now=NOW)
    third = services.book(wish=wish(at(12), capped), guest=BOB, now=NOW)
    with pytest.raises(TakenError):
        services.move(code=second.booking.code, token=second.token, start=at(18), now=NOW)
    services.cancel(code=first.booking.code, token=first.token, now=NOW)
    assert services.hold(wish=wish(at(18), capped), now=NOW).therapist_id == third.booking.therapist_id


def test_this_mornings_appointments_still_count_in_the_evening(capped: Therapist) -> None:
    BookingRules.objects.filter(therapist=capped).update(notice_hours=0)
    for start in (at(8), at(9)):
        services.book(wish=wish(start, capped), guest=ALICE, now=NOW)
    evening = at(4, day=2)
    services.expire(now=evening)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(6, day=2), capped), guest=BOB, now=evening)


def unread(patch: pytest.MonkeyPatch, therapist: Therapist) -> None:
    """Both read the day while it was open: what is left is the check inside the transaction."""
    for place in ("book", "hold"):
        patch.setattr(
            import_module(f"footing.booking.services.{place}"), "candidates", lambda *_: [therapist.id]
        )
    patch.setattr(import_module("footing.booking.services.change"), "_check_start", lambda *_: None)


def try_all(capped: Therapist) -> None:
    """A hold that is over for others, and who comes late by every way."""
    kept = services.hold(wish=wish(at(9), capped), now=NOW)
    over = NOW + timedelta(minutes=11)
    other = services.book(wish=wish(at(9, day=4), capped), guest=BOB, now=NOW)
    services.book(wish=wish(at(12), capped), guest=BOB, now=over)
    services.book(wish=wish(at(15), capped), guest=BOB, now=over)
    for late in (
        lambda: services.book(wish=wish(at(9), capped), guest=ALICE, hold=kept.id, now=NOW),
        lambda: services.book(wish=wish(at(18), capped), guest=ALICE, now=over),
        lambda: services.hold(wish=wish(at(18), capped), now=over),
        lambda: services.move(code=other.booking.code, token=other.token, start=at(18, 30), now=over),
    ):
        with pytest.raises(TakenError):
            late()


def test_who_read_an_open_day_and_comes_second_is_refused(
    capped: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread(monkeypatch, capped)
    try_all(capped)
    assert Booking.objects.filter(start__date=at(0).date()).count() == 2


def test_without_the_check_in_the_transaction_they_would_pass(
    capped: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread(monkeypatch, capped)
    monkeypatch.setattr(claims, "_check_day", lambda *_: None)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        try_all(capped)
