"""Traps that other programs fell into, each as one test through the services; where it was reported stands below."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from footing.booking import queries, services
from footing.booking.errors import InvalidError, TakenError
from footing.booking.models import AppointmentType
from footing.booking.queries import offers, search
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.practice.models import Therapist
from tests.booking.world import ALICE, BOB, NOW, at, make_therapist, wish
from tests.conftest import OwnClient

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
# Thirty days before the change of the clock in New York, 1 November 2026, at 06:00 UTC.
AUTUMN = datetime(2026, 10, 2, 12, tzinfo=UTC)


def open_(therapist: Therapist, start: datetime, end: datetime, now: datetime, **more: Any) -> list[datetime]:
    kind = search.type_of("introduction")
    return [s.start for s in queries.slots(kind, [therapist], start=start, end=end, now=now, **more)]


def only(therapist: Therapist, weekday: int, low: int, high: int, **changes: Any) -> None:
    """Let a therapist work in this one weekly window."""
    WorkingHours.objects.filter(therapist=therapist).delete()
    WorkingHours.objects.create(
        therapist=therapist, weekday=weekday, start_minute=low, end_minute=high, **changes
    )


def test_two_windows_side_by_side_book_the_same_time_once(dana: Therapist) -> None:
    """alextselegidis/easyappointments #31: both were confirmed."""
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9), dana), guest=BOB, now=NOW)


def test_a_longer_talk_over_a_booked_one_is_refused_though_its_start_is_another(dana: Therapist) -> None:
    """alextselegidis/easyappointments #1783; calcom/cal.diy guards against identical times only."""
    services.book(wish=wish(at(10), dana), guest=ALICE, now=NOW)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9, 30), dana, type="first-appointment"), guest=BOB, now=NOW)


def test_a_time_that_waits_for_its_form_cannot_be_confirmed_to_two(dana: Therapist) -> None:
    """calcom/cal.diy #10789, SergeyMosin/Appointments #689: what was pending stayed on offer."""
    kept = services.hold(wish=wish(at(9), dana), now=NOW)
    assert at(9) not in open_(dana, at(0), at(0, day=2), NOW)
    with pytest.raises(TakenError):
        services.hold(wish=wish(at(9), dana), now=NOW)
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9), dana), guest=BOB, now=NOW)
    assert services.book(wish=wish(at(9), dana), guest=ALICE, hold=kept.id, now=NOW).booking.start == at(9)


def test_moving_into_a_taken_time_is_refused_and_leaves_the_old_one(dana: Therapist) -> None:
    """alextselegidis/easyappointments #1431: an edit was never checked against others."""
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    second = services.book(wish=wish(at(11), dana), guest=BOB, now=NOW)
    with pytest.raises(TakenError):
        services.move(code=second.booking.code, token=second.token, start=at(9, 15), now=NOW)
    second.booking.refresh_from_db()
    assert second.booking.start == at(11)


def test_the_time_that_was_moved_from_can_be_kept_and_booked_again(dana: Therapist) -> None:
    """calcom/cal.diy #21589: it was shown as open and could not be reserved."""
    done = services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    services.move(code=done.booking.code, token=done.token, start=at(11), now=NOW)
    assert at(9) in open_(dana, at(0), at(0, day=2), NOW)
    assert services.hold(wish=wish(at(9), dana), now=NOW).start == at(9)


def test_any_of_three_can_be_booked_three_times_at_one_moment_and_no_more() -> None:
    """alextselegidis/easyappointments booked any of ten therapists forty to fifty times at one moment."""
    for name in ("one", "two", "three"):
        make_therapist(name)
    taken = {services.book(wish=wish(at(9)), guest=ALICE, now=NOW).booking.therapist_id for _ in range(3)}
    assert len(taken) == 3
    with pytest.raises(TakenError):
        services.book(wish=wish(at(9)), guest=BOB, now=NOW)


def test_nine_oclock_stays_nine_oclock_after_the_clock_went_back(dana: Therapist) -> None:
    """calcom/cal.diy #10517 and #4702: in November slots began at eight."""
    Therapist.objects.filter(pk=dana.pk).update(time_zone="America/New_York")
    dana.refresh_from_db()
    found = open_(dana, AUTUMN, AUTUMN + timedelta(days=45), AUTUMN)
    first: dict[date, datetime] = {}
    for start in (s.astimezone(ZoneInfo("America/New_York")) for s in found):
        first.setdefault(start.date(), start)
    assert {f"{start:%H:%M}" for day, start in first.items() if day > date(2026, 10, 2)} == {"09:00"}
    assert max(first) > date(2026, 11, 10)


