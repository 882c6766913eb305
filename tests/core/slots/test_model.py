"""Both ways agree with a model that looks at every single minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.slots import (
    Demand,
    Window,
    Windows,
    open_blocks,
    open_slots,
    starts_in,
    still_open,
    template,
)
from footing.core.slots.walltime import minute, moment

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
    "UTC",
)
# Days near a change of the clock somewhere in ZONES, and an ordinary one.
DAYS = (
    date(2026, 10, 4),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2027, 3, 14),
    date(2027, 3, 28),
    date(2027, 6, 7),
)

DAY = 288
fives = st.integers(0, 288).map(lambda n: 5 * n)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    low, high = sorted(draw(st.lists(fives, min_size=2, max_size=2, unique=True)))
    return Window(draw(st.integers(0, 6)), low, high)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[tuple[Window, ...], list[tuple[int, int]], str, int, int, int, int]:
    begin = minute(datetime.combine(draw(st.sampled_from(DAYS)), datetime.min.time(), UTC)) - 1440
    busy = [
        (begin + low, begin + low + length)
        for low, length in draw(
            st.lists(st.tuples(st.integers(0, 800).map(lambda n: 5 * n), fives), max_size=5)
        )
    ]
    return (
        tuple(draw(st.lists(windows(), max_size=6))), busy, draw(st.sampled_from(ZONES)), begin,
        draw(st.sampled_from([5, 20, 50, 60])), draw(st.sampled_from([5, 15, 30, 60])),
        draw(st.sampled_from([0, 5, 15])),
    )  # fmt: skip


def slow(hours, busy, zone, begin, end, minutes, step, buffer) -> list[int]:  # type: ignore[no-untyped-def]
    """Minute by minute: is every minute of the appointment inside some window's wall time and free?"""
    info, free, aligned = ZoneInfo(zone), set(), set()
    for at in range(begin, end + minutes):
        local = moment(at).astimezone(info)
        clock = local.hour * 60 + local.minute
        if any(w.weekday == local.weekday() and w.start <= clock < w.end for w in hours) and not any(
            low - buffer <= at < high + buffer for low, high in busy if low < high
        ):
            free.add(at)
        if clock % step == 0:
            aligned.add(at)
    return [
        at for at in range(begin, end) if at in aligned and all(m in free for m in range(at, at + minutes))
    ]


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_the_sweep_and_the_blocks_agree_with_the_model(world) -> None:  # type: ignore[no-untyped-def]
    hours, busy, zone, begin, minutes, step, buffer = world
    end = begin + 3 * 1440
    expected = slow(hours, busy, zone, begin, end, minutes, step, buffer)
    pairs = [(moment(low), moment(high)) for low, high in busy if low < high]
    swept = open_slots(
        hours,
        pairs,
        zone=zone,
        start=moment(begin),
        end=moment(end),
        minutes=minutes,
        step=step,
        buffer=buffer,
    )
    assert [minute(at) for at in swept] == expected
    count = (end - begin + 60) // 5
    after = tuple((low // 5, (high + buffer) // 5) for low, high in busy if low < high)
    found = open_blocks(
        template(tuple(sorted(hours)), zone, step, begin // 5, count),
        Demand(minutes, buffer, occupied=after), since=begin // 5, until=end // 5,
    )  # fmt: skip
    assert [int(block) * 5 for block in found] == expected


@given(st.sampled_from(ZONES), st.integers(0, 364))
def test_what_is_away_may_be_touched_and_what_is_occupied_keeps_its_pause(zone: str, day: int) -> None:
    begin = minute(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)) // 5
    base = template(tuple(Window(d, 0, 1440) for d in range(7)), zone, 5, begin, 288)
    middle = ((begin + 100, begin + 110),)
    away = open_blocks(base, Demand(20, 15, away=middle), since=begin, until=begin + 288)
    occupied = open_blocks(base, Demand(20, 15, occupied=middle), since=begin, until=begin + 288)
    assert begin + 96 in away
    assert begin + 93 in occupied
    assert not {begin + 94, begin + 96} & set(map(int, occupied))


@settings(max_examples=40, deadline=None)
@given(st.lists(worlds(), min_size=1, max_size=4))
def test_many_at_once_have_what_each_has_alone(team) -> None:  # type: ignore[no-untyped-def]
    possible, demands = [], []
    for number, (hours, busy, zone, begin, minutes, step, buffer) in enumerate(team):
        first = begin // 5
        base = template(Windows(hours), zone, step, first, 4 * DAY)
        spans = [(low // 5, high // 5) for low, high in busy]
        possible.append(starts_in(base, minutes, since=first, until=first + 3 * DAY))
        half = len(spans) // 2 if number % 2 else 0
        demands.append(Demand(minutes, buffer, occupied=spans[half:], away=spans[:half]))
    alone = [still_open([own], [demand])[0].tolist() for own, demand in zip(possible, demands, strict=True)]
    assert [found.tolist() for found in still_open(possible, demands)] == alone
