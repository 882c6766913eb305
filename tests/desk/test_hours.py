"""The page of hours: what is tried out is what visitors would find, and every form of it does its work."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from footing.booking.models import AppointmentType
from footing.calendars import holidays
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from tests.booking.api.calls import get
from tests.conftest import OwnClient
from tests.people import World, make_world, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "keys", "marks"])
RULES = {"pause": "10", "step": "30", "notice_hours": "12", "horizon_days": "60", "most": "3"}
LINES = {f"day{n}": "9:00-12:00, 13:00-15:00 (introduction)" for n in range(7)} | {"day5": "", "day6": ""}


@pytest.fixture
def world() -> World:
    made = make_world()
    holidays.fill([made.room, made.other])
    return made


@pytest.fixture
def dana(world: World) -> Client:
    return signed_in(world.dana, OwnClient())


def shown(page: str) -> dict[str, list[str]]:
    """The starts of the card beside the hours, by day."""
    card = page[page.index("What people c") :]
    rows = re.findall(r"<dt>([^<]+)</dt><dd>([^<]*)</dd>", card[: card.index("</section>")])
    return {day.strip(): times.split(", ") for day, times in rows}


def offered(world: World, kind: str, mode: str, days: int) -> list[str]:
    """What the API offers of Dana from now on, as clock times in their zone."""
    today = timezone.now().date()
    asked = {"type": kind, "therapist": str(world.room.id), "tz": world.room.time_zone, "mode": mode}
    found = get(
        "/slots", **asked, **{"from": str(today - timedelta(days=1)), "to": str(today + timedelta(days=days))}
    )
    return [slot["start"] for slot in found.json()["slots"]]


@pytest.mark.parametrize(("kind", "mode"), [("introduction", "video"), ("first-appointment", "video")])
def test_what_is_tried_out_is_what_visitors_find_once_it_is_saved(
    world: World, dana: Client, kind: str, mode: str
) -> None:
    sent = {"who": "dana", **RULES, **LINES}
    tried = dana.post("/desk/hours/", {**sent, "preview": "1", "kind": kind, "mode": mode}).content.decode()
    assert "Not saved yet" in tried
    assert WorkingHours.objects.filter(therapist=world.room, start_minute=0).count() == 7
    assert dana.post("/desk/hours/", sent).status_code == 302
    assert BookingRules.objects.get(therapist=world.room).most_a_day == 3
    end = timezone.now() + timedelta(days=14)
    every = [datetime.fromisoformat(text).astimezone(_zone(world)) for text in offered(world, kind, mode, 16)]
    real = [f"{start:%H:%M}" for start in every if start < end]
    assert [clock for times in shown(tried).values() for clock in times] == real
    assert len(real) > 20


def test_a_day_is_copied_to_others_and_nothing_is_saved(world: World, dana: Client) -> None:
    sent = {"who": "dana", **RULES, "day0": "8:00-9:00", "copy": "1", "copy_from": "0", "copy_to": ["2", "4"]}
    page = dana.post("/desk/hours/", sent).content.decode()
    lines = dict(re.findall(r'id="id_(day\d)" name="day\d" type="text" value="([^"]*)"', page))
    assert lines == {f"day{n}": "8:00-9:00" if n in {0, 2, 4} else "" for n in range(7)}
    assert WorkingHours.objects.filter(therapist=world.room, start_minute=0).count() == 7


def test_a_week_that_differs_is_written_listed_and_taken_back(world: World, dana: Client) -> None:
    today = timezone.now().astimezone(_zone(world)).date()
    monday = today - timedelta(days=today.weekday()) + timedelta(days=14)
    page = dana.get("/desk/hours/", {"who": "dana", "week": str(monday + timedelta(days=2))}).content.decode()
    assert f'name="week" value="{monday}"' in page
    assert 'value="0:00-24:00"' in page, "it begins with the usual hours"
    week = {"who": "dana", "week": str(monday)}
    empty = dana.post("/desk/hours/", week)
    assert empty.status_code == 422
    assert "add it as time off instead" in empty.content.decode()
    tried = dana.post("/desk/hours/", {**week, "day2": "10:00-11:00", "preview": "1"}).content.decode()
    assert list(shown(tried).values()) == [["10:00", "10:30"]]
    assert dana.post("/desk/hours/", {**week, "day2": "10:00-11:00"}).status_code == 302
    row = WorkingHours.objects.get(therapist=world.room, week__isnull=False)
    assert (row.week, row.weekday, row.start_minute) == (monday, 2, 600)
    assert f"week={monday}" in dana.get("/desk/hours/").content.decode()
    assert dana.post("/desk/hours/", {**week, "usual": "1"}).status_code == 302
    assert not WorkingHours.objects.filter(week__isnull=False).exists()
    past = dana.get("/desk/hours/", {"week": str(monday - timedelta(days=60))}).content.decode()
    assert "A usual week" in past


def ahead(world: World, weeks: int) -> date:
    """A Monday so many weeks from now."""
    today = timezone.now().astimezone(_zone(world)).date()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def test_hours_from_a_day_on_are_copied_tried_saved_changed_and_left_out(world: World, dana: Client) -> None:
    first, later = ahead(world, 3), ahead(world, 5)
    page = dana.get("/desk/hours/", {"since": str(first)}).content.decode()
    assert f'name="since" type="date" value="{first}"' in page or f'value="{first}"' in page
    assert page.count('value="0:00-24:00"') == 7, "they begin with the hours of now"
    sent = {"who": "dana", "since": str(first)}
    empty = dana.post("/desk/hours/", sent)
    assert empty.status_code == 422
    assert "add time off instead" in empty.content.decode()
    tried = dana.post("/desk/hours/", {**sent, "day0": "10:00-11:00", "preview": "1"}).content.decode()
    assert list(shown(tried).values()) == [["10:00", "10:30"]] * 2
    assert WorkingHours.objects.filter(therapist=world.room).count() == 7
    assert dana.post("/desk/hours/", {**sent, "day0": "10:00-11:00"}).status_code == 302
    dana.post("/desk/hours/", {"who": "dana", "since": str(later), "day1": "8:00-9:00"})
    page = dana.get("/desk/hours/").content.decode()
    assert page.index(f"since={first}") < page.index(f"since={later}")
    assert page.count('value="0:00-24:00"') == 7
    assert 'value="10:00-11:00"' in dana.get("/desk/hours/", {"since": str(first)}).content.decode()
    moved = {"who": "dana", "since": str(first + timedelta(days=7)), "was": str(first), "day0": "12:00-13:00"}
    assert dana.post("/desk/hours/", moved).status_code == 302
    assert found(world) == [
        (0, None, first + timedelta(days=6)), (720, first + timedelta(days=7), later - timedelta(days=1)),
        (480, later, None),
    ]  # fmt: skip
    dana.post("/desk/hours/", {"who": "dana", **RULES, **LINES})
    assert found(world)[1:] == [
        (720, first + timedelta(days=7), later - timedelta(days=1)),
        (480, later, None),
    ]
    for day in (first + timedelta(days=7), later):
        assert dana.post("/desk/hours/", {"who": "dana", "since": str(day), "drop": "1"}).status_code == 302
    assert {(since, until) for _start, since, until in found(world)} == {(None, None)}


def found(world: World) -> list[tuple[int, date | None, date | None]]:
    """Dana's usual hours: the first start, since when, until when."""
    rows = WorkingHours.objects.filter(therapist=world.room).order_by("valid_to", "weekday", "start_minute")
    seen = {(row.valid_from, row.valid_to): row.start_minute for row in reversed(rows)}
    ordered = sorted(seen, key=lambda span: span[0] or date.min)
    return [(seen[span], *span) for span in ordered]