def test_what_is_offered_beyond_the_change_of_the_clock_can_be_booked(dana: Therapist) -> None:
    """calcom/cal.diy #6217: a time was offered an hour off, and then nobody was available."""
    only(dana, 1, 12 * 60 + 30, 13 * 60)
    Therapist.objects.filter(pk=dana.pk).update(time_zone="America/New_York")
    dana.refresh_from_db()
    for start in open_(dana, AUTUMN, AUTUMN + timedelta(days=45), AUTUMN)[-3:]:
        done = services.book(wish=wish(start, dana), guest=ALICE, now=AUTUMN)
        assert done.booking.start.astimezone(ZoneInfo("America/New_York")).hour == 12


def test_notice_that_ends_on_the_day_of_the_change_moves_no_slot(dana: Therapist) -> None:
    """calcom/cal.diy #12137: with the notice ending on that day, the whole month was off by an hour."""
    Therapist.objects.filter(pk=dana.pk).update(time_zone="America/New_York")
    dana.refresh_from_db()
    start, end = datetime(2026, 11, 2, tzinfo=UTC), datetime(2026, 11, 9, tzinfo=UTC)
    seen = []
    for hours in (6 * 24, 7 * 24, 9 * 24):
        BookingRules.objects.filter(therapist=dana).update(notice_hours=hours)
        seen.append(open_(dana, start, end, datetime(2026, 10, 25, 12, tzinfo=UTC)))
    assert seen[0] == seen[1]
    assert set(seen[2]) < set(seen[1])


@pytest.mark.parametrize(
    "zone", ["Pacific/Auckland", "America/Vancouver", "Asia/Kathmandu", "Pacific/Kiritimati"]
)
def test_a_visitor_elsewhere_sees_the_same_times_on_their_own_days(dana: Therapist, zone: str) -> None:
    """nextcloud/calendar #5913 and #6407, easyappointments #1432: none at all, or those of the day before."""
    only(dana, 2, 23 * 60, 24 * 60)
    theirs = ZoneInfo(zone)
    every = set(open_(dana, NOW, NOW + timedelta(days=21), NOW))
    kind, seen = search.type_of("introduction"), set[datetime]()
    for week in range(3):
        first = NOW.astimezone(theirs).date() + timedelta(weeks=week)
        shown = offers.week(kind, [dana], first=first, zone=theirs, now=NOW)
        for day, starts in shown.days:
            assert {s.astimezone(theirs).date() for s in starts} == {day}
            seen |= set(starts)
    # Three weeks of the visitor's days end within a day of three times seven days from now.
    assert seen == {
        s for s in every if s.astimezone(theirs).date() < NOW.astimezone(theirs).date() + timedelta(days=21)
    }
    assert seen


def test_who_works_until_midnight_can_be_booked_until_midnight(dana: Therapist) -> None:
    """alextselegidis/easyappointments #1822: a day that ended at 24:00 had no times, or lost its last hour."""
    only(dana, at(0).weekday(), 0, 24 * 60)
    BookingRules.objects.filter(therapist=dana).update(step_minutes=10)
    found = open_(dana, at(0), at(0, day=2), NOW)
    assert found[-1] == at(23, 40)
    assert services.book(wish=wish(at(23, 40), dana), guest=ALICE, now=NOW).booking.end == at(0, day=2)


def test_a_talk_over_midnight_counts_where_two_days_meet(dana: Therapist) -> None:
    """alextselegidis/easyappointments #388: hours past midnight could not be said."""
    only(dana, at(0).weekday(), 23 * 60, 24 * 60)
    WorkingHours.objects.create(therapist=dana, weekday=at(0, day=2).weekday(), start_minute=0, end_minute=60)
    assert at(23, 45) in open_(dana, at(0), at(0, day=3), NOW)
    services.book(wish=wish(at(23, 45), dana), guest=ALICE, now=NOW)
    assert at(0, day=2) not in open_(dana, at(0), at(0, day=3), NOW)


def test_a_full_day_stays_full_for_whoever_still_has_the_page_open(dana: Therapist) -> None:
    """calcom/cal.diy #6622: with a limit of one a day, a second tab could book the same day again."""
    BookingRules.objects.filter(therapist=dana).update(most_a_day=1)
    assert at(15) in open_(dana, at(0), at(0, day=2), NOW)
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    for try_it in (services.hold, lambda **asked: services.book(guest=BOB, **asked)):
        with pytest.raises(TakenError) as refusal:
            try_it(wish=wish(at(15), dana), now=NOW)
        assert all(slot.start.date() != at(15).date() for slot in refusal.value.nearest)


