"""How often in general, from k of n: intervals for a rate. Shares 0 to 1; level 0.95 unless told.

All take k happened of n resolved as draws with one rate, each on its own. Fears about one and the same thing
are not quite that, and every interval here is then too narrow (docs/statistics.md has the figures).
"""

import math
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

from footing.core.prediction.beta import quantile, share_below

LEVEL = 0.95


class Interval(NamedTuple):
    """From low to high, both included."""

    low: float
    high: float


class Posterior(NamedTuple):
    """What k of n say of a rate, given a prior: mean, median and the share of belief below one half."""

    mean: float
    median: float
    below_half: float


def jeffreys(k: int, n: int, level: float = LEVEL) -> Interval:
    """Equal-tailed interval of beta(k + 1/2, n - k + 1/2) (Brown, Cai and DasGupta 2001, 10.1214/ss/1009213286)."""
    return credible(k, n, level, prior=0.5)


def shown(k: int, n: int, level: float = LEVEL) -> Interval:
    """The interval that people see: Jeffreys, with 0 at none of n and 1 at all of n.

    The equal tails would rule out the rate 0 after none of n, which nothing that was seen can do
    (the same paper, section 4.1.2).
    """
    low, high = jeffreys(k, n, level)
    return Interval(0.0 if k == 0 else low, 1.0 if k == n else high)


@lru_cache(maxsize=4096)  # the search for a quantile takes some ms, and a page asks for the same ones again
def credible(k: int, n: int, level: float = LEVEL, *, prior: float) -> Interval:
    """Equal-tailed interval with the prior beta(prior, prior): 0.5 is Jeffreys', 1 is uniform."""
    a, b = _shapes(k, n, prior)
    tail = _tail(level)
    return Interval(quantile(tail, a, b), quantile(1 - tail, a, b))


def posterior(k: int, n: int, *, prior: float = 0.5) -> Posterior:
    """Mean, median and share below one half of the rate's distribution."""
    a, b = _shapes(k, n, prior)
    return Posterior(a / (a + b), quantile(0.5, a, b), share_below(0.5, a, b))


def clopper_pearson(k: int, n: int, level: float = LEVEL) -> Interval:
    """Exact interval: covers at least `level` at every rate, mostly more (Clopper and Pearson 1934)."""
    _shapes(k, n, 1)
    tail = _tail(level)
    low = 0.0 if k == 0 else quantile(tail, k, n - k + 1)
    return Interval(low, 1.0 if k == n else quantile(1 - tail, k + 1, n - k))


def wilson(k: int, n: int, level: float = LEVEL) -> Interval:
    """Score interval (Wilson 1927)."""
    middle, half = _score(k, n, level)
    return Interval(max(0.0, middle - half) if k else 0.0, min(1.0, middle + half) if k < n else 1.0)


def agresti_coull(k: int, n: int, level: float = LEVEL) -> Interval:
    """The normal interval around Wilson's middle, cut off at 0 and 1 (Agresti and Coull 1998)."""
    z = _z(level)
    middle, _ = _score(k, n, level)
    half = z * math.sqrt(middle * (1 - middle) / (n + z * z))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def bounds(k: int, n: int, unknown: int) -> Interval:
    """The share that happened if none, and if all, of the `unknown` had happened (what is missing, not chance)."""
    _shapes(k, n, 1)
    if unknown < 0:
        raise ValueError("a count is 0 or more")
    return Interval(k / (n + unknown), (k + unknown) / (n + unknown))


def _score(k: int, n: int, level: float) -> tuple[float, float]:
    _shapes(k, n, 1)
    z = _z(level)
    share, weight = k / n, 1 + z * z / n
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / weight
    return (share + z * z / (2 * n)) / weight, half


def _z(level: float) -> float:
    return NormalDist().inv_cdf(1 - _tail(level))


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    return (1 - level) / 2


def _shapes(k: int, n: int, prior: float) -> tuple[float, float]:
    if n < 1 or not 0 <= k <= n:
        raise ValueError("k of n: n at least 1, k from 0 to n")
    return k + prior, n - k + prior
