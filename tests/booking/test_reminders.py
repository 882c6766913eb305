"""Reminders: for whoever wants them, when they chose, once for each start, and never of what is no longer so."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from footing.booking import services
from footing.booking.errors import InvalidError
from footing.booking.models import Booking
from footing.booking.reminders import missed, queries, whens
from footing.booking.reminders import services as reminders
from footing.booking.reminders.models import NoShow, Reminder
from footing.outbox import failures
from footing.outbox import services as outbox
from footing.outbox.models import Message
from footing.practice.models import Therapist
from footing.vault import export, keys, links
from tests.booking.world import ALICE, BOB, NOW, at, wish
from tests.everywhere.rows import rows

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
START = at(14, day=3)  # Thursday 14:00 UTC, nine in the morning in Toronto
BOTH = ("day", "hours")


@pytest.fixture
def booked(dana: Therapist) -> Booking:
    return services.book(wish=wish(START, dana), guest=ALICE, now=NOW).booking


def pair(booking: Booking) -> dict[str, str]:
    return {"code": booking.code, "token": links.token(booking)}


def choose(booking: Booking, *ahead: str, hours: str = "any", now: datetime = NOW) -> None:
    reminders.choose(**pair(booking), ahead=ahead, hours=hours, now=now)


def reminded() -> list[Message]:
    return list(Message.objects.filter(kind="booking.reminder").order_by("created_at"))


def run_until(
    end: datetime, *, since: datetime = NOW, step: timedelta = timedelta(hours=1)
) -> list[datetime]:
    """The worker's runs; when each reminder left."""
    sent, now = [], since
    while now <= end:
        sent += [now] * reminders.run(now=now)
        Message.objects.filter(sent_at__isnull=True).update(sent_at=now)
        now += step
    return sent


def test_nobody_is_reminded_who_did_not_ask(booked: Booking) -> None:
    assert run_until(START, step=timedelta(hours=6)) == []


def test_both_come_at_their_time_once_and_say_nothing_of_what_it_is(booked: Booking) -> None:
    choose(booked, *BOTH)
    choose(booked, *BOTH)
    assert run_until(START) == [START - timedelta(days=1), START - timedelta(hours=2)]
    for mail in reminded():
        said = mail.content["subject"] + mail.content["body"]
        assert links.token(booked) in said
        assert mail.content["to"] == "alice@example.org"
        for word in (
            "alice",
            "dana",
            "talk",
            "therap",
            "counsel",
            "practice",
            "introduct",
            "appoint",
            "remind",
        ):
            assert word not in said.lower().replace("alice@example.org", "")


def test_only_at_the_hours_that_were_chosen_and_then_earlier(booked: Booking) -> None:
    choose(booked, "hours", hours="day")
    zone = ZoneInfo("America/Toronto")  # two hours before is seven in the morning: too early
    assert [
        t.astimezone(zone).strftime("%a %H:%M")
        for t in run_until(START, since=NOW + timedelta(hours=33, minutes=30))
    ] == ["Wed 19:30"]


def test_where_the_worker_was_down_no_mail_comes_at_a_wrong_hour_too_late_or_twice(booked: Booking) -> None:
    choose(booked, *BOTH, hours="day")
    night = at(5, day=3)  # midnight in Toronto
    assert reminders.run(now=night) == 0
    assert reminders.run(now=START - timedelta(minutes=50)) == 1, "one of both, not two at once"
    Reminder.objects.update(done_for=None)
    Message.objects.all().delete()
    assert reminders.run(now=START - timedelta(minutes=20)) == 0
    assert reminders.run(now=START) == 0


def test_what_was_only_asked_for_has_no_reminder_before_somebody_says_yes(dana: Therapist) -> None:
    services.set_asks_first(therapist=dana, on=True, now=NOW)
    asked = services.book(wish=wish(START, dana), guest=ALICE, now=NOW).booking
    choose(asked, "hours")
    assert reminders.run(now=START - timedelta(hours=2)) == 0
    services.approve(booking=asked.id, now=NOW)
    assert reminders.run(now=START - timedelta(hours=2)) == 1