def test_a_day_that_is_no_day_ahead_is_said_and_what_was_typed_stays(world: World, dana: Client) -> None:
    today = timezone.now().astimezone(_zone(world)).date()
    for day in (str(today), str(today + timedelta(days=800)), "soon", ""):
        asked = dana.get("/desk/hours/", {"since": day})
        assert asked.status_code == 422
        sent = dana.post("/desk/hours/", {"who": "dana", "since": day, "day0": "7:05-8:00"})
        assert sent.status_code == 422
        assert 'value="7:05-8:00"' in sent.content.decode()
    assert WorkingHours.objects.filter(therapist=world.room, start_minute=0).count() == 7
    foreign = dana.post("/desk/hours/", {"who": "femi", "since": str(ahead(world, 2)), "day0": "9:00-10:00"})
    assert foreign.status_code == 404
    assert not WorkingHours.objects.exclude(valid_from=None).exists()


def test_a_search_across_the_change_finds_the_old_hours_before_and_the_new_ones_after(
    world: World, dana: Client
) -> None:
    first = ahead(world, 2) + timedelta(days=2)
    dana.post(
        "/desk/hours/", {"who": "dana", **RULES, "most": "", **{f"day{n}": "9:00-10:00" for n in range(7)}}
    )
    lines = {f"day{n}": "14:00-15:00" for n in range(7)}
    dana.post("/desk/hours/", {"who": "dana", "since": str(first), **lines})
    starts = [
        datetime.fromisoformat(text).astimezone(_zone(world))
        for text in offered(world, "introduction", "video", 20)
    ]
    hours = {day: {at.hour for at in starts if (at.date() >= first) == day} for day in (False, True)}
    assert hours == {False: {9}, True: {14}}
    assert {first - timedelta(days=1), first} <= {at.date() for at in starts}


