"""The waiting list: in order, one offer for one time and for one person, kept as promised, and seen by nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from footing.booking import blocks, services
from footing.booking.errors import InvalidError, TakenError
from footing.booking.models import Booking, Claim
from footing.booking.queries import search
from footing.booking.services import Guest, claims
from footing.booking.waiting import offering, queries, wishes
from footing.booking.waiting import services as waiting
from footing.booking.waiting.models import Offer, Waiting
from footing.calendars.models import BookingRules, WorkingHours
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import erase, export, keys, links
from tests.booking.line import ANY, CHARLIE, offers, opens, pair, run, waits
from tests.booking.world import ALICE, BOB, NOW, at, wish
from tests.everywhere.rows import rows

DATABASES = ["default", "keys", "marks"]
pytestmark = pytest.mark.django_db(databases=DATABASES)


def shown(row: Waiting) -> dict[str, Any]:
    """What the buttons of somebody's page send about the time that was offered last."""
    return {**pair(row), "hold": Offer.objects.filter(waiting=row).latest("id").hold_id}


def test_whoever_waits_longest_is_asked_first_and_a_no_and_silence_pass_it_on(full: Therapist) -> None:
    alice, bob, charlie = (waits(g, after=n) for n, g in enumerate((ALICE, BOB, CHARLIE)))
    assert run() == 0
    opens(full, at(9, day=8))
    assert (run(), run()) == (1, 0)
    assert offers() == [("Alice Canary", at(9, day=8), "")]
    waiting.decline(**shown(alice), now=NOW + timedelta(hours=2))
    waiting.decline(**shown(alice), now=NOW + timedelta(hours=2))
    assert run(NOW + timedelta(hours=2)) == 1
    late = Offer.objects.get(waiting=bob).expires_at
    assert run(late - timedelta(minutes=1)) == 0
    assert run(late) == 1
    assert offers()[1:] == [("Bob", at(9, day=8), "expired"), ("Charlie", at(9, day=8), "")]
    assert [w.name for w in Waiting.objects.order_by("place")] == ["Alice Canary", "Charlie", "Bob"]
    waiting.stop(**pair(charlie), now=late)
    assert run(late) == 0, "whoever said no to a time or let it pass is not offered it again"
    assert search.slots(search.type_of("introduction"), [full], start=NOW, end=at(9, day=20), now=late)


def test_an_offered_time_looks_taken_to_everybody_else(full: Therapist) -> None:
    waits(ALICE)
    opens(full, at(9, day=8))
    run()
    assert not search.slots(search.type_of("introduction"), [full], start=NOW, end=at(9, day=20), now=NOW)
    for steal in (services.book, services.hold):
        with pytest.raises(TakenError) as refused:
            steal(
                wish=wish(at(9, day=8), full), **({"guest": BOB} if steal is services.book else {}), now=NOW
            )
        assert str(refused.value) == str(claims.taken())


def test_taking_it_is_one_booking_and_a_second_press_the_same(full: Therapist) -> None:
    alice = waits(ALICE)
    opens(full, at(9, day=8))
    run()
    done, again = (waiting.accept(**shown(alice), now=NOW + timedelta(hours=2)) for _ in range(2))
    assert (done.booking, done.token, done.repeated) == (again.booking, again.token, False)
    assert again.repeated
    assert (done.booking.name, done.booking.start) == ("Alice Canary", at(9, day=8))
    assert Claim.objects.filter(booking=done.booking).count() == Claim.objects.count() == 6
    assert (queries.ending(alice) or Offer()).reason == "booked"  # type: ignore[union-attr]
    kinds = sorted(Message.objects.values_list("kind", flat=True))
    assert kinds == ["booking.booked"], "the mail that offered it had not left, and is taken back"
    opens(full, at(9, day=9))
    assert run(NOW + timedelta(hours=3)) == 0


def test_an_offer_that_is_over_is_refused_and_says_that_one_goes_on_waiting(full: Therapist) -> None:
    alice = waits(ALICE)
    opens(full, at(9, day=8))
    run()
    over = Offer.objects.get().expires_at
    for moment in (over, over + timedelta(days=1)):
        with pytest.raises(InvalidError, match="You keep waiting"):
            waiting.accept(**shown(alice), now=moment)
    assert Booking.objects.count() == 0
    services.book(wish=wish(at(9, day=8), full), guest=BOB, now=over)


def test_a_time_that_the_therapist_closed_meanwhile_is_taken_back(full: Therapist) -> None:
    alice, bob = waits(ALICE), waits(BOB, after=1)
    opens(full, at(9, day=8), at(15, day=8))
    assert run() >= 1
    WorkingHours.objects.all().delete()
    with pytest.raises(InvalidError, match="You keep waiting"):
        waiting.accept(**shown(alice), now=NOW + timedelta(hours=2))
    run(NOW + timedelta(hours=2))
    assert {outcome for _, _, outcome in offers()} == {"gone"}
    assert not Claim.objects.exists()
    assert queries.ending(bob) is None


def test_days_parts_mode_and_therapist_are_minded(full: Therapist, femi: Therapist) -> None:
    WorkingHours.objects.all().delete()
    opens(full, at(9, day=8), at(18, day=9))
    opens(femi, at(9, day=10))
    Therapist.objects.filter(id=full.id).update(modes=["video"])
    for number, (wanted, start) in enumerate(
        [
            (wishes.Wanted("introduction", "phone"), at(9, day=10)),
            (wishes.Wanted("introduction", "video", parts=("evening",)), at(18, day=9)),
            (wishes.Wanted("introduction", "video", femi.id), None),
            (wishes.Wanted("introduction", "video", days=(1,)), at(9, day=8)),
            (wishes.Wanted("introduction", "video", days=(5, 6)), None),
        ]
    ):
        row = waits(BOB, wanted, after=number)
        run()
        found = Offer.objects.filter(waiting=row).first()
        assert (found.start if found else None) == start, number


