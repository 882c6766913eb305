"""Kendall's rank correlation for a handful of people, with its exact distribution, ties and all."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

MOST = 12


@dataclass(frozen=True)
class Rank:
    """How two ratings of the same people go together.

    `agree` of `pairs`: of the pairs of people who differ in both, those where both ratings say the same order.
    `tau`: Kendall's tau-b, -1 to 1; None where one rating does not vary. `p`: twice the smaller share of all orders
    of the people that would look at least as clear in that direction, 0 to 1; `least`: the smallest `p` that these
    ties leave room for. Both are 1 where `tau` is None.
    """

    agree: int
    pairs: int
    tau: float | None
    p: float
    least: float


def rank(x: Sequence[float], y: Sequence[float]) -> Rank:
    """Compare two ratings of the same 0 to 12 people. Raises ValueError for more, or different numbers.

    Kendall 1938, Biometrika 30, 81-93; given both sets of ratings, every order of the people is as likely as any
    other when there is no connection: so `p` is exact and assumes nothing about the scale.
    """
    agree, pairs, found = tau(x, y)
    if found is None:
        return Rank(agree, pairs, None, 1.0, 1.0)
    score = 2 * agree - pairs
    counts = _distribution(_sizes(x), _sizes(y))
    total = sum(counts.values())
    above = sum(count for at, count in counts.items() if at >= score)
    below = sum(count for at, count in counts.items() if at <= score)
    ends = min(counts[max(counts)], counts[min(counts)])
    return Rank(
        agree, pairs, found, min(1.0, 2 * min(above, below) / total), min(1.0, 2 * ends / total)
    )  # fmt: skip


def tau(x: Sequence[float], y: Sequence[float]) -> tuple[int, int, float | None]:
    """`agree`, `pairs` and `tau` of `Rank` alone, with the same errors."""
    if len(x) != len(y) or len(x) > MOST:
        raise ValueError(f"two ratings of the same people, at most {MOST}")
    places = [(i, j) for i in range(len(x)) for j in range(i + 1, len(x))]
    signs = [_sign(x[j] - x[i]) * _sign(y[j] - y[i]) for i, j in places]
    agree = signs.count(1)
    untied = _untied(_sizes(x)) * _untied(_sizes(y))
    return agree, agree + signs.count(-1), sum(signs) / math.sqrt(untied) if untied else None


@lru_cache(maxsize=256)
def _distribution(groups: tuple[int, ...], levels: tuple[int, ...]) -> dict[int, int]:
    """How many orders of the people give each score (agreeing less disagreeing pairs), by sizes of ties alone.

    The groups are dealt their levels one after another; what is left of the levels is all that matters for the
    rest. The counts by score lie side by side in one whole number, so that a step is one shift and one product.
    """
    if math.prod(n + 1 for n in groups) < math.prod(n + 1 for n in levels):
        groups, levels = levels, groups
    bits = math.factorial(sum(groups)).bit_length() + 1
    states, left, offset = {levels: 1}, sum(groups), 0
    for size in groups:
        left -= size
        offset += size * left
        after: dict[tuple[int, ...], int] = {}
        for state, packed in states.items():
            for rest, ways, score in _deals(state, size):
                after[rest] = after.get(rest, 0) + ((packed * ways) << bits * (score + size * left))
        states = after
    (packed,) = states.values()
    mask = (1 << bits) - 1
    counts = {at - offset: packed >> bits * at & mask for at in range(2 * offset + 1)}
    return {at: count for at, count in counts.items() if count}


def _deals(state: tuple[int, ...], size: int) -> list[tuple[tuple[int, ...], int, int]]:
    """Every way of taking `size` out of the counts of `state`: what is left, in how many ways, and the score of
    those taken against what is left.
    """
    left, after = sum(state) - size, sum(state)
    open_ways: list[tuple[int, tuple[int, ...], int, int, int]] = [(size, (), 1, 0, 0)]
    for count in state:
        after -= count
        open_ways = [
            (due - taken, (*rest, count - taken), ways * comb(count, taken),
             score + taken * (left - count + taken - 2 * lower), lower + count - taken)
            for due, rest, ways, score, lower in open_ways
            for taken in range(max(0, due - after), min(count, due) + 1)
        ]  # fmt: skip
    return [(rest, ways, score) for _, rest, ways, score, _ in open_ways]


def _sizes(values: Sequence[float]) -> tuple[int, ...]:
    return tuple(count for _, count in sorted(Counter(values).items()))


def _untied(sizes: tuple[int, ...]) -> int:
    return comb(sum(sizes), 2) - sum(comb(size, 2) for size in sizes)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
