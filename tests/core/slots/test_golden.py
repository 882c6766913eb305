"""Open starts agree with lists that seven other methods made alike."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from footing.core.slots import Demand, Window, open_blocks, open_slots, template
from footing.core.slots.walltime import minute, moment

HERE = Path(__file__).resolve()
SHARED = HERE.parents[4] / "shared" / "vectors" / "slots_golden.json"
OWN = HERE.parents[2] / "golden" / "slots.json"


def cases(part: str = "therapists") -> list[dict[str, Any]]:
    source = SHARED if SHARED.exists() else OWN
    found: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))[part]
    return found


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def span(zone: str) -> tuple[datetime, datetime]:
    return datetime(2026, 10, 1, tzinfo=ZoneInfo(zone)), datetime(2026, 11, 30, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["tz"]))
def test_the_sweep_agrees(case: dict[str, Any]) -> None:
    start, end = span(case["tz"])
    busy = [(instant(a), instant(b)) for a, b in case["busy"]]
    found = open_slots(
        case["rules"], busy, zone=case["tz"], start=start, end=end, minutes=30, step=30, buffer=15
    )
    assert found == [instant(text) for text in case["slots"]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: str(case["tz"]))
def test_the_blocks_agree(case: dict[str, Any]) -> None:
    start, end = (minute(at) // 5 for at in span(case["tz"]))
    busy = tuple((minute(instant(a)) // 5, minute(instant(b)) // 5 + 3) for a, b in case["busy"])
    base = template(tuple(Window(*rule) for rule in case["rules"]), case["tz"], 30, start, end - start + 6)
    found = open_blocks(base, Demand(30, 15, occupied=busy), since=start, until=end)
    assert [moment(int(block) * 5) for block in found] == [instant(text) for text in case["slots"]]


@pytest.mark.parametrize("case", cases("dst_edge"), ids=lambda case: f"{case['tz']} {case['kind']}")
def test_a_wall_time_at_the_change_has_both_its_moments_or_none(case: dict[str, Any]) -> None:
    wall = datetime.fromisoformat(case["wall"])
    low = wall.hour * 60 + wall.minute
    both = [instant(case["zoneinfo_fold0"]), instant(case["zoneinfo_fold1"])]
    found = open_slots(
        [(wall.weekday(), low, low + 30)], [], zone=case["tz"], start=min(both) - timedelta(days=1),
        end=max(both) + timedelta(days=1), minutes=30, step=30,
    )  # fmt: skip
    assert found == (sorted(both) if case["kind"] == "ambiguous" else [])


def starts(zone: str, day: str, low: int, high: int, minutes: int = 30) -> list[str]:
    begin = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(days=1)
    window = Window(datetime.fromisoformat(day).weekday(), low, high)
    found = open_slots(
        [window], [], zone=zone, start=begin, end=begin + timedelta(days=3), minutes=minutes, step=30
    )
    return [f"{at:%dT%H:%M}" for at in found]


def test_no_start_lies_in_the_hour_that_the_clock_skips() -> None:
    assert starts("Europe/London", "2027-03-28", 60, 180) == ["28T01:00", "28T01:30"]
    assert starts("America/New_York", "2027-03-14", 120, 180) == []


def test_in_a_doubled_hour_both_halves_exist_and_differ_in_utc() -> None:
    assert starts("Europe/London", "2026-10-25", 60, 120) == ["25T00:00", "25T00:30", "25T01:00", "25T01:30"]
    assert starts("America/New_York", "2026-11-01", 60, 120) == [
        "01T05:00",
        "01T05:30",
        "01T06:00",
        "01T06:30",
    ]


def test_an_appointment_may_span_the_change_when_the_hours_do() -> None:
    assert starts("Europe/London", "2026-10-25", 0, 180, minutes=240)[0] == "24T23:00"
    assert starts("Europe/London", "2027-03-28", 0, 180, minutes=150) == []


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Asia/Kathmandu", "23T03:15"), ("America/St_Johns", "23T12:30"), ("Australia/Adelaide", "22T22:30")],
)
def test_zones_at_half_and_quarter_hours_start_on_their_own_clock(zone: str, first: str) -> None:
    assert starts(zone, "2026-11-23", 540, 600)[0] == first


def test_a_window_may_end_at_midnight_and_meet_the_next_day() -> None:
    monday, tuesday = Window(0, 1380, 1440), Window(1, 0, 60)
    begin = datetime(2026, 11, 23, tzinfo=UTC)
    found = open_slots(
        [monday, tuesday], [], zone="UTC", start=begin, end=begin + timedelta(days=2), minutes=60, step=30
    )
    assert [f"{at:%dT%H:%M}" for at in found] == ["23T23:00", "23T23:30", "24T00:00"]


def test_validity_dates_are_inclusive() -> None:
    day = datetime(2026, 11, 23, tzinfo=UTC)
    window = Window(0, 540, 570, valid_from=day.date(), valid_to=day.date())
    found = open_slots(
        [window],
        [],
        zone="UTC",
        start=day - timedelta(days=8),
        end=day + timedelta(days=8),
        minutes=30,
        step=30,
    )
    assert [at.date() for at in found] == [day.date()]


@pytest.mark.parametrize("wrong", [(7, 0, 60), (0, 60, 60), (0, -5, 60), (0, 0, 1445)])
def test_a_window_that_cannot_be_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="weekly window"):
        Window(*wrong)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        minute(datetime(2026, 1, 1))  # noqa: DTZ001 (that is the case)
