"""How well stated sureness met what happened: scores, their parts, and the calibration curve.

Throughout: p, how sure one was (0 to 1); o, 1 where it happened and 0 where it did not; same length, at least one.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean
from typing import NamedTuple

from footing.core.prediction.rate import LEVEL, Interval, shown


class Murphy(NamedTuple):
    """Brier score = reliability - resolution + uncertainty (Murphy 1973)."""

    reliability: float
    resolution: float
    uncertainty: float


class Corp(NamedTuple):
    """Brier score = miscalibration - discrimination + uncertainty (10.1073/pnas.2016191118)."""

    mcb: float
    dsc: float
    unc: float


class CurvePoint(NamedTuple):
    """One step of the calibration curve: stated between low and high, n times, of which k happened; the fitted rate."""

    low: float
    high: float
    n: int
    k: int
    rate: float


@dataclass(frozen=True)
class Overestimate:
    """Mean of p minus the share that happened, -1 to 1, above 0: feared more often than it happened."""

    stated: float
    happened: float
    difference: float
    interval: Interval


def brier(p: Sequence[float], o: Sequence[float]) -> float:
    """Mean squared difference, 0 best, 1 worst; always saying one half gives 0.25 (Brier 1950)."""
    _checked(p, o)
    return fmean([(a - b) ** 2 for a, b in zip(p, o, strict=True)])


def base_rate_brier(o: Sequence[float]) -> float:
    """The score of somebody who always states the share that in the end happened: what a score is held against."""
    rate = fmean(o)
    return rate * (1 - rate)


def log_loss(p: Sequence[float], o: Sequence[float], *, floor: float = 0.0) -> float:
    """Mean of -log of the sureness given to what came; infinite where something ruled out came.

    `floor` first moves p into floor to 1 - floor, as other programs do with 1e-15, and so hides that.
    """
    _checked(p, o)
    held = [min(max(a, floor), 1 - floor) for a in p]
    given = [a if b else 1 - a for a, b in zip(held, o, strict=True)]
    return fmean(-math.log(g) if g > 0 else math.inf for g in given)


def spiegelhalter(p: Sequence[float], o: Sequence[float]) -> float | None:
    """Z of Spiegelhalter's test of calibration (1986); None where every p is 0, 1/2 or 1 and so says nothing."""
    _checked(p, o)
    spread = math.fsum((1 - 2 * a) ** 2 * a * (1 - a) for a in p)
    if spread <= 0:
        return None
    return math.fsum((b - a) * (1 - 2 * a) for a, b in zip(p, o, strict=True)) / math.sqrt(spread)


def murphy(p: Sequence[float], o: Sequence[float]) -> Murphy:
    """The three parts with one group for each distinct p, so that they add up to the Brier score."""
    _checked(p, o)
    n, rate = len(p), fmean(o)
    groups = _by_value(p, o)
    return Murphy(
        math.fsum(len(g) * (a - fmean(g)) ** 2 for a, g in groups.items()) / n,
        math.fsum(len(g) * (fmean(g) - rate) ** 2 for g in groups.values()) / n,
        rate * (1 - rate),
    )


def ferro_fricker(p: Sequence[float], o: Sequence[float]) -> Murphy:
    """The parts less biased (Ferro and Fricker 2012, 10.1002/qj.1924): can be negative, still add up.

    A group of one has no spread of its own, so it corrects nothing. Raises ValueError for a single entry.
    """
    _checked(p, o)
    n, rate = len(p), fmean(o)
    if n < 2:
        raise ValueError("at least two entries")
    plain = murphy(p, o)
    within = math.fsum(
        len(g) * fmean(g) * (1 - fmean(g)) / (len(g) - 1) for g in _by_value(p, o).values() if len(g) > 1
    )
    whole = rate * (1 - rate) / (n - 1)
    return Murphy(
        plain.reliability - within / n, plain.resolution - within / n + whole, plain.uncertainty + whole
    )


def recalibrated(p: Sequence[float], o: Sequence[float]) -> tuple[float, ...]:
    """For each entry the rate that isotonic regression gives to its p: never falling where p rises."""
    rates = {a: step.rate for step in curve(p, o) for a in set(p) if step.low <= a <= step.high}
    return tuple(rates[a] for a in p)


def corp(p: Sequence[float], o: Sequence[float]) -> Corp:
    """Consistent, optimally binned, reproducible parts, by pool-adjacent-violators."""
    fitted, unc = recalibrated(p, o), base_rate_brier(o)
    best = brier(fitted, o)
    return Corp(brier(p, o) - best, unc - best, unc)


def curve(p: Sequence[float], o: Sequence[float]) -> tuple[CurvePoint, ...]:
    """The calibration curve: pooled steps of stated sureness, rising, each with its counts."""
    _checked(p, o)
    steps: list[CurvePoint] = []
    for a, group in sorted(_by_value(p, o).items()):
        step = CurvePoint(a, a, len(group), round(sum(group)), fmean(group))
        # Whole numbers, so that equal rates are equal.
        while steps and steps[-1].k * step.n >= step.k * steps[-1].n:
            last = steps.pop()
            n, k = last.n + step.n, last.k + step.k
            step = CurvePoint(last.low, step.high, n, k, k / n)
        steps.append(step)
    return tuple(steps)


def binned(p: Sequence[float], o: Sequence[float], bins: int) -> tuple[tuple[float, float, int], ...]:
    """Bins of equal width, upper edges included: mean p, share happened, n; empty bins left out."""
    _checked(p, o)
    rows = sorted((bin_of(a, bins), a, b) for a, b in zip(p, o, strict=True))
    groups = [list(g) for _, g in groupby(rows, key=lambda row: row[0])]
    return tuple((fmean(a for _, a, _ in g), fmean(b for *_, b in g), len(g)) for g in groups)


def bin_of(p: float, bins: int) -> int:
    """Number of the bin of p, from 0; rounded first, since 0.1 * 3 is more than 0.3."""
    return max(0, math.ceil(round(p * bins, 9)) - 1)


def overestimate(p: Sequence[float], o: Sequence[float], level: float = LEVEL) -> Overestimate:
    """How much more often one feared it than it happened, with the interval that the rate of happening gives.

    What was stated is taken as it was; where the p differ, the true spread is at most the one used.
    """
    _checked(p, o)
    stated, happened = fmean(p), fmean(o)
    low, high = shown(round(math.fsum(o)), len(o), level)
    return Overestimate(stated, happened, stated - happened, Interval(stated - high, stated - low))


def _by_value(p: Iterable[float], o: Iterable[float]) -> Mapping[float, list[float]]:
    groups: dict[float, list[float]] = {}
    for a, b in zip(p, o, strict=True):
        groups.setdefault(a, []).append(b)
    return groups


def _checked(p: Sequence[float], o: Sequence[float]) -> None:
    if not p or len(p) != len(o):
        raise ValueError("as many outcomes as predictions, at least one")
    if not all(0 <= a <= 1 for a in set(p)) or not {0, 1}.issuperset(o):
        raise ValueError("p from 0 to 1, o 0 or 1")