def test_case_41_no_reminder_leaves_for_an_address_that_may_be_anothers(
    booked: Booking, dana: Therapist
) -> None:
    second = services.book(
        wish=wish(at(16, day=3), dana), guest=ALICE, now=NOW + timedelta(minutes=1)
    ).booking
    for booking in (booked, second):
        choose(booking, "hours")
    assert reminders.run(now=START - timedelta(minutes=40)) == 1
    assert reminders.run(now=at(16, day=3) - timedelta(hours=2)) == 1
    assert [row.kept_back for row in reminded()] == [False, True]


def test_a_time_booked_or_chosen_or_moved_inside_the_reminders_time_has_none(dana: Therapist) -> None:
    late = START - timedelta(hours=20)
    booking = services.book(wish=wish(START, dana), guest=ALICE, now=late).booking
    choose(booking, "day", now=late)
    assert run_until(START, since=late) == []
    moved = services.move(**pair(booking), start=at(16, day=3), now=late)
    assert run_until(START, since=late) == []
    services.move(**pair(moved), start=at(14, day=6), now=late)
    assert run_until(at(14, day=6), since=late) == [at(14, day=5)]


@pytest.mark.parametrize("end", ["cancel", "move", "stop_mail", "unchosen"])
def test_what_waits_is_taken_back_when_it_is_no_longer_so(booked: Booking, end: str, dana: Therapist) -> None:
    choose(booked, "hours")
    now = START - timedelta(hours=2)
    assert reminders.run(now=now) == 1
    leave = {
        "cancel": lambda: services.cancel(**pair(booked), now=now),
        "move": lambda: services.move(**pair(booked), start=at(9, day=5), now=now),
        "stop_mail": lambda: services.stop_mail(**pair(booked)),
        "unchosen": lambda: choose(booked, now=now),
    }
    leave[end]()
    assert reminded() == []
    assert reminders.run(now=now) == 0