def test_open_times_that_did_not_suit_are_not_offered_but_new_ones_are(full: Therapist) -> None:
    opens(full, at(9, day=8))
    fits = queries.open_now(ANY, search.type_of("introduction"), zone="UTC", now=NOW, end=at(9, day=30))
    assert fits == [at(9, day=8)]
    waiting.wait(wanted=ANY, guest=ALICE, passed=[blocks.block_of(s) for s in fits], now=NOW)
    assert run() == 0
    opens(full, at(10, day=8))
    run()
    assert [start for _, start, _ in offers()] == [at(10, day=8)]


def test_three_offers_without_a_word_end_it_and_so_do_its_weeks(full: Therapist) -> None:
    alice, bob = waits(ALICE), waits(BOB, wishes.Wanted("introduction", "video", days=(5,), weeks=2), after=1)
    opens(full, *(at(9, day=8 + n) for n in (0, 1, 2, 3)))
    now = NOW
    for _ in range(4):
        run(now)
        now += timedelta(days=1)
    assert [outcome for _, _, outcome in offers()] == ["expired"] * 3
    assert (queries.ending(alice) or Offer()).reason == "quiet"  # type: ignore[union-attr]
    run(NOW + timedelta(weeks=2, minutes=2))
    assert (queries.ending(bob) or Offer()).reason == "over"  # type: ignore[union-attr]


def test_the_mail_is_neutral_once_and_only_where_it_is_allowed(full: Therapist) -> None:
    waits(ALICE)
    for number, guest in enumerate((BOB, CHARLIE)):
        waits(guest, after=number + 1)
    opens(full, *(at(9, day=8 + n) for n in range(3)))
    night = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # one in the morning in Toronto
    assert run(night) == 3
    (mail,) = Message.objects.all()
    assert mail.content["to"] == "alice@example.org"
    assert mail.content["subject"] == "A time on Tuesday"
    assert mail.not_before == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    said = mail.content["body"].lower()
    for word in ("alice", "dana", "talk", "therap", "counsel", "wait", "practice", "introduct", "session"):
        assert word not in said.replace("http://localhost:8000/book/waiting/", "")
    row = Waiting.objects.get(id=Offer.objects.get(start=at(9, day=8)).waiting_id)
    assert links.token(row) in said
    waiting.renew_link(**pair(row))
    waiting.stop_mail(**pair(Waiting.objects.get(id=row.id)))
    assert not Message.objects.exists()


def test_whoever_is_erased_frees_the_time_and_keeps_nobody_behind_them_waiting(full: Therapist) -> None:
    alice = waits(ALICE)
    opens(full, at(9, day=8))
    run()
    erase.now(holder=alice.holder)
    assert not Offer.objects.exists()
    assert Claim.objects.exists()
    stopped = waits(ALICE, after=2)
    keys.erase(stopped.holder)  # a stop in the middle of an erasure: the row is there, its key is gone
    waits(BOB, after=3)
    assert run(NOW + timedelta(hours=3)) == 1
    assert [o.waiting_id for o in Offer.objects.all()] != [stopped.id]


def test_ended_ones_go_after_two_weeks_with_their_keys_and_the_others_stay(full: Therapist) -> None:
    alice, bob = waits(ALICE), waits(BOB, after=1)
    opens(full, at(9, day=8))
    run()
    waiting.stop(**pair(alice), now=NOW + timedelta(hours=2))
    assert offering.forget(now=NOW + timedelta(days=14)) == 0
    assert offering.forget(now=NOW + timedelta(days=14, hours=3)) == 1
    assert list(Waiting.objects.all()) == [bob]
    with pytest.raises(keys.ErasedError):
        keys.live_key(alice.holder)


def test_no_row_holds_a_typed_word_and_everything_is_in_the_export(full: Therapist) -> None:
    guest = Guest(
        name="Quokka-81", email="numbat-82@example.org", phone="+1 416 555 0183", zone="America/Toronto",
        say="bilby-84", hours="dunnart-85", may_mail=True,
    )  # fmt: skip
    row = waits(guest, wishes.Wanted("introduction", "video", days=(1,), parts=("morning",)))
    opens(full, at(14, day=8))
    run()
    typed = ["Quokka-81", "numbat-82", "416 555 0183", "bilby-84", "dunnart-85", "America/Toronto"]
    assert not [word for word in typed if word in repr(rows())]
    kept = export.as_json(export.collect(holder=row.holder, now=NOW))
    for word in (*typed, "Tuesday", "Before 12", "booking.Offer", "booking.Waiting", "outbox.Message"):
        assert word in kept
    assert links.token(row) not in kept


def test_notice_of_the_therapist_bounds_an_offer(full: Therapist) -> None:
    BookingRules.objects.filter(therapist=full).update(notice_hours=20)
    waits(BOB)
    opens(full, at(9, day=1))  # 25 hours from now: five hours before the notice
    assert run(NOW) == 1
    assert Offer.objects.get().expires_at == at(9, day=1) - timedelta(hours=20)
    Waiting.objects.all().delete()
    Claim.objects.all().delete()
    waits(BOB)
    assert run(NOW + timedelta(hours=3)) == 0, "too little time is left to answer: it stays open for all"
