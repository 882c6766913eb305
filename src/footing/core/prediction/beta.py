"""The beta distribution: its cumulative share and its quantiles, to about 1e-14."""

import math
from functools import lru_cache

_TINY = 1e-300
_STEPS = 500
_CLOSE = 2**-32


def share_below(x: float, a: float, b: float) -> float:
    """Share of a beta(a, b) distribution below x, 0 to 1. Raises ValueError unless a, b > 0 and 0 <= x <= 1.

    Continued fraction of the incomplete beta function (NIST DLMF 8.17.22), by Lentz's method.
    """
    if a <= 0 or b <= 0 or not 0 <= x <= 1:
        raise ValueError("a and b above 0, x from 0 to 1")
    if x in {0, 1}:
        return float(x)
    # The fraction converges fast on this side of the mean only; the other side is its mirror image.
    if x > (a + 1) / (a + b + 2):
        return 1 - share_below(1 - x, b, a)
    log_front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(log_front) * _fraction(x, a, b) / a


@lru_cache(maxsize=1024)
def quantile(share: float, a: float, b: float) -> float:
    """The x with `share` of beta(a, b) below it: Newton's steps inside a bracket, halved where one leaves it."""
    if not 0 <= share <= 1:
        raise ValueError("a share is 0 to 1")
    if share in {0, 1}:
        return float(share)
    low, high, x, tries = 0.0, 1.0, a / (a + b), 0
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    while low < x < high:
        short = share - share_below(x, a, b)
        low, high = (x, high) if short > 0 else (low, x)
        slope = math.exp((a - 1) * math.log(x) + (b - 1) * math.log1p(-x) - log_beta)
        step = short / slope if slope > _TINY else math.inf
        if abs(step) <= x * _CLOSE:  # what is left is the square of it
            return x + step
        tries += 1
        x = x + step if low < x + step < high and tries % 16 else (low + high) / 2
    return high


def _fraction(x: float, a: float, b: float) -> float:
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    c, value = 1.0, d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = value
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(value - before) <= 1e-16 * abs(value):
            break
    return value


def _away_from_zero(x: float) -> float:
    return x if abs(x) > _TINY else _TINY
