"""How long the pure slot search takes: weekly windows, five zones, sixty days, 180 busy spans."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from footing.core.slots import Demand, Window, open_blocks, template

ZONES = ("America/Toronto", "America/Vancouver", "Europe/London", "Australia/Sydney", "Asia/Kolkata")
DAY, DAYS, BUSY = 288, 60, 180


@dataclass(frozen=True)
class Mark:
    """Milliseconds of CPU for so many therapists."""

    therapists: int
    warm: float
    cold: float


def measure() -> list[Mark]:
    """1, 10, 100 and 1,000 therapists, with and without the cached layout of their hours."""
    return [_mark(count) for count in (1, 10, 100, 1000)]


def _mark(count: int) -> Mark:
    chance = random.Random(count)
    first = 5_900_000 - 5_900_000 % DAY
    team = []
    for number in range(count):
        start = 480 + 5 * (number % 12)
        hours = tuple(Window(day, start, start + 480) for day in range(6))
        busy = tuple((at, at + chance.randrange(6, 18)) for at in
                     sorted(chance.randrange(first, first + DAYS * DAY) for _ in range(BUSY)))  # fmt: skip
        team.append((hours, ZONES[number % len(ZONES)], Demand(50, 15, occupied=busy)))

    def search() -> int:
        found = 0
        for hours, zone, demand in team:
            base = template(hours, zone, 30, first, DAYS * DAY + DAY)
            found += len(open_blocks(base, demand, since=first, until=first + DAYS * DAY))
        return found

    def anew() -> int:
        template.cache_clear()
        return search()

    cold = _least(anew, 1 if count > 100 else 3)
    return Mark(count, _least(search, 3), cold)


def _least(work: Callable[[], int], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        found = work()
        best = min(best, time.process_time() - began)
        assert found > 0
    return best * 1000
