"""How long the whole analysis of one grid takes, and a trust map."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from footing.core.grid import analyse, trust_map

CONSTRUCTS, ELEMENTS, ROUNDS = 20, 13, 200
PEER = 230


@dataclass(frozen=True)
class Mark:
    """CPU milliseconds: a grid of 20 constructs and 13 elements with self and ideal; a trust map of 12 people, 8 qualities."""

    grid: float
    trust: float


def measure() -> Mark:
    """The least of many rounds of the analysis; of the trust map the median over other ratings each time, since it
    remembers the ties that it has seen."""
    chance = random.Random(13)
    ratings = [[chance.randint(1, 7) for _ in range(ELEMENTS)] for _ in range(CONSTRUCTS)]
    least = min(
        _cpu(lambda: analyse(ratings, scale=(1, 7), self_index=0, ideal_index=12)) for _ in range(ROUNDS)
    )
    maps = []
    for _ in range(25):
        rows = [[chance.randint(1, 5) for _ in range(12)] for _ in range(8)]
        trust = [chance.randint(0, 4) for _ in range(12)]
        maps.append(_cpu(lambda rows=rows, trust=trust: trust_map(rows, trust)))
    return Mark(least, sorted(maps)[len(maps) // 2])


def lines(mark: Mark) -> list[str]:
    """The part of the report."""
    return [
        "## Grids", "",
        f"A grid of {CONSTRUCTS} constructs and {ELEMENTS} elements, all figures: `footing.core.grid`. Peer: OpenRepGrid 0.1.18, without drawing.", "",
        "| | CPU ms | peer, ms |", "|---|---:|---:|",
        f"| the whole analysis | {mark.grid:.2f} | {PEER} |",
        f"| a trust map of 12 people and 8 qualities | {mark.trust:.2f} | |",
    ]  # fmt: skip


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    print("\n".join(lines(measure())))
