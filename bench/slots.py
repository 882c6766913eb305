"""How long the pure slot search takes: weekly windows, five zones, sixty days, 180 busy spans."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footing.core.slots import Demand, Window, Windows, open_blocks, starts_in, still_open, template

ZONES = ("America/Toronto", "America/Vancouver", "Europe/London", "Australia/Sydney", "Asia/Kolkata")
DAY, DAYS, BUSY, MANY = 288, 60, 180, 100
One = tuple[Windows, str, Demand]


@dataclass(frozen=True)
class Mark:
    """Milliseconds of CPU for so many therapists.

    `bits`: starts and busy times as integers with a bit for each five minutes, busy times laid anew for each search;
    `kept`: as if those of every day were kept too, which is only right while nobody books.
    """

    therapists: int
    warm: float
    cold: float
    bits: float
    kept: float


def measure() -> list[Mark]:
    """1, 10, 100 and 1,000 therapists, with and without the cached layout of their hours."""
    return [_mark(count) for count in (1, 10, 100, 1000)]


def _mark(count: int) -> Mark:
    team, first = _team(count)
    until = first + DAYS * DAY

    def search() -> int:
        found = 0
        for at in range(0, count, MANY):
            some = team[at : at + MANY]
            bases = [template(hours, zone, 30, first, DAYS * DAY + DAY) for hours, zone, _ in some]
            possible = [starts_in(base, 50, since=first, until=until) for base in bases]
            found += sum(map(len, still_open(possible, [demand for *_, demand in some])))
        return found

    def anew() -> int:
        template.cache_clear()
        return search()

    possible = [_bits(_possible(one, first, until), first) for one in team]

    def bits() -> int:
        return sum(
            len(_starts(mask & ~_busy(one[2], first), first))
            for one, mask in zip(team, possible, strict=True)
        )

    kept = [_busy(demand, first) for _hours, _zone, demand in team]

    def days() -> int:
        return sum(len(_starts(mask & ~busy, first)) for mask, busy in zip(possible, kept, strict=True))

    cold = _least(anew, 1 if count > 100 else 3)
    assert search() == bits() == days()
    return Mark(count, _least(search, 3), cold, _least(bits, 3), _least(days, 3))


def _team(count: int) -> tuple[list[One], int]:
    """Invented therapists, and the block in which their sixty days begin."""
    chance = random.Random(count)
    first = 5_900_000 - 5_900_000 % DAY
    team = []
    for number in range(count):
        start = 480 + 5 * (number % 12)
        hours = Windows(Window(day, start, start + 480) for day in range(6))
        busy = np.array([(at, at + chance.randrange(6, 18)) for at in
                     sorted(chance.randrange(first, first + DAYS * DAY) for _ in range(BUSY))])  # fmt: skip
        team.append((hours, ZONES[number % len(ZONES)], Demand(50, 15, occupied=busy)))
    return team, first


def _possible(one: One, first: int, until: int) -> NDArray[np.int64]:
    """Starts of one therapist if nothing were booked."""
    hours, zone, demand = one
    free = Demand(demand.minutes, demand.pause)
    return open_blocks(template(hours, zone, 30, first, DAYS * DAY + DAY), free, since=first, until=until)


def _bits(blocks: NDArray[np.int64], first: int) -> int:
    """Blocks as one integer, bit 0 for the first."""
    row = np.zeros((DAYS + 1) * DAY, dtype=np.uint8)
    row[blocks - first] = 1
    return int.from_bytes(np.packbits(row, bitorder="little").tobytes(), "little")


def _busy(demand: Demand, first: int) -> int:
    """Where no appointment may begin, as one integer: what is occupied, with its pauses and an appointment before it."""
    length, pause, found = -(-demand.minutes // 5), -(-demand.pause // 5), 0
    for low, high in np.asarray(demand.occupied).tolist():
        begin = max(low - pause - length + 1 - first, 0)
        found |= ((1 << (high - first - begin)) - 1) << begin
    return found


def _starts(mask: int, first: int) -> NDArray[np.intp]:
    """The blocks of an integer's bits."""
    row = np.frombuffer(mask.to_bytes((DAYS + 1) * DAY // 8, "little"), dtype=np.uint8)
    return np.flatnonzero(np.unpackbits(row, bitorder="little")) + first


def _least(work: Callable[[], int], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        found = work()
        best = min(best, time.process_time() - began)
        assert found > 0
    return best * 1000
