"""How steep: the middle of all slopes between two points (Theil 1950, Sen 1968), with an interval.

t: times; y: values; same length, any unit: slopes are in units of y per unit of t.
"""

import math
from collections import Counter
from collections.abc import Sequence
from statistics import NormalDist, median
from typing import NamedTuple

from footing.core.change.ordered import share_at_most

LEVEL = 0.95


class Slope(NamedTuple):
    """Slope and intercept, the slope's interval, and how often such an interval holds the true slope, at least."""

    slope: float
    intercept: float
    low: float
    high: float
    covers: float


class Line(NamedTuple):
    """Slope and intercept."""

    slope: float
    intercept: float


def theil_sen(t: Sequence[float], y: Sequence[float], level: float = LEVEL) -> Slope:
    """Theil-Sen slope; interval by the normal approximation with ties corrected (Sen 1968), as SciPy rounds it.

    With few points that interval claims too much: `covers` is what it keeps, by counting orders, where no two
    times or values are the same. Raises ValueError unless two times differ.
    """
    slopes = _slopes(t, y)
    count, z = len(slopes), NormalDist().inv_cdf((1 - level) / 2)
    half = z * math.sqrt(max(0.0, _variance(t, y)))
    upper = min(round((count - half) / 2), count - 1)
    lower = max(round((count + half) / 2) - 1, 0)
    covers = max(0.0, 1 - 2 * share_at_most(min(lower, count - 1 - upper), len(y)))
    return Slope(*_line(slopes, t, y), slopes[lower], slopes[upper], covers)


def exact_theil_sen(t: Sequence[float], y: Sequence[float], level: float = LEVEL) -> Slope | None:
    """The same with the interval from Kendall's exact distribution: it holds the true slope at least that often.

    None where no interval can: below five points at 0.95. Raises ValueError where two times are the same.
    """
    n = len(t)
    if len(set(t)) < n:
        raise ValueError("one value for each time")
    left_out = -1
    while 2 * share_at_most(left_out + 1, n) <= 1 - level:
        left_out += 1
    if left_out < 0:
        return None
    slopes = _slopes(t, y)
    covers = 1 - 2 * share_at_most(left_out, n)
    return Slope(*_line(slopes, t, y), slopes[left_out], slopes[-1 - left_out], covers)


def siegel(t: Sequence[float], y: Sequence[float]) -> Line:
    """Repeated medians (Siegel 1982): bears almost half of the points being wild."""
    n = len(t)
    _slopes(t, y)
    slope = median(median((y[j] - y[i]) / (t[j] - t[i]) for j in range(n) if t[j] != t[i]) for i in range(n))
    return Line(slope, median(b - slope * a for a, b in zip(t, y, strict=True)))


def _slopes(t: Sequence[float], y: Sequence[float]) -> list[float]:
    if len(t) != len(y) or len(set(t)) < 2:
        raise ValueError("as many values as times, and two times that differ")
    n = len(t)
    return sorted((y[j] - y[i]) / (t[j] - t[i]) for i in range(n) for j in range(i + 1, n) if t[i] != t[j])


def _line(slopes: Sequence[float], t: Sequence[float], y: Sequence[float]) -> Line:
    slope = median(slopes)
    return Line(slope, median(y) - slope * median(t))


def _variance(t: Sequence[float], y: Sequence[float]) -> float:
    def part(k: int) -> int:
        return k * (k - 1) * (2 * k + 5)

    return (part(len(y)) - sum(part(k) for side in (t, y) for k in Counter(side).values())) / 18
