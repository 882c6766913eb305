"""Each guard is taken away once, to see that the check that rests on it goes red."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from footing.booking import services
from footing.booking.errors import TakenError
from footing.booking.models import Booking, Claim
from footing.booking.services import claims
from footing.practice.models import Therapist
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def doubles(therapist: Therapist) -> list[tuple[Booking, Booking]]:
    """Live bookings of one therapist that overlap: there must be none."""
    live = Booking.objects.filter(therapist=therapist, cancellation__isnull=True).order_by("start", "end")
    return [(a, b) for a, b in pairwise(live) if b.start < a.end]


def both_book(dana: Therapist) -> None:
    """Alice books nine o'clock, then Bob a quarter past, which overlaps."""
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    services.book(wish=wish(at(9, 15), dana), guest=BOB, now=NOW)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch, dana: Therapist) -> None:
    """Both have read that the time is open before either writes: what a race looks like from inside."""
    monkeypatch.setattr(import_module("footing.booking.services.book"), "candidates", lambda *_: [dana.id])
    monkeypatch.setattr(claims, "check", lambda **_: None)


def test_with_every_guard_nobody_gets_a_taken_time(dana: Therapist) -> None:
    with pytest.raises(TakenError):
        both_book(dana)
    assert not doubles(dana)


@pytest.mark.usefixtures("blind")
def test_the_database_alone_refuses_whoever_read_too_early(dana: Therapist) -> None:
    with pytest.raises(TakenError):
        both_book(dana)
    assert not doubles(dana)


@pytest.mark.usefixtures("blind")
def test_without_the_unique_constraint_there_is_a_double_booking(dana: Therapist) -> None:
    every = Claim._meta.constraints
    constraint = next(c for c in every if c.name == "one_claim_per_block")
    try:
        Claim._meta.constraints = [
            c for c in every if c is not constraint
        ]  # SQLite copies the table by this list
        with connection.schema_editor() as editor:
            editor.remove_constraint(Claim, constraint)
        both_book(dana)
        assert len(doubles(dana)) == 1
    finally:
        Booking.objects.all().delete()
        Claim._meta.constraints = every
        with connection.schema_editor() as editor:
            editor.add_constraint(Claim, constraint)


def test_without_claims_there_is_a_double_booking(dana: Therapist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_insert", lambda *_: None)
    both_book(dana)
    assert len(doubles(dana)) == 1


def test_with_claims_of_one_block_an_overlap_is_missed(
    dana: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., None] = claims._insert
    monkeypatch.setattr(
        claims, "_insert", lambda t, wanted, blocks, *rest: real(t, [wanted[0]], blocks[:1], *rest)
    )
    both_book(dana)
    assert len(doubles(dana)) == 1


def test_a_move_that_leaves_its_old_claims_would_lose_open_time(
    dana: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stays(**values: Any) -> None:
        claims.take(therapist=values["booking"].therapist_id, **values)

    def moved() -> bool:
        done = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
        services.move(code=done.booking.code, token=done.token, start=at(12), now=NOW)
        try:
            services.book(wish=wish(at(9), dana), guest=BOB, now=NOW)
        except TakenError:
            return False
        return True

    assert moved()
    Booking.objects.all().delete()
    monkeypatch.setattr(claims, "shift", stays)
    assert not moved()


def test_an_expired_hold_that_were_never_cleared_would_keep_its_time(
    dana: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = NOW + timedelta(minutes=11)
    services.hold(wish=wish(at(9), dana), client="x", now=NOW)
    assert services.book(wish=wish(at(9), dana), guest=BOB, now=later)
    Booking.objects.all().delete()
    services.hold(wish=wish(at(9), dana), client="y", now=NOW)
    monkeypatch.setattr(
        claims, "_others", lambda t, b, _now: Claim.objects.filter(therapist=t, block__in=list(b))
    )
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9), dana), guest=BOB, now=later)
