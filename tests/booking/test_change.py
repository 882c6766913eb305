"""Moving and giving up: by the guest alone, all or nothing, and the time is free again at once."""

from datetime import timedelta

import pytest

from footing.booking import queries, services
from footing.booking.errors import InvalidError, TakenError, UnknownError
from footing.booking.models import Cancellation, Claim, Move
from footing.booking.services import Booked
from footing.outbox import services as outbox
from footing.outbox.models import Message
from footing.practice.models import Therapist
from tests.booking.world import ALICE, BOB, NOW, at, spans, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def alice(dana: Therapist) -> Booked:
    return services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)


def keys_of(done: Booked) -> dict[str, str]:
    return {"code": done.booking.code, "token": done.token}


@pytest.mark.parametrize("start", [at(9, 15), at(9, 30), at(14, day=3)])
def test_a_move_takes_the_new_time_and_frees_the_old(alice: Booked, dana: Therapist, start: object) -> None:
    moved = services.move(**keys_of(alice), start=start, now=NOW)  # type: ignore[arg-type]
    assert spans(dana) == [(start, start + timedelta(minutes=30))]  # type: ignore[operator]
    assert list(Claim.objects.filter(span__gt=0).values_list("span", flat=True)) == [6]
    assert (moved.start, moved.end - moved.start, moved.version) == (start, timedelta(minutes=20), 2)
    assert Move.objects.get().from_start == at(9)
    assert queries.opened(**keys_of(alice)).start == start


def test_a_move_back_over_its_own_time_works(alice: Booked, dana: Therapist) -> None:
    services.move(**keys_of(alice), start=at(9, 15), now=NOW)
    services.move(**keys_of(alice), start=at(9), now=NOW)
    assert spans(dana) == [(at(9), at(9, 30))]
    assert list(Claim.objects.filter(span__gt=0).values_list("span", flat=True)) == [6]


def test_a_move_to_a_taken_start_changes_nothing(alice: Booked, dana: Therapist) -> None:
    services.book(wish=wish(at(11), dana), guest=BOB, now=NOW)
    with pytest.raises(TakenError) as refusal:
        services.move(**keys_of(alice), start=at(11, 15), now=NOW)
    assert len(refusal.value.nearest) == 3
    assert {slot.therapist for slot in refusal.value.nearest} == {dana.id}
    assert spans(dana) == [(at(9), at(9, 30)), (at(11), at(11, 30))]
    assert queries.opened(**keys_of(alice)).version == 1


def test_a_move_to_its_own_start_changes_nothing(alice: Booked) -> None:
    assert services.move(**keys_of(alice), start=at(9), now=NOW).version == 1


@pytest.mark.parametrize("start", [at(8), at(9, 7), at(9) - timedelta(days=7)])
def test_a_move_to_what_is_no_start_is_refused(alice: Booked, start: object) -> None:
    with pytest.raises(InvalidError) as refusal:
        services.move(**keys_of(alice), start=start, now=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == "start"


def test_a_cancelled_time_is_free_at_once(alice: Booked, dana: Therapist) -> None:
    assert services.cancel(**keys_of(alice), now=NOW).version == 2
    assert spans(dana) == []
    services.book(wish=wish(at(9), dana), guest=BOB, now=NOW)


def test_cancelling_twice_changes_nothing_more(alice: Booked) -> None:
    services.cancel(**keys_of(alice), now=NOW)
    again = services.cancel(**keys_of(alice), now=NOW + timedelta(hours=1))
    assert (again.version, queries.status(again)) == (2, "cancelled")
    assert Cancellation.objects.get().at == NOW


def test_what_was_given_up_or_is_over_cannot_be_moved(alice: Booked, dana: Therapist) -> None:
    with pytest.raises(InvalidError):
        services.move(**keys_of(alice), start=at(15, day=3), now=at(9))
    services.cancel(**keys_of(alice), now=NOW)
    with pytest.raises(InvalidError):
        services.move(**keys_of(alice), start=at(11), now=NOW)
    assert spans(dana) == []


def test_another_guest_cannot_change_the_booking(alice: Booked, dana: Therapist) -> None:
    bob = services.book(wish=wish(at(11), dana), guest=BOB, now=NOW)
    for verb, more in ((services.move, {"start": at(13)}), (services.cancel, {}), (services.renew_link, {})):
        with pytest.raises(UnknownError):
            verb(code=alice.booking.code, token=bob.token, **more)  # type: ignore[operator]
    assert len(spans(dana)) == 2


def test_a_mail_that_was_not_sent_yet_is_replaced_by_the_newer_one(alice: Booked) -> None:
    services.move(**keys_of(alice), start=at(11), now=NOW)
    assert [m.kind for m in Message.objects.all()] == ["booking.booked"], (
        "the first that is said, with the new time"
    )
    outbox.send_due()
    services.move(**keys_of(alice), start=at(12), now=NOW)
    services.cancel(**keys_of(alice), now=NOW)
    assert sorted(m.kind for m in Message.objects.all()) == ["booking.booked", "booking.cancelled"]


def test_a_type_that_is_no_longer_offered_can_still_be_moved(alice: Booked) -> None:
    kind = queries.type_of("introduction")
    kind.active = False
    kind.save()
    assert services.move(**keys_of(alice), start=at(11), now=NOW).start == at(11)
