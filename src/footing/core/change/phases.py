"""One person before (A) and during (B): how far two phases lie apart, by the indices of single-case research.

An AB comparison shows a difference, never its cause (10.3389/fpsyg.2016.00032). a, b: values of the phases in order.
`falling`: whether lower is better. Standard errors and intervals take every value as drawn on its own.
"""

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist, fmean, median, stdev, variance
from typing import NamedTuple

from footing.core.change.ordered import score, sign
from footing.core.change.slope import theil_sen
from footing.core.prediction.rate import LEVEL, Interval

# What Works Clearinghouse asks for five a phase; fewer are counted, not compared.
LEAST_A_PHASE = 5


class Overlap(NamedTuple):
    """An index, its standard error and interval."""

    value: float
    error: float
    interval: Interval


def nap(a: Sequence[float], b: Sequence[float], *, falling: bool = False) -> float:
    """Non-overlap of all pairs, 0 to 1, one half for no difference (10.1016/j.beth.2008.10.006)."""
    wins = _wins(a, b, falling)
    return fmean(fmean(row) for row in wins)


def nap_overlap(
    a: Sequence[float],
    b: Sequence[float],
    *,
    falling: bool = False,
    hanley: bool = False,
    level: float = LEVEL,
) -> Overlap:
    """NAP with the unbiased error (Sen 1967; or Hanley and McNeil's of 1982) and Newcombe's interval (2006, method 5).

    Raises ValueError below two values a phase.
    """
    m, n = len(a), len(b)
    if min(m, n) < 2:
        raise ValueError("at least two values a phase")
    wins = _wins(a, b, falling)
    value = fmean(fmean(row) for row in wins)
    by_a = fmean(fmean(row) ** 2 for row in wins)
    by_b = fmean(fmean(column) ** 2 for column in zip(*wins, strict=True))
    squares = fmean(q * q for row in wins for q in row)
    if hanley:
        spread = value * (1 - value) + (n - 1) * (by_a - value**2) + (m - 1) * (by_b - value**2)
        spread /= m * n
    else:
        spread = value - (m + n - 1) * value**2 + n * by_a + m * by_b - 2 * squares
        spread /= (m - 1) * (n - 1)
    return Overlap(value, math.sqrt(max(0.0, spread)), _newcombe(value, m, n, level))


def tau(a: Sequence[float], b: Sequence[float], *, falling: bool = False, level: float = LEVEL) -> Overlap:
    """Tau without correction for a trend: twice NAP minus 1 (10.1016/j.beth.2010.08.006)."""
    value, error, (low, high) = nap_overlap(a, b, falling=falling, level=level)
    return Overlap(2 * value - 1, 2 * error, Interval(2 * low - 1, 2 * high - 1))


def tau_u(a: Sequence[float], b: Sequence[float], *, falling: bool = False) -> float:
    """Tau minus the baseline's own score by the number of pairs: can leave -1 to 1."""
    turn = -1 if falling else 1
    return 2 * nap(a, b, falling=falling) - 1 - turn * score(a) / (len(a) * len(b))


def tau_bc(a: Sequence[float], b: Sequence[float], *, falling: bool = False, level: float = LEVEL) -> Overlap:
    """Tau after the baseline's Theil-Sen line is taken away from both phases (Tarlow 2017)."""
    slope, intercept, *_ = theil_sen(range(1, len(a) + 1), a)
    left = [round(y - intercept - slope * t, 9) for t, y in enumerate((*a, *b), start=1)]
    return tau(left[: len(a)], left[len(a) :], falling=falling, level=level)


def pnd(a: Sequence[float], b: Sequence[float], *, falling: bool = False) -> float:
    """Share of B beyond all of A; hangs on one value of A and on how many there are."""
    a, b = _rising(a, b, falling)
    return fmean(y > max(a) for y in b)


def pem(a: Sequence[float], b: Sequence[float], *, falling: bool = False) -> float:
    """Share of B beyond the median of A, ties one half."""
    a, b = _rising(a, b, falling)
    return fmean((sign(y - median(a)) + 1) / 2 for y in b)


def ird(a: Sequence[float], b: Sequence[float], *, falling: bool = False) -> float:
    """Robust improvement rate difference, from the fewest values whose removal ends all overlap (Parker 2011)."""
    a, b = _rising(a, b, falling)
    m, n = len(a), len(b)
    kept = max(sum(x < cut for x in a) + sum(y >= cut for y in b) for cut in (*a, *b, math.inf))
    return 1 - (m + n) * (m + n - kept) / (2 * m * n)


def smd(
    a: Sequence[float], b: Sequence[float], *, falling: bool = False, level: float = LEVEL
) -> Overlap | None:
    """Difference of means by the SD of A, corrected for few values. None where A does not vary."""
    a, b = _rising(a, b, falling)
    m, n = len(a), len(b)
    if not (sd := stdev(a)):
        return None
    shrink = 1 - 3 / (4 * m - 5)
    value = shrink * (fmean(b) - fmean(a)) / sd
    error = shrink * math.sqrt(1 / m + variance(b) / (n * sd * sd) + value * value / (2 * (m - 1)))
    return _normal(value, error, level)


def log_ratio(
    a: Sequence[float], b: Sequence[float], *, falling: bool = False, level: float = LEVEL
) -> Overlap | None:
    """Log of the ratio of means, corrected for few values, above 0 for the better. None unless both are above 0."""
    means = fmean(a), fmean(b)
    if min(means) <= 0:
        return None
    parts = [variance(x) / (len(x) * mean * mean) for x, mean in zip((a, b), means, strict=True)]
    value = math.log(means[1] / means[0]) + (parts[1] - parts[0]) / 2
    return _normal(-value if falling else value, math.sqrt(sum(parts)), level)


def _rising(a: Sequence[float], b: Sequence[float], falling: bool) -> tuple[list[float], list[float]]:
    turn = -1 if falling else 1
    return [turn * x for x in a], [turn * y for y in b]


def _wins(a: Sequence[float], b: Sequence[float], falling: bool) -> list[list[float]]:
    a, b = _rising(a, b, falling)
    return [[(sign(y - x) + 1) / 2 for y in b] for x in a]


def _normal(value: float, error: float, level: float) -> Overlap:
    z = NormalDist().inv_cdf((1 + level) / 2)
    return Overlap(value, error, Interval(value - z * error, value + z * error))


def _newcombe(value: float, m: int, n: int, level: float) -> Interval:
    """All true values from which `value` lies no further than z standard errors, the error taken at the true value."""
    z, h = NormalDist().inv_cdf((1 + level) / 2), (m + n) / 2 - 1

    def beyond(true: float) -> float:
        spread = true * (1 - true) * (1 + h * (1 - true) / (2 - true) + h * true / (1 + true)) / (m * n)
        return (value - true) ** 2 - z * z * spread

    return Interval(_edge(beyond, 0.0, value), _edge(beyond, 1.0, value))


def _edge(beyond: Callable[[float], float], outer: float, inner: float) -> float:
    if beyond(outer) <= 0:
        return outer
    while outer != (middle := (outer + inner) / 2) != inner:
        if beyond(middle) > 0:
            outer = middle
        else:
            inner = middle
    return inner
