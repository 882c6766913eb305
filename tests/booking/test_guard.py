"""The recount that the kills rest on sees what is wrong; and a hold guards its time exactly while it lives."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from footing.booking import services
from footing.booking.errors import BookingError
from footing.booking.models import Booking, Claim
from footing.booking.services import claims
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import links
from tests.booking.guard import doubles, loose, unsaid
from tests.booking.test_hold import LATER
from tests.booking.world import ALICE, BOB, NOW, at, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def two(dana: Therapist) -> list[Booking]:
    """Alice and Bob, side by side."""
    return [
        services.book(wish=wish(start, dana), guest=guest, now=NOW).booking
        for start, guest in ((at(9), ALICE), (at(9, 30), BOB))
    ]


def test_bookings_side_by_side_are_in_order(two: list[Booking]) -> None:
    assert len(two) == 2
    assert [*doubles(), *loose(NOW), *unsaid()] == []


@pytest.mark.parametrize("minute", [15, 25])
def test_an_overlap_and_a_lost_pause_are_seen(minute: int, two: list[Booking]) -> None:
    Booking.objects.filter(id=two[1].id).update(start=at(9, minute), end=at(9, minute + 20))
    assert len(doubles()) == 1
    assert len(loose(NOW)) == 1


def test_a_lost_claim_and_one_that_nobody_has_are_seen(two: list[Booking]) -> None:
    Claim.objects.filter(booking=two[0]).order_by("-block")[0].delete()
    assert len(loose(NOW)) == 1
    services.cancel(code=two[1].code, token=links.token(two[1]), now=NOW)
    assert len(loose(NOW)) == 1
    Claim.objects.create(therapist=two[1].therapist, block=1, booking=two[1])
    assert len(loose(NOW)) == 2


def test_a_mail_that_is_missing_is_seen(two: list[Booking]) -> None:
    Message.objects.filter(holder=two[0].holder).delete()
    assert len(unsaid()) == 1


def overtaken(dana: Therapist, patch: pytest.MonkeyPatch) -> None:
    """Alice keeps a start for too long, Bob books it, and her form arrives a moment after she saw it kept."""
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    services.book(wish=wish(at(9), dana), guest=BOB, now=LATER)
    with patch.context() as meanwhile:
        meanwhile.setattr(import_module("footing.booking.services.book"), "candidates", lambda *_: [dana.id])
        attempt(lambda: services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=LATER))


def kept_in_time(dana: Therapist, patch: pytest.MonkeyPatch) -> None:
    """Alice keeps a start; Bob reads it as free and wants it meanwhile; her form arrives in time."""
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    with patch.context() as meanwhile:
        meanwhile.setattr(import_module("footing.booking.services.book"), "candidates", lambda *_: [dana.id])
        attempt(lambda: services.book(wish=wish(at(9, 15), dana), guest=BOB, now=NOW))
        attempt(lambda: services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=NOW))


def believed_without_claims(patch: pytest.MonkeyPatch) -> None:
    """Whoever comes with a hold is believed, whether or not its claims still stand."""
    real = claims.convert
    patch.setattr(claims, "convert", lambda **both: real(**both) or True)


def over_at_once(patch: pytest.MonkeyPatch) -> None:
    """Every hold counts as one that is over, for everybody but its holder."""
    others: Callable[..., Any] = claims._others
    patch.setattr(claims, "_others", lambda who, span, _now: others(who, span, LATER))
    believed_without_claims(patch)


Scene = Callable[[Therapist, pytest.MonkeyPatch], None]


@pytest.mark.parametrize("scene", [overtaken, kept_in_time])
def test_a_hold_and_a_booking_never_share_a_time(
    scene: Scene, dana: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene(dana, monkeypatch)
    assert Booking.objects.count() == 1
    assert [*doubles(), *loose(NOW), *unsaid()] == []


@pytest.mark.parametrize(
    ("mutant", "scene"), [(believed_without_claims, overtaken), (over_at_once, kept_in_time)]
)
def test_without_the_end_of_a_hold_or_its_life_they_would(
    mutant: Callable[[pytest.MonkeyPatch], None],
    scene: Scene,
    dana: Therapist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutant(monkeypatch)
    scene(dana, monkeypatch)
    assert len(doubles()) == 1


def attempt(work: Callable[[], object]) -> None:
    """What somebody tries who may be refused."""
    try:
        work()
    except BookingError:
        return
