"""A start is kept for ten minutes, once more if asked, and nobody can keep the practice closed."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from footing.booking import queries, services
from footing.booking.errors import HoldLimitError, InvalidError, TakenError, UnknownError
from footing.booking.models import Booking, Claim, Hold
from footing.calendars.models import TimeOff
from footing.practice.models import Therapist
from tests.booking.world import ALICE, BOB, NOW, at, spans, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LATER = NOW + timedelta(minutes=10)


def test_a_held_start_is_nobody_elses_until_it_expires(dana: Therapist) -> None:
    services.hold(wish=wish(at(9), dana), now=NOW)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9), dana), guest=BOB, now=LATER - timedelta(seconds=1))
    services.book(wish=wish(at(9), dana), guest=BOB, now=LATER)
    assert spans(dana) == [(at(9), at(9, 30))]


def test_a_hold_becomes_its_holders_booking(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9)), client="c", now=NOW)
    done = services.book(wish=wish(at(9)), guest=ALICE, hold=kept.id, now=NOW)
    assert done.booking.therapist_id == kept.therapist_id
    assert spans(dana) == [(at(9), at(9, 30))]
    assert not Claim.objects.filter(hold__isnull=False).exists()
    assert Hold.objects.get().client is None


def test_a_hold_that_is_over_still_books_when_nobody_took_the_time(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    services.expire(now=LATER)
    assert spans(dana) == []
    services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=LATER)
    assert spans(dana) == [(at(9), at(9, 30))]


def test_a_hold_that_is_over_and_overtaken_is_refused_with_others(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    services.book(wish=wish(at(9, 15), dana), guest=BOB, now=LATER)
    with pytest.raises(TakenError) as refusal:
        services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=LATER)
    assert len(refusal.value.nearest) == 3
    assert spans(dana) == [(at(9, 15), at(9, 45))]


def test_a_hold_books_once(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=NOW)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=NOW)


def test_a_hold_books_only_its_own_time(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(10), dana), guest=ALICE, hold=kept.id, now=NOW)


def test_a_hold_is_renewed_once(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    middle = NOW + timedelta(minutes=9)
    assert services.renew(hold=kept.id, now=middle).expires_at == middle + timedelta(minutes=10)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9), dana), guest=BOB, now=NOW + timedelta(minutes=15))
    with pytest.raises(InvalidError):
        services.renew(hold=kept.id, now=middle)


def test_what_is_over_or_unknown_cannot_be_renewed_or_given_back(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    for hold, moment in ((kept.id, LATER), (uuid4(), NOW)):
        for verb in (services.renew, services.release):
            with pytest.raises(UnknownError):
                verb(hold=hold, now=moment)
    services.release(hold=kept.id, now=NOW)
    assert spans(dana) == []
    with pytest.raises(UnknownError):
        queries.hold(kept.id, NOW)


def test_an_address_keeps_two_starts_at_a_time(dana: Therapist) -> None:
    first = services.hold(wish=wish(at(9, day=1), dana), client="c", now=NOW)
    services.hold(wish=wish(at(9, day=2), dana), client="c", now=NOW)
    with pytest.raises(HoldLimitError):
        services.hold(wish=wish(at(9, day=3), dana), client="c", now=NOW)
    services.hold(wish=wish(at(9, day=3), dana), client="d", now=NOW)
    services.release(hold=first.id, now=NOW)
    services.hold(wish=wish(at(9, day=4), dana), client="c", now=NOW)
    services.hold(wish=wish(at(9, day=5), dana), client="c", now=LATER)


def test_the_database_itself_refuses_a_third_live_hold(dana: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), client="c", now=NOW)
    kept.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_addresses_are_forgotten_when_holds_are_over(dana: Therapist) -> None:
    services.hold(wish=wish(at(9), dana), client="c", now=NOW)
    services.expire(now=LATER)
    assert Hold.objects.get().client is None


def test_holds_leave_at_least_half_of_a_day_open(dana: Therapist) -> None:
    whole = len(open_starts(dana))
    kept = 0
    for hour in range(9, 17):
        try:
            services.hold(wish=wish(at(hour), dana), now=NOW)
        except HoldLimitError:
            break
        kept += 1
    assert kept > 1
    assert 2 * len(open_starts(dana)) >= whole
    services.book(wish=wish(at(16), dana), guest=ALICE, now=NOW)


@pytest.mark.parametrize("first", [9, 11])
def test_short_holds_close_no_day_for_a_longer_talk(dana: Therapist, first: int) -> None:
    """A stranger with many addresses keeps every talk of twenty minutes that is in the way of one of fifty."""
    whole = len(open_starts(dana, "first-appointment"))
    for number in range(32):
        start = at(first) + timedelta(minutes=75 * number % (8 * 60))
        with suppress(HoldLimitError, TakenError, InvalidError):
            services.hold(wish=wish(start, dana), client=str(number), now=NOW)
        assert 2 * len(open_starts(dana, "first-appointment")) >= whole


def test_a_day_with_one_open_start_can_still_be_held(dana: Therapist) -> None:
    for slot in open_starts(dana):
        if slot.start.minute == 0 and slot.start.hour != 12:
            services.book(wish=wish(slot.start, dana), guest=ALICE, now=NOW)
    for minute in (30, 45):
        for hour in (9, 10, 11, 13, 14, 15, 16):
            if slot_open(dana, hour, minute):
                services.book(wish=wish(at(hour, minute), dana), guest=ALICE, now=NOW)
    services.hold(wish=wish(at(12), dana), now=NOW)


def open_starts(dana: Therapist, type: str = "introduction") -> list[queries.search.Slot]:
    kind = queries.type_of(type)
    return queries.slots(kind, [dana], start=at(0), end=at(0, day=2), now=NOW)


def slot_open(dana: Therapist, hour: int, minute: int) -> bool:
    return any(slot.start == at(hour, minute) for slot in open_starts(dana))


@pytest.mark.parametrize("changes", [{"mode": "phone"}, {"mode": "in-person"}, {"type": "first-appointment"}])
def test_a_hold_books_only_the_way_of_meeting_and_the_talk_that_it_was_for(
    dana: Therapist, changes: dict[str, str]
) -> None:
    """Dana was asked for by video; a hold is no way round what she offers."""
    Therapist.objects.filter(id=dana.id).update(modes=["video"])
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(9), dana, **changes), guest=ALICE, hold=kept.id, now=NOW)
    assert not Booking.objects.exists()


def test_a_hold_books_only_with_its_own_therapist(dana: Therapist, femi: Therapist) -> None:
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(9), femi), guest=ALICE, hold=kept.id, now=NOW)
    assert not Booking.objects.exists()


def test_a_hold_that_is_over_is_no_way_round_the_hours_even_before_it_is_cleared(dana: Therapist) -> None:
    """While no worker clears them, an old hold's claims stay; the start may be past or closed by then."""
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=at(12))
    TimeOff.objects.create(therapist=dana, start=at(8), end=at(18))
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=LATER)
    assert not Booking.objects.exists()
