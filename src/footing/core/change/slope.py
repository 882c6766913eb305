"""How steep: the middle of all slopes between two points (Theil 1950, Sen 1968), with an interval.

t: times; y: values; same length, any unit: slopes are in units of y per unit of t.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist, median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from footing.core.change.ordered import EXACT_UP_TO, share_at_most

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
    slopes = np.sort(_slopes(t, y))
    count, z = len(slopes), NormalDist().inv_cdf((1 - level) / 2)
    half = z * math.sqrt(max(0.0, _variance(t, y)))
    upper = min(round((count - half) / 2), count - 1)
    lower = max(round((count + half) / 2) - 1, 0)
    covers = max(0.0, 1 - 2 * share_at_most(min(lower, count - 1 - upper), len(y)))
    return Slope(*_line(slopes, t, y), float(slopes[lower]), float(slopes[upper]), covers)


def exact_theil_sen(t: Sequence[float], y: Sequence[float], level: float = LEVEL) -> Slope | None:
    """The same with the interval from Kendall's exact distribution: it holds the true slope at least that often.

    Above `EXACT_UP_TO` points from the normal one that it has come to by then. None where no interval can: below
    five points at 0.95. Raises ValueError where two times are the same.
    """
    n = len(t)
    if len(set(t)) < n:
        raise ValueError("one value for each time")
    left_out, covers = _left_out(n, level)
    if left_out < 0:
        return None
    slopes = _slopes(t, y)
    # Only the middle and both ends are asked for: of 157 points there are 12,246 slopes.
    middle = len(slopes) // 2
    slopes.partition([left_out, middle - 1, middle, len(slopes) - 1 - left_out])
    return Slope(*_line(slopes, t, y), float(slopes[left_out]), float(slopes[-1 - left_out]), covers)


def scatter(t: Sequence[float], y: Sequence[float], line: Slope) -> float:
    """How far values lie from a line, in units of y: the root of the mean square, with n - 2 for n.

    Raises ValueError below three values.
    """
    if len(t) != len(y) or len(t) < 3:
        raise ValueError("as many values as times, at least three")
    left = (b - line.intercept - line.slope * a for a, b in zip(t, y, strict=True))
    return math.sqrt(math.fsum(r * r for r in left) / (len(t) - 2))


def siegel(t: Sequence[float], y: Sequence[float]) -> Line:
    """Repeated medians (Siegel 1982): bears almost half of the points being wild."""
    n = len(t)
    _slopes(t, y)
    slope = median(median((y[j] - y[i]) / (t[j] - t[i]) for j in range(n) if t[j] != t[i]) for i in range(n))
    return Line(slope, median(b - slope * a for a, b in zip(t, y, strict=True)))


@lru_cache(maxsize=64)
def _left_out(n: int, level: float) -> tuple[int, float]:
    """How many slopes an interval leaves out on each side, -1 for none, and what it then holds at least."""
    if n > EXACT_UP_TO:
        middle, spread = n * (n - 1) / 4, math.sqrt(n * (n - 1) * (2 * n + 5) / 72)
        left_out = math.floor(middle + NormalDist().inv_cdf((1 - level) / 2) * spread - 0.5)
        return left_out, 1 - 2 * NormalDist(middle, spread).cdf(left_out + 0.5)
    left_out = -1
    while 2 * share_at_most(left_out + 1, n) <= 1 - level:
        left_out += 1
    return left_out, 1 - 2 * share_at_most(left_out, n)


def _slopes(t: Sequence[float], y: Sequence[float]) -> npt.NDArray[np.float64]:
    """All slopes between two points with different times."""
    if len(t) != len(y) or len(set(t)) < 2:
        raise ValueError("as many values as times, and two times that differ")
    times, values = np.asarray(t, dtype=np.float64), np.asarray(y, dtype=np.float64)
    first, second = _pairs(len(times))
    apart, rise = (one[second] - one[first] for one in (times, values))
    differ = apart != 0
    slopes: npt.NDArray[np.float64] = rise[differ] / apart[differ]
    return slopes


@lru_cache(maxsize=16)
def _pairs(n: int) -> tuple[npt.NDArray[np.intp], ...]:
    """The places of both points of every pair of n."""
    return np.triu_indices(n, 1)


def _line(slopes: npt.NDArray[np.float64], t: Sequence[float], y: Sequence[float]) -> Line:
    """The line of the middle slope; `slopes` are in order at least at their middle."""
    half = len(slopes) // 2
    slope = float(slopes[half] if len(slopes) % 2 else (slopes[half - 1] + slopes[half]) / 2)
    return Line(slope, median(y) - slope * median(t))


def _variance(t: Sequence[float], y: Sequence[float]) -> float:
    def part(k: int) -> int:
        return k * (k - 1) * (2 * k + 5)

    return (part(len(y)) - sum(part(k) for side in (t, y) for k in Counter(side).values())) / 18