def test_what_is_booked_outside_new_hours_stays_and_is_pointed_out(world: World, dana: Client) -> None:
    link = f"/desk/booking/{world.booking.id}/"
    assert link not in dana.get("/desk/hours/").content.decode()
    start = world.booking.start.astimezone(_zone(world))
    tomorrow = timezone.now().astimezone(_zone(world)).date() + timedelta(days=1)
    assert start.date() >= tomorrow
    other = "20:00-21:00" if start.hour < 12 else "6:00-7:00"
    sent = {"who": "dana", "since": str(tomorrow), **{f"day{n}": other for n in range(7)}}
    tried = dana.post("/desk/hours/", {**sent, "preview": "1"}).content.decode()
    assert link in tried
    assert "They stay booked" in tried
    dana.post("/desk/hours/", sent)
    page = dana.get("/desk/hours/").content.decode()
    assert link in page
    assert world.booking.name not in page
    world.booking.refresh_from_db()
    assert not hasattr(world.booking, "cancellation")


def test_holidays_are_listed_by_name_worked_closed_and_chosen(world: World, dana: Client) -> None:
    closed = TimeOff.objects.filter(therapist=world.room, holiday__startswith="Christmas Day").first()
    assert closed is not None
    day = closed.start.astimezone(_zone(world)).date()
    assert "Christmas Day" in dana.get("/desk/hours/").content.decode()
    dana.post("/desk/hours/holidays/", {"who": "dana", "work": str(day)})
    assert "Close this day again" in dana.get("/desk/hours/").content.decode()
    dana.post("/desk/hours/holidays/", {"who": "dana", "rest": str(day)})
    assert TimeOff.objects.filter(therapist=world.room, start=closed.start).exists()
    wrong = dana.post("/desk/hours/holidays/", {"who": "dana", "country": "CA", "region": "Bavaria"})
    assert wrong.status_code == 422
    assert "Ontario" in wrong.content.decode()
    dana.post("/desk/hours/holidays/", {"who": "dana", "country": "DE", "region": "Bayern"})
    assert "Epiphany" in dana.get("/desk/hours/").content.decode()
    dana.post("/desk/hours/holidays/", {"who": "dana", "country": "none"})
    assert not TimeOff.objects.filter(therapist=world.room).exclude(holiday="").exists()
    foreign = dana.post("/desk/hours/holidays/", {"who": "femi", "country": "none"})
    assert foreign.status_code == 404
    assert TimeOff.objects.filter(therapist=world.other).exists()


def test_a_type_that_is_offered_no_more_can_still_be_read_in_the_hours(world: World, dana: Client) -> None:
    WorkingHours.objects.filter(therapist=world.room).update(types="introduction")
    AppointmentType.objects.filter(id="introduction").update(active=False)
    assert "0:00-24:00 (introduction)" in dana.get("/desk/hours/").content.decode()


def _zone(world: World) -> ZoneInfo:
    return ZoneInfo(world.room.time_zone)
