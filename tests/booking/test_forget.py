"""What is old goes: bookings after the practice's time, holds after a day, keys without a row after a day."""

from datetime import timedelta

import pytest

from footing.booking import services
from footing.booking.models import Booking, Claim, Hold, Joint
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import keys
from footing.vault.models import Key
from footing.vault.sweep import owned, sweep
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
KEEP = timedelta(days=400)


def test_an_old_booking_goes_with_its_mails_and_its_key_and_the_others_stay(dana: Therapist) -> None:
    old = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW).booking
    young = services.book(wish=wish(at(9, day=3), dana), guest=BOB, now=NOW).booking
    assert Message.objects.filter(holder=old.holder).exists()
    assert services.forget(now=at(10) + KEEP, keep=KEEP) == 1
    assert list(Booking.objects.all()) == [young]
    assert not Message.objects.filter(holder=old.holder).exists()
    assert not Claim.objects.filter(booking=old.id).exists()
    with pytest.raises(keys.ErasedError):
        keys.live_key(old.holder)
    assert Key.objects.get(holder=old.holder).wrapped is None
    assert Booking.objects.get(id=young.id).name == "Bob"


def test_a_code_for_two_goes_when_nobody_has_it_any_more(dana: Therapist) -> None:
    services.book(wish=wish(at(9), dana, type="introduction-for-two"), guest=ALICE, now=NOW)
    services.forget(now=at(10) + KEEP - timedelta(hours=3), keep=KEEP)
    assert Joint.objects.count() == 1
    services.forget(now=at(10) + KEEP + timedelta(days=2), keep=KEEP)
    assert Joint.objects.count() == 0


def test_holds_that_are_over_go_after_a_day(dana: Therapist) -> None:
    services.hold(wish=wish(at(9), dana), client="x", now=NOW)
    services.expire(now=NOW + timedelta(hours=1))
    services.forget(now=NOW + timedelta(hours=20), keep=KEEP)
    assert Hold.objects.count() == 1
    services.forget(now=NOW + timedelta(days=2), keep=KEEP)
    assert Hold.objects.count() == 0


def test_a_key_without_a_row_goes_after_a_day_and_no_other(dana: Therapist) -> None:
    booked = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW).booking
    lost, erased = keys.make_holder(), keys.make_holder()
    keys.erase(erased)
    made = Key.objects.get(holder=lost).created_at
    assert sweep(now=made + timedelta(hours=23)) == 0
    assert sweep(now=made + timedelta(hours=25)) == 1
    assert not Key.objects.filter(holder=lost).exists()
    assert Key.objects.filter(holder=erased).exists()
    assert keys.live_key(booked.holder)


def test_the_sweep_knows_every_table_with_a_holder() -> None:
    assert {model._meta.label for model in owned()} >= {
        "booking.Booking",
        "outbox.Message",
        "accounts.Person",
    }