@pytest.mark.parametrize("end", ["cancel", "move", "stop_mail"])
def test_without_the_taking_back_a_mail_of_a_time_given_up_would_leave(
    booked: Booking, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("footing.booking.reminders.mail.withdraw", lambda _booking: None)
    choose(booked, "hours")
    now = START - timedelta(hours=2)
    reminders.run(now=now)
    more: dict[str, Any] = {"move": {"start": at(9, day=5), "now": now}, "cancel": {"now": now}}.get(end, {})
    getattr(services, end)(**pair(booked), **more)
    assert len(reminded()) == 1


def test_a_mail_that_fails_is_tried_again_only_in_its_hours_and_not_when_it_is_too_late(
    booked: Booking,
) -> None:
    choose(booked, "day", hours="day")
    due = START - timedelta(days=1)
    reminders.run(now=due)

    def fails(now: datetime) -> None:
        Message.objects.filter(kind="booking.reminder").update(
            attempts=1, error="ConnectionRefusedError", not_before=now
        )

    fails(due)
    assert failures.of(booked.holder) == "trying"
    assert reminders.run(now=at(3, day=3)) == 0  # ten in the evening in Toronto
    assert reminded() == []
    assert reminders.run(now=at(13, day=3)) == 1, "in the morning, from eight"
    fails(at(13, day=3))
    reminders.run(now=START - timedelta(minutes=10))
    assert failures.of(booked.holder) == "failed"
    assert outbox.send_due(now=START) == 0 or not reminded()[0].sent_at
    assert queries.of(booked, now=START).failure == "failed"


def test_a_clock_that_jumps_brings_no_second_mail(booked: Booking) -> None:
    choose(booked, "day")
    ahead, back = START - timedelta(hours=3), NOW
    assert [reminders.run(now=moment) for moment in (ahead, back, START - timedelta(days=1), ahead)] == [
        1,
        0,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("start", "zone", "ahead", "hours", "wanted"),
    [
        # New York goes back on 1 November 2026 and forward on 8 March 2026.
        ("2026-11-01T15:00", "America/New_York", "day", "any", "2026-10-31T14:00"),
        ("2026-11-01T15:00", "America/New_York", "hours", "any", "2026-11-01T13:00"),
        ("2026-03-08T14:00", "America/New_York", "day", "any", "2026-03-07T15:00"),
        ("2026-03-09T06:30", "America/New_York", "day", "any", "2026-03-08T07:30"),
        ("2026-11-24T14:00", "Asia/Kathmandu", "day", "any", "2026-11-23T14:00"),
        ("2026-11-24T09:00", "UTC", "hours", "work", "2026-11-23T16:30"),
        ("2026-11-24T20:30", "UTC", "hours", "work", "2026-11-24T16:30"),
        ("2026-11-24T09:00", "UTC", "day", "evening", "2026-11-22T20:30"),
    ],
)  # fmt: skip
@pytest.mark.one_database
def test_the_day_before_is_the_same_time_on_the_wall(
    start: str, zone: str, ahead: str, hours: str, wanted: str
) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
    found = whens.due(moment, ahead=ahead, hours=whens.hours(hours), zone=ZoneInfo(zone))
    assert found.strftime("%Y-%m-%dT%H:%M") == wanted
    assert whens.hours(hours).hold(found, ZoneInfo(zone))


def test_who_allows_no_mail_can_choose_none_and_who_is_erased_stops_nobody(
    dana: Therapist, booked: Booking
) -> None:
    bob = services.book(wish=wish(at(10, day=3), dana), guest=BOB, now=NOW).booking
    with pytest.raises(InvalidError, match="you allowed none"):
        choose(bob, "day")
    gone = services.book(wish=wish(at(11, day=3), dana), guest=ALICE, now=NOW).booking
    for booking in (gone, booked):
        choose(booking, "hours")
    keys.erase(gone.holder)
    keys.forget()
    assert reminders.run(now=START - timedelta(hours=2)) == 1


def test_somebody_who_will_come_says_so_of_this_very_start(booked: Booking) -> None:
    for _ in range(2):
        reminders.come(**pair(booked), now=NOW)
    assert queries.will_come(booked)
    moved = services.move(**pair(booked), start=at(9, day=5), now=NOW)
    assert not queries.will_come(moved)
    services.cancel(**pair(moved), now=NOW)
    with pytest.raises(InvalidError):
        reminders.come(**pair(moved), now=NOW)


def test_who_did_not_come_gets_one_mail_at_most_and_only_if_they_allow_mail(
    dana: Therapist, booked: Booking
) -> None:
    bob = services.book(wish=wish(at(10, day=3), dana), guest=BOB, now=NOW).booking
    with pytest.raises(InvalidError):
        missed.mark(booking=booked, by=dana.id, now=NOW)
    for booking in (booked, bob):
        for write in (False, True, True):
            missed.mark(booking=booking, by=dana.id, write=write, now=at(15, day=3))
    assert NoShow.objects.count() == 2
    (mail,) = Message.objects.filter(kind="booking.missed")
    assert mail.content["to"] == "alice@example.org"
    assert "#" not in mail.content["body"]
    missed.take_back(booking=bob)
    assert NoShow.objects.count() == 1


def test_counts_are_of_ten_or_more_with_and_without_a_reminder(dana: Therapist) -> None:
    starts = [at(9, day=d) + timedelta(minutes=n * 30) for d in (1, 2) for n in range(10)]
    made = [services.book(wish=wish(s, dana), guest=ALICE, now=NOW).booking for s in starts]
    for number, booking in enumerate(made):
        if number < 11:
            Reminder.objects.create(
                booking=booking, holder=booking.holder, ahead="day", hours="any", since=NOW,
                done_for=booking.start, sent=True,
            )  # fmt: skip
        if number in (0, 1, 15):
            NoShow.objects.create(booking=booking, by=dana.id, at=NOW)
    with_, without = missed.counts(now=at(20, day=3))
    assert (with_.times, with_.missed, with_.shown) == (11, 2, True)
    assert (without.times, without.missed, without.shown) == (9, 1, False)
    assert missed.counts(now=NOW)[0].times == 0


def test_hours_are_sealed_and_everything_is_in_the_export_without_a_reproach(
    booked: Booking, dana: Therapist
) -> None:
    choose(booked, "day", hours="evening")
    reminders.come(**pair(booked), now=NOW)
    missed.mark(booking=booked, by=dana.id, now=at(15, day=3))
    assert "evening" not in repr({name: found for name, found in rows().items() if "booking_" in name})
    kept = export.as_json(export.collect(holder=booked.holder, now=NOW))
    for word in ("evening", "booking.Reminder", "booking.Coming", "did not take place"):
        assert word in kept
    assert "did not come" not in kept
