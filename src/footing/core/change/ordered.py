"""Whether something rises or falls in time: Kendall's S and tau, exact where nothing is tied, and Hamed and Rao's."""

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist, fmean, median
from typing import NamedTuple

# Above, the exact distribution of S and the normal one agree to three digits, and factorials grow long.
EXACT_UP_TO = 33


class MannKendall(NamedTuple):
    """S (rising minus falling pairs), its variance, Z with continuity correction, two-sided p, and S / pairs."""

    s: int
    variance: float
    z: float
    p: float
    tau: float


class Kendall(NamedTuple):
    """Tau-b, -1 to 1, and its two-sided p."""

    tau: float
    p: float


def sign(x: float) -> int:
    """-1, 0 or 1."""
    return (x > 0) - (x < 0)


def score(x: Sequence[float]) -> int:
    """Rising pairs minus falling pairs."""
    before: list[float] = []
    found = 0
    for value in x:
        found += bisect_left(before, value) - (len(before) - bisect_right(before, value))
        insort(before, value)
    return found


def variance(x: Sequence[float]) -> float:
    """Variance of the score if order means nothing, with the correction for ties (Kendall 1975)."""

    def part(k: int) -> int:
        return k * (k - 1) * (2 * k + 5)

    return (part(len(x)) - sum(part(k) for k in Counter(x).values())) / 18


def mann_kendall(x: Sequence[float]) -> MannKendall:
    """Mann-Kendall's test by the normal approximation. Raises ValueError below three values."""
    if len(x) < 3:
        raise ValueError("at least three values")
    return _tested(score(x), variance(x), len(x))


def hamed_rao(x: Sequence[float], level: float = 0.95, *, digits: int | None = 9) -> MannKendall | None:
    """The same with the variance corrected for autocorrelation (Hamed and Rao 1998, 10.1016/S0022-1694(97)00125-X).

    From the ranks of what Sen's slope leaves; lags within the limits of chance count as 0. None where nothing is
    left, or the corrected variance is not above 0: with few values the correction can fail. What is left is rounded
    to `digits`, so that equal values stay equal (None: not rounded).
    """
    n = len(x)
    if n < 3:
        raise ValueError("at least three values")
    slope = median((x[j] - x[i]) / (j - i) for i in range(n) for j in range(i + 1, n))
    rest = [value - slope * i for i, value in enumerate(x, start=1)]
    left = ranks(rest if digits is None else [round(r, digits) for r in rest])
    middle = fmean(left)
    around = [rank - middle for rank in left]
    whole = math.fsum(a * a for a in around)
    if not whole:
        return None
    limit = NormalDist().inv_cdf((1 + level) / 2) / math.sqrt(n)
    added = 0.0
    for lag in range(1, n):
        along = math.fsum(a * b for a, b in zip(around, around[lag:], strict=False)) / whole
        if abs(along) > limit:
            added += (n - lag) * (n - lag - 1) * (n - lag - 2) * along
    corrected = variance(x) * (1 + 2 * added / (n * (n - 1) * (n - 2)))
    return _tested(score(x), corrected, n) if corrected > 0 else None


def kendall(x: Sequence[float], y: Sequence[float]) -> Kendall | None:
    """Tau-b of pairs. None where one side never changes. p exact without ties, else normal (Kendall 1970)."""
    n = len(x)
    if n != len(y) or n < 2:
        raise ValueError("as many of both, at least two")
    pairs = n * (n - 1) // 2
    s = sum(sign(x[j] - x[i]) * sign(y[j] - y[i]) for i in range(n) for j in range(i + 1, n))
    ties = [[k for k in Counter(side).values() if k > 1] for side in (x, y)]
    tied = [sum(k * (k - 1) // 2 for k in side) for side in ties]
    if pairs in tied:
        return None
    tau = s / math.sqrt((pairs - tied[0]) * (pairs - tied[1]))
    if not any(tied) and n <= EXACT_UP_TO:
        return Kendall(tau, min(1.0, 2 * share_at_most((pairs - abs(s)) // 2, n)))
    fives = [sum(k * (k - 1) * (2 * k + 5) for k in side) for side in ties]
    threes = [sum(k * (k - 1) * (k - 2) for k in side) for side in ties]
    spread = (n * (n - 1) * (2 * n + 5) - sum(fives)) / 18 + 2 * tied[0] * tied[1] / (n * (n - 1))
    if n > 2:
        spread += threes[0] * threes[1] / (9 * n * (n - 1) * (n - 2))
    return Kendall(tau, math.erfc(abs(s) / math.sqrt(2 * spread)))


def exact_p(x: Sequence[float]) -> float:
    """Two-sided p of the score, by counting every order of these values, ties included: no approximation."""
    s, groups = score(x), tuple(sorted(Counter(x).values()))
    counts = _orders(groups)
    # Score and falling pairs add up: score = pairs that differ - 2 * falling.
    falling = (len(counts) - 1 - abs(s)) // 2
    return min(1.0, 2 * sum(counts[: falling + 1]) / sum(counts))


def order_p(x: Sequence[float]) -> float:
    """Two-sided p of the score: exact up to `EXACT_UP_TO` values, above by the normal approximation with ties."""
    return exact_p(x) if len(x) <= EXACT_UP_TO else mann_kendall(x).p


def share_at_most(falling: int, n: int) -> float:
    """Share of all orders of n different values with at most so many falling pairs."""
    counts = _orders((1,) * n)
    return sum(counts[: falling + 1]) / sum(counts) if falling >= 0 else 0.0


def ranks(x: Sequence[float]) -> list[float]:
    """Rank of each value from 1, ties sharing their mean rank."""
    ordered = sorted(x)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in x]


@lru_cache(maxsize=256)
def _orders(groups: tuple[int, ...]) -> tuple[int, ...]:
    """For each number of falling pairs, how many orders of values in groups of equals have it.

    The coefficients of the Gaussian multinomial (MacMahon): a product of (1 - q^(m + i)) / (1 - q^i).
    """
    counts, before = [1], 0
    for size in groups:
        for i in range(1, size + 1):
            step = before + i
            counts += [0] * step
            for j in range(len(counts) - 1, step - 1, -1):
                counts[j] -= counts[j - step]
            for j in range(i, len(counts)):
                counts[j] += counts[j - i]
            del counts[len(counts) - i :]
        before += size
    return tuple(counts)


def _tested(s: int, spread: float, n: int) -> MannKendall:
    z = (s - sign(s)) / math.sqrt(spread) if s else 0.0
    return MannKendall(s, spread, z, math.erfc(abs(z) / math.sqrt(2)), 2 * s / (n * (n - 1)))
