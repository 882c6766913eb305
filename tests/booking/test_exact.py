"""Open times through the services and over HTTP: the golden lists, equal numbers of questions, and their indexes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from footing.booking import queries, services
from footing.booking.models import AppointmentType
from footing.booking.queries import offers, search
from footing.calendars import holidays
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.practice.models import Practice, Therapist
from tests.booking.api.calls import get
from tests.booking.world import ALICE, NOW, at, make_therapist, wish
from tests.core.slots.test_golden import cases, instant

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
BUFFER = timedelta(minutes=15)


def golden_therapist(case: dict[str, Any]) -> Therapist:
    """A therapist with a golden case's hours; what is busy there stands as time off, its buffer on both sides."""
    made = make_therapist(case["tz"].replace("/", "-").lower(), time_zone=case["tz"])
    WorkingHours.objects.filter(therapist=made).delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(therapist=made, weekday=day, start_minute=low, end_minute=high)
        for day, low, high in case["rules"]
    )
    TimeOff.objects.bulk_create(
        TimeOff(therapist=made, start=instant(low) - BUFFER, end=instant(high) + BUFFER)
        for low, high in case["busy"]
    )
    rules = {"notice_hours": 0, "horizon_days": 90, "pause_minutes": 0, "step_minutes": 30}
    BookingRules.objects.filter(therapist=made).update(**rules)
    return made


def test_the_golden_lists_come_out_of_the_services_and_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    half = AppointmentType.objects.create(id="half", name="Half an hour", minutes=30, modes=["video"])
    seen = 0
    for case in cases():
        therapist, zone = golden_therapist(case), ZoneInfo(case["tz"])
        expected = [instant(text) for text in case["slots"]]
        start, end = datetime(2026, 10, 1, tzinfo=zone), datetime(2026, 11, 30, tzinfo=zone)
        found = queries.slots(half, [therapist], start=start, end=end, now=start, mode="video")
        assert [slot.start for slot in found] == expected
        counts = queries.days(half, [therapist], month=date(2026, 10, 1), zone=zone, now=start)
        local = [at.astimezone(zone).date() for at in expected]
        assert counts == {day: local.count(day) for day in sorted(set(local)) if day.month == 10}
        monkeypatch.setattr("django.utils.timezone.now", lambda now=start: now.astimezone(UTC))
        asked = {
            "type": "half",
            "from": "2026-10-01",
            "to": "2026-11-29",
            "tz": case["tz"],
            "therapist": str(therapist.id),
        }
        assert [instant(slot["start"]) for slot in get("/slots", **asked).json()["slots"]] == expected
        seen += len(expected)
    assert seen > 300


def team(number: int) -> list[Therapist]:
    """Therapists with everything that a search may have to look at."""
    Practice.objects.get_or_create(
        pk=1, defaults={"name": "House", "country": "CA", "region": "ON", "time_zone": "America/Toronto"}
    )
    made = [make_therapist(f"t{number}-{n}", time_zone="America/Toronto") for n in range(number)]
    BookingRules.objects.filter(therapist__in=made).update(most_a_day=3)
    WorkingHours.objects.filter(therapist__in=made, weekday=1).update(modes="video")
    WorkingHours.objects.bulk_create(
        WorkingHours(therapist=t, weekday=2, start_minute=600, end_minute=720, week=date(2026, 11, 30))
        for t in made
    )
    holidays.fill(made, now=NOW)
    services.book(wish=wish(at(15), made[0]), guest=ALICE, now=NOW)
    return made


def asked(who: list[Therapist]) -> int:
    """How many questions the database is asked by a day, a week, a month and the next open day of these therapists."""
    kind, zone = search.type_of("introduction"), ZoneInfo("America/Toronto")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert queries.slots(kind, who, start=at(0), end=at(0, day=2), now=NOW, mode="video")
        assert offers.week(kind, who, first=NOW.date(), zone=zone, now=NOW, mode="video").days
        assert queries.days(kind, who, month=date(2026, 12, 1), zone=zone, now=NOW)
        assert queries.next_day(kind, who, after=NOW.date(), zone=zone, now=NOW)
        assert queries.next_open(NOW)
    return len(seen)


def test_forty_therapists_are_asked_for_as_often_as_two() -> None:
    two = team(2)
    few = asked(two)
    many = [*two, *team(38)]
    assert asked(many) == few


def test_a_search_by_page_asks_as_often_for_forty_as_for_two(client: Any) -> None:
    def page() -> int:
        with CaptureQueriesContext(connection) as seen:
            shown = client.get(
                "/book/times/", {"type": "introduction", "who": "", "mode": "video", "tz": "UTC"}
            )
        assert shown.status_code == 200
        return len(seen)

    team(2)
    client.get("/book/")  # the colour of the pages is known from now on, whatever is counted
    few = page(), page()  # what is kept is read anew, and then not
    team(38)
    assert (page(), page()) == few


def test_what_is_past_costs_a_search_nothing(dana: Therapist) -> None:
    services.book(wish=wish(at(9), dana), guest=ALICE, now=NOW)
    TimeOff.objects.create(therapist=dana, start=at(11), end=at(12))
    kind = search.type_of("introduction")
    with CaptureQueriesContext(connection) as seen:
        queries.slots(kind, [dana], start=at(0), end=at(0, day=30), now=NOW)
    plans = {}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Of a table with one row no index is worth its while; whether one fits is what is asked.
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in seen.captured_queries:
            explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(explain + query["sql"])
            plans[query["sql"]] = " ".join(str(part) for row in cursor.fetchall() for part in row)
    claims = next(plan for sql, plan in plans.items() if "booking_claim" in sql)
    assert "occupations" in claims, claims
    assert "SCAN booking_claim" not in claims, claims
    off = next(plan for sql, plan in plans.items() if "calendars_timeoff" in sql)
    # Of two indexes that fit, PostgreSQL takes either for an empty table.
    assert "calendars_t_therapi" in off or (connection.vendor == "postgresql" and "Index Scan" in off), off
    assert not [sql for sql in plans if "booking_booking" in sql or "booking_hold" in sql]