def test_a_week_with_hours_of_its_own_offers_what_can_be_booked(dana: Therapist) -> None:
    """calcom/cal.diy #6622: what date overrides offered was refused, since the check knew the usual hours only."""
    monday = (NOW + timedelta(days=7)).date() - timedelta(days=NOW.weekday())
    WorkingHours.objects.create(
        therapist=dana, weekday=3, start_minute=19 * 60, end_minute=20 * 60, week=monday
    )
    day = datetime.combine(monday, datetime.min.time(), UTC)
    found = open_(dana, day, day + timedelta(days=7), NOW)
    assert {(s.weekday(), s.hour) for s in found} == {(3, 19)}
    assert services.book(wish=wish(found[0], dana), guest=ALICE, now=NOW).booking.start == found[0]


def test_a_pause_is_kept_before_and_after(dana: Therapist) -> None:
    """alextselegidis/easyappointments #1224: there was no pause between appointments."""
    services.book(wish=wish(at(10), dana), guest=ALICE, now=NOW)
    found = open_(dana, at(9), at(11), NOW)
    assert found == [at(9), at(9, 15), at(9, 30), at(10, 30), at(10, 45)]


def test_time_off_inside_longer_time_off_opens_nothing(dana: Therapist) -> None:
    """A sweep that steps back over the last busy time only is wrong where one lies inside another."""
    for low, high in ((at(9), at(15)), (at(10), at(10, 30)), (at(11), at(12))):
        TimeOff.objects.create(therapist=dana, start=low, end=high)
    assert open_(dana, at(0), at(0, day=2), NOW)[0] == at(15)


def test_the_last_day_of_hours_in_sydney_is_that_day_in_sydney(dana: Therapist) -> None:
    """An end that is read as UTC loses the edge day east of Greenwich, or wins one west of it."""
    last = date(2026, 10, 14)
    for zone in ("Australia/Sydney", "America/Vancouver"):
        Therapist.objects.filter(pk=dana.pk).update(time_zone=zone)
        dana.refresh_from_db()
        WorkingHours.objects.filter(therapist=dana).update(
            start_minute=0, end_minute=24 * 60, valid_to=last, valid_from=last - timedelta(days=1)
        )
        days = [
            s.astimezone(ZoneInfo(zone)).date()
            for s in open_(dana, AUTUMN, AUTUMN + timedelta(days=30), AUTUMN)
        ]
        assert set(days) == {last - timedelta(days=1), last}
        assert days.count(last) == 95


def test_times_of_this_morning_are_not_offered_this_afternoon(dana: Therapist) -> None:
    """alextselegidis/easyappointments #1295: hours that were over stood in the list."""
    BookingRules.objects.filter(therapist=dana).update(notice_hours=0)
    assert open_(dana, at(0), at(0, day=2), at(14, 10))[0] == at(14, 15)


def test_the_last_day_of_the_horizon_is_the_same_in_the_list_and_at_the_booking(dana: Therapist) -> None:
    """A horizon that is counted in days here and in hours there offers what it refuses."""
    BookingRules.objects.filter(therapist=dana).update(horizon_days=3)
    noon = at(12, day=0)
    found = open_(dana, noon, noon + timedelta(days=10), noon)
    assert found[-1] == at(11, 45, day=3)
    with pytest.raises(InvalidError):
        services.book(wish=wish(at(12, day=3), dana), guest=BOB, now=noon)
    assert services.book(wish=wish(found[-1], dana), guest=ALICE, now=noon).booking.start == found[-1]


def test_no_address_on_the_way_to_a_time_names_anybody(dana: Therapist) -> None:
    """calcom/cal.diy #21667: names and mail addresses of guests stood in addresses that others collected."""
    client, kind = OwnClient(), AppointmentType.objects.get(pk="introduction")
    now = datetime.now(UTC)
    start = queries.slots(kind, [dana], start=now, end=now + timedelta(days=9), now=now)[0].start
    asked = {"type": kind.id, "who": "dana", "mode": "video", "tz": "UTC", "start": start.isoformat()}
    guest = {"name": "Alice Canary", "email": "alice@example.org", "phone": "", "say": "", "hours": ""}
    seen = [client.post("/book/details/", asked), client.post("/book/done/", {**asked, **guest})]
    assert b"Alice Canary" in seen[1].content
    for answer in seen:
        where = [
            answer.get("Location", ""),
            answer.wsgi_request.get_full_path(),
            answer.get("Referrer-Policy", ""),
        ]
        assert not [place for place in where if "Canary" in place or "alice" in place]
        assert b"Canary" not in b"".join(answer.content.split(b'href="')[n].split(b'"')[0] for n in
                                         range(1, answer.content.count(b'href="') + 1))  # fmt: skip
