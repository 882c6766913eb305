"""Open starts of a whole plan agree with a model that looks at every single minute and knows no array."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from footing.calendars.queries import Hours, Plan, Rules, blocks_in
from footing.core.slots import Window

ZONES = (
    "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham",
    "America/Santiago", "Africa/Casablanca", "Pacific/Kiritimati",
)  # fmt: skip
# Near a change of the clock somewhere in ZONES, and an ordinary day.
DAYS = (date(2026, 9, 6), date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1), date(2027, 2, 14), date(2027, 4, 4),
        date(2027, 6, 7))  # fmt: skip
SPAN = 3 * 1440
TYPES, MODES = ("introduction", "first"), ("video", "phone", "in-person")
fives = st.integers(0, 288).map(lambda n: 5 * n)


def several(values: tuple[str, ...]) -> Any:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


@st.composite
def windows(draw: st.DrawFn, near: date) -> Window:
    low, high = sorted(draw(st.lists(fives, min_size=2, max_size=2, unique=True)))
    days = [None, *(near + timedelta(days=n) for n in (-1, 0, 1, 2))]
    since, until = draw(st.sampled_from(days)), draw(st.sampled_from(days))
    return Window(
        draw(st.integers(0, 6)), low, high, since, until, draw(several(TYPES)), draw(several(MODES))
    )


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """Hours, single weeks, holidays, what is booked, a limit a day, and what is asked."""
    near, zone = draw(st.sampled_from(DAYS)), draw(st.sampled_from(ZONES))
    begin = datetime.combine(near, time(), UTC) - timedelta(days=1, minutes=5 * draw(st.integers(0, 60)))
    monday = near - timedelta(days=near.weekday())
    usual = tuple(draw(st.lists(windows(near), max_size=9)))
    single = draw(st.lists(windows(near), min_size=1, max_size=4)) if draw(st.booleans()) else []
    booked = draw(
        st.lists(st.tuples(st.integers(-200, 1000), st.integers(1, 24)), max_size=6, unique_by=lambda b: b[0])
    )
    holidays = draw(st.lists(st.sampled_from([near + timedelta(days=n) for n in (-1, 0, 1)]), max_size=1))
    return {
        "zone": zone, "begin": begin, "usual": usual, "single": {monday: tuple(single)} if single else {},
        "booked": [(begin + timedelta(minutes=5 * at), 5 * n) for at, n in booked], "holidays": holidays,
        "minutes": draw(st.sampled_from([5, 20, 50])), "step": draw(st.sampled_from([15, 30, 60])),
        "pause": draw(st.sampled_from([0, 10])), "most": draw(st.sampled_from([None, 1, 2, 3])),
        "type": draw(st.sampled_from(TYPES)), "modes": draw(st.sampled_from([("video",), ("in-person",), MODES])),
    }  # fmt: skip


def slow(world: dict[str, Any]) -> list[datetime]:
    """Minute by minute, day by day, appointment by appointment."""
    info, minute = ZoneInfo(world["zone"]), timedelta(minutes=1)
    free: dict[datetime, bool] = {}

    def is_free(at: datetime) -> bool:
        if at not in free:
            free[at] = _is_free(world, at, at.astimezone(info))
        return free[at]

    found = []
    for n in range(SPAN):
        at = world["begin"] + n * minute
        local = at.astimezone(info)
        if (local.hour * 60 + local.minute) % world["step"]:
            continue
        begun = sum(low.astimezone(info).date() == local.date() for low, _length in world["booked"])
        full = world["most"] is not None and begun >= world["most"]
        if not full and all(is_free(at + m * minute) for m in range(world["minutes"])):
            found.append(at)
    return found


def _is_free(world: dict[str, Any], at: datetime, local: datetime) -> bool:
    pause, day = timedelta(minutes=world["pause"]), local.date()
    if day in world["holidays"]:
        return False
    if any(low - pause <= at < low + timedelta(minutes=length) + pause for low, length in world["booked"]):
        return False
    monday = day - timedelta(days=day.weekday())
    hours, clock = world["single"].get(monday), local.hour * 60 + local.minute
    for w in world["usual"] if hours is None else hours:
        valid = hours is not None or (w.valid_from or day) <= day <= (w.valid_to or day)
        asked = (not w.types or world["type"] in w.types) and (
            not w.modes or set(w.modes) & set(world["modes"])
        )
        if valid and asked and w.weekday == local.weekday() and w.start <= clock < w.end:
            return True
    return False


def quick(world: dict[str, Any]) -> list[datetime]:
    """The same by what a search uses; claims carry the pause after them, holidays stand as closed spans."""
    info, block = ZoneInfo(world["zone"]), lambda at: int(at.timestamp()) // 300
    away = tuple(
        (
            block(datetime.combine(day, time(), info)),
            block(datetime.combine(day + timedelta(days=1), time(), info)),
        )
        for day in world["holidays"]
    )
    rules = Rules(world["pause"], timedelta(), timedelta(days=60), world["step"], world["most"])
    plan = Plan(world["zone"], Hours(world["usual"], world["single"]).windows, rules, away)
    taken = [(block(low), block(low) + (length + world["pause"]) // 5) for low, length in world["booked"]]
    begin = world["begin"]
    found = blocks_in(
        plan, minutes=world["minutes"], start=begin, end=begin + timedelta(minutes=SPAN), now=begin, taken=taken,
        type=world["type"], modes=world["modes"],
    )  # fmt: skip
    return [datetime.fromtimestamp(n * 300, UTC) for n in found.tolist()]


@settings(max_examples=50, deadline=None)
@given(worlds())
def test_a_search_agrees_with_the_model(world: dict[str, Any]) -> None:
    assert quick(world) == slow(world)
