"""Booking a start: once, whole, and nothing about the guest in clear."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from footing.booking import queries, services
from footing.booking.errors import InvalidError, KeyReusedError, TakenError, UnknownError
from footing.booking.models import Booking, Claim
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import codes, links
from footing.vault.models import Key
from tests.booking.world import ALICE, BOB, NOW, at, spans, wish

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_booking_occupies_its_time_and_the_pause_after_it(dana: Therapist) -> None:
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    assert spans(dana) == [(at(9), at(9, 30))]


def test_a_taken_start_is_refused_with_three_that_can_be_booked(dana: Therapist) -> None:
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    with pytest.raises(TakenError) as refusal:
        services.book(wish=wish(at(9, 15), dana), guest=BOB, now=NOW)
    assert len(refusal.value.nearest) == 3
    for slot in refusal.value.nearest:
        done = services.book(wish=wish(slot.start, dana), guest=BOB, now=NOW)
        services.cancel(code=done.booking.code, token=done.token, now=NOW)


@pytest.mark.parametrize("start", [at(8), at(9, 5), at(9) - timedelta(days=3), at(9, day=400)])
def test_what_never_was_a_start_is_refused_as_such(dana: Therapist, start: object) -> None:
    with pytest.raises(InvalidError) as refusal:
        services.book(wish=wish(start, dana), guest=ALICE, now=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == "start"


def test_any_therapist_is_found_until_all_are_taken(dana: Therapist, femi: Therapist) -> None:
    first = services.book(wish=wish(at(9)), guest=ALICE, now=NOW)
    second = services.book(wish=wish(at(9)), guest=BOB, now=NOW)
    assert {first.booking.therapist_id, second.booking.therapist_id} == {dana.id, femi.id}
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9)), guest=BOB, now=NOW)


def test_any_goes_to_the_therapist_with_fewer_bookings(dana: Therapist, femi: Therapist) -> None:
    for hour in (9, 10, 11):
        services.book(wish=wish(at(hour), dana), guest=ALICE, now=NOW)
    for hour in (13, 14, 15):
        assert services.book(wish=wish(at(hour)), guest=BOB, now=NOW).booking.therapist_id == femi.id


def test_nothing_that_the_guest_wrote_stands_in_the_database(dana: Therapist) -> None:
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    with connection.cursor() as cursor:
        for table in ("booking_booking", "outbox_message", "booking_idempotencykey"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            row = repr([bytes(v) if isinstance(v, memoryview) else v for r in cursor.fetchall() for v in r])
            assert not any(word in row for word in ("Canary", "example.org", "Toronto")), table
    booking = Booking.objects.get()
    assert booking.name == "Alice Canary"
    assert booking.contact["email"] == "alice@example.org"


def test_a_mail_is_neutral_and_goes_only_where_it_is_allowed(dana: Therapist) -> None:
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    services.book(wish=wish(at(10), dana), guest=BOB, now=NOW)
    silent = services.Guest(name="Charlie", email="charlie@example.org", may_mail=False)
    services.book(wish=wish(at(11), dana), guest=silent, now=NOW)
    mail = Message.objects.get()
    assert mail.content["to"] == "alice@example.org"
    assert mail.content["subject"] == "Your time on Tuesday"
    assert not any(w in mail.content["body"].lower() for w in ("trust", "counsel", "therap", "dana", "talk"))


def test_the_same_request_twice_is_one_booking(dana: Therapist) -> None:
    repeat = services.Repeat("k1", b"body")
    first = services.book(wish=wish(at(9), dana), guest=ALICE, repeat=repeat, now=NOW)
    again = services.book(wish=wish(at(9), dana), guest=ALICE, repeat=repeat, now=NOW)
    assert (again.booking.id, again.token, again.repeated) == (first.booking.id, first.token, True)
    with pytest.raises(KeyReusedError):
        services.book(wish=wish(at(9), dana), guest=ALICE, repeat=services.Repeat("k1", b"other"), now=NOW)
    later = NOW + timedelta(hours=24)
    services.book(wish=wish(at(9, day=3), dana), guest=ALICE, repeat=repeat, now=later)
    assert Booking.objects.count() == 2


def test_a_booking_that_fails_leaves_nothing(dana: Therapist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("footing.booking.mail.booked", lambda booking: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    assert not Booking.objects.exists()
    assert not Claim.objects.exists()


def test_a_wrong_code_and_a_wrong_token_look_alike(dana: Therapist) -> None:
    done = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    other = services.book(wish=wish(at(10), dana), guest=BOB, now=NOW)
    answers = set()
    for code, token in (
        (done.booking.code, other.token), (done.booking.code, ""), ("2345678923", done.token), ("\0", "\0"),
    ):  # fmt: skip
        with pytest.raises(UnknownError) as refusal:
            queries.opened(code=code, token=token)
        answers.add(str(refusal.value))
    assert len(answers) == 1
    spoken = codes.spoken(done.booking.code).lower()
    assert queries.opened(code=spoken, token=f" {done.token.upper()} ").id == done.booking.id


def test_a_new_link_kills_the_old_one(dana: Therapist) -> None:
    done = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    renewed = services.renew_link(code=done.booking.code, token=done.token)
    with pytest.raises(UnknownError):
        queries.opened(code=done.booking.code, token=done.token)
    fresh = links.token(renewed)
    assert queries.opened(code=done.booking.code, token=fresh).id == done.booking.id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"), ({"name": "x" * 81}, "name"), ({"name": "a\x00b"}, "name"),
        ({"email": "", "phone": ""}, "contact"), ({"email": "alice"}, "email"), ({"phone": "call me"}, "phone"),
        ({"zone": "Mars/Olympus"}, "tz"), ({"message": "x" * 2001}, "message"), ({"say": "a\nb"}, "say"),
    ],
)  # fmt: skip
def test_a_guest_hears_which_field_is_wrong(dana: Therapist, changes: dict[str, str], field: str) -> None:
    guest = services.Guest(**{"name": "Alice", "email": "a@example.org", **changes})  # type: ignore[arg-type]
    with pytest.raises(InvalidError) as refusal:
        services.book(wish=wish(at(9), dana), guest=guest, now=NOW)
    assert refusal.value.field == field


def test_a_talk_for_two_is_a_talk_alone_and_a_code_to_hand_over(dana: Therapist, femi: Therapist) -> None:
    kind = {"type": "introduction-for-two"}
    alice = services.book(wish=wish(at(9), dana, **kind), guest=ALICE, now=NOW).booking
    assert alice.joint is not None
    code = codes.spoken(alice.joint.code)
    bob = services.book(wish=wish(at(11), femi, **kind), guest=BOB, joint_code=code, now=NOW).booking
    assert bob.joint_id == alice.joint_id
    assert (alice.end - alice.start, bob.end - bob.start) == (timedelta(minutes=20),) * 2
    with pytest.raises(InvalidError) as refusal:
        services.book(wish=wish(at(12), **kind), guest=BOB, joint_code="2345678923", now=NOW)
    assert refusal.value.field == "joint_code"


def test_two_at_once_with_one_code_are_never_both_the_last_of_four(
    dana: Therapist, femi: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bob and another both saw that there is one place left; while one writes, the other is a moment faster."""
    inside, kind = import_module("footing.booking.services.book"), {"type": "introduction-for-two"}
    alice = services.book(wish=wish(at(9), dana, **kind), guest=ALICE, now=NOW).booking
    assert alice.joint is not None
    code, real = alice.joint.code, inside._first_free

    def come(hour: int, therapist: Therapist) -> None:
        services.book(wish=wish(at(hour), therapist, **kind), guest=BOB, joint_code=code, now=NOW)

    def overtaken(*order: Any) -> Any:
        monkeypatch.setattr(inside, "_first_free", real)
        come(12, femi)
        return real(*order)

    for hour in (10, 11):
        come(hour, dana)
    monkeypatch.setattr(inside, "_first_free", overtaken)
    with pytest.raises(InvalidError) as refusal:
        come(13, dana)
    assert refusal.value.field == "joint_code"
    assert Booking.objects.filter(joint=alice.joint).count() == 4
    assert not Claim.objects.exclude(booking__joint=alice.joint).exists()
    assert Key.objects.count() == 4, "who is refused leaves no key"


def test_nobody_finds_out_by_a_joint_code_that_another_gave_up(dana: Therapist) -> None:
    """Bob holds Alice's code and counts how often it still works: the same whether she comes or not."""
    for number, gives_up in enumerate((False, True)):
        kind = {"type": "introduction-for-two"}
        alice = services.book(wish=wish(at(9, day=number + 1), **kind), guest=ALICE, now=NOW)
        assert alice.booking.joint
        if gives_up:
            services.cancel(code=alice.booking.code, token=alice.token, now=NOW)
        for hour in (10, 11, 12, 13):
            seen = wish(at(hour, day=number + 1), **kind)
            if hour < 13:
                services.book(wish=seen, guest=BOB, joint_code=alice.booking.joint.code, now=NOW)
            else:
                with pytest.raises(InvalidError):
                    services.book(wish=seen, guest=BOB, joint_code=alice.booking.joint.code, now=NOW)
