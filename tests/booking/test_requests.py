"""Asked first: the time is held until somebody says yes or no, or nobody did in time; then it is free at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from footing.booking import queries, services
from footing.booking.errors import InvalidError, TakenError
from footing.booking.models import Cancellation, Decision, Request
from footing.booking.services import Booked
from footing.outbox.models import Message
from footing.practice.models import Therapist
from tests.booking.world import ALICE, BOB, NOW, at, spans, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def alice(dana: Therapist) -> Booked:
    services.set_asks_first(therapist=dana, on=True, now=NOW)
    return services.book(wish=wish(at(9, day=8), dana), guest=ALICE, now=NOW)


def keys_of(done: Booked) -> dict[str, str]:
    return {"code": done.booking.code, "token": done.token}


def status(done: Booked) -> str:
    return queries.status(queries.opened(**keys_of(done)))


def mails() -> list[str]:
    return [m.kind.partition(".")[2] for m in Message.objects.order_by("created_at")]


def test_a_request_holds_its_time_and_says_by_when_one_hears(alice: Booked, dana: Therapist) -> None:
    assert status(alice) == "requested"
    assert spans(dana) == [(at(9, day=8), at(9, 30, day=8))]
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9, day=8), dana), guest=BOB, now=NOW)
    assert Request.objects.get().answer_by == NOW + timedelta(hours=72)
    body = Message.objects.get().content["body"]
    assert mails() == ["requested"]
    assert "You hear from us by Thursday 26 November at 03:00" in body


def test_near_to_the_time_one_hears_halfway_to_it(dana: Therapist) -> None:
    services.set_asks_first(therapist=dana, on=True, now=NOW)
    services.book(wish=wish(at(9), dana), guest=BOB, now=NOW)
    assert Request.objects.get().answer_by == NOW + (at(9) - NOW) / 2


def test_a_yes_books_the_time(alice: Booked, dana: Therapist) -> None:
    said = services.approve(booking=alice.booking.id, now=NOW)
    assert (status(alice), said.version) == ("confirmed", 2)
    assert spans(dana) == [(at(9, day=8), at(9, 30, day=8))]
    assert mails() == ["approved"], "the mail that waited still is not sent any more"


def test_a_no_frees_the_time_and_keeps_no_reason(alice: Booked, dana: Therapist) -> None:
    services.decline(booking=alice.booking.id, now=NOW)
    assert status(alice) == "declined"
    assert spans(dana) == []
    services.book(wish=wish(at(9, day=8), dana), guest=BOB, now=NOW)
    assert {f.name for f in Decision._meta.fields} == {"booking", "outcome", "at"}
    assert mails() == ["declined"]


def test_what_nobody_answers_is_let_go_in_its_minute_and_not_before(alice: Booked, dana: Therapist) -> None:
    due = Request.objects.get().answer_by
    assert services.lapse(now=due - timedelta(seconds=1)) == 0
    assert services.lapse(now=due) == 1
    assert services.lapse(now=due) == 0
    assert (status(alice), spans(dana)) == ("lapsed", [])
    assert "nobody here answered in time" in Message.objects.get().content["body"]


def end_by_guest(alice: Booked) -> None:
    services.cancel(**keys_of(alice), now=NOW)


ENDS: list[Any] = [
    lambda a: services.approve(booking=a.booking.id, now=NOW),
    lambda a: services.decline(booking=a.booking.id, now=NOW),
    lambda a: services.lapse(now=NOW + timedelta(hours=73)),
    end_by_guest,
]


@pytest.mark.parametrize("end", ENDS)
def test_a_request_ends_once(alice: Booked, end: Any) -> None:
    end(alice)
    before = status(alice), Message.objects.count()
    for again in (services.approve, services.decline):
        with pytest.raises(InvalidError):
            again(booking=alice.booking.id, now=NOW)
    assert services.lapse(now=NOW + timedelta(hours=80)) == 0
    assert (status(alice), Message.objects.count()) == before
    assert Decision.objects.count() == (end is not end_by_guest)


def test_the_database_itself_refuses_a_yes_and_a_no_at_one_moment(alice: Booked) -> None:
    services.approve(booking=alice.booking.id, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(booking=alice.booking, outcome="declined", at=NOW)


def test_a_moved_request_stays_one_and_a_moved_yes_stays_a_yes(alice: Booked, dana: Therapist) -> None:
    services.move(**keys_of(alice), start=at(11, day=8), now=NOW)
    assert status(alice) == "requested"
    assert mails() == ["requested"], "one mail of a quick change, and it has the new time"
    assert "at 06:00" in Message.objects.get().content["body"]
    services.move(**keys_of(alice), start=at(12), now=NOW)
    assert Request.objects.get().answer_by == NOW + (at(12) - NOW) / 2, "no longer than the new time allows"
    services.approve(booking=alice.booking.id, now=NOW)
    services.move(**keys_of(alice), start=at(13), now=NOW)
    assert status(alice) == "confirmed"
    assert spans(dana) == [(at(13), at(13, 30))]


def test_who_is_no_longer_asked_first_books_at_once_and_what_waits_goes_on(
    alice: Booked, dana: Therapist
) -> None:
    services.set_asks_first(therapist=dana, on=False)
    assert status(services.book(wish=wish(at(11, day=8), dana), guest=BOB, now=NOW)) == "confirmed"
    assert status(alice) == "requested"
    assert not Cancellation.objects.exists()
