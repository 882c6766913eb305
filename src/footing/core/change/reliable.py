"""Reliable change: whether two scores differ by more than the measure's own error (10.1037/0022-006X.59.1.12).

Scores in the measure's units; sd > 0, of the people the reliability was found with; reliability 0 to below 1
(of two sittings where one is published, else of the items: say which).
"""

import math
from enum import StrEnum
from statistics import NormalDist

LEVEL = 0.95


class Class(StrEnum):
    """What a change comes to. Recovered: reliably better, and over the cut-off from the troubled side."""

    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"


def standard_error(*, sd: float, reliability: float) -> float:
    """Standard error of one score."""
    if not sd > 0 or not 0 <= reliability < 1:
        raise ValueError("sd above 0, reliability from 0 to below 1")
    return sd * math.sqrt(1 - reliability)


def error_of_difference(*, sd: float, reliability: float) -> float:
    """Standard error of the difference of two scores."""
    return math.sqrt(2) * standard_error(sd=sd, reliability=reliability)


def reliable_change(before: float, after: float, *, sd: float, reliability: float) -> float:
    """The difference in standard errors of a difference; above 0 where the score rose."""
    return (after - before) / error_of_difference(sd=sd, reliability=reliability)


def smallest_reliable(*, sd: float, reliability: float, level: float = LEVEL) -> float:
    """The difference that must be passed before it counts as reliable."""
    return NormalDist().inv_cdf((1 + level) / 2) * error_of_difference(sd=sd, reliability=reliability)


def cutoff_a(*, mean: float, sd: float, higher_is_better: bool) -> float:
    """Two SD from the mean of the troubled group, on the better side."""
    return mean + (2 if higher_is_better else -2) * sd


def cutoff_b(*, mean: float, sd: float, higher_is_better: bool) -> float:
    """Two SD from the mean of the untroubled group, on the worse side."""
    return mean + (-2 if higher_is_better else 2) * sd


def cutoff_c(*, mean: float, sd: float, other_mean: float, other_sd: float) -> float:
    """Where both groups are as likely, each mean weighted by the other's SD."""
    return (other_sd * mean + sd * other_mean) / (sd + other_sd)


def classify(
    before: float,
    after: float,
    *,
    sd: float,
    reliability: float,
    cutoff: float | None = None,
    higher_is_better: bool = True,
    level: float = LEVEL,
) -> Class:
    """The class of a change by its reliability. Without a cut-off nothing is called recovered."""
    least = smallest_reliable(sd=sd, reliability=reliability, level=level)
    turn = 1 if higher_is_better else -1
    rise = turn * (after - before)
    if abs(rise) <= least:
        return Class.UNCHANGED
    return _beyond(rise, turn * before, turn * after, None if cutoff is None else turn * cutoff)


def classify_by_difference(
    before: float, after: float, *, least: float, cutoff: float | None = None, higher_is_better: bool = True
) -> Class:
    """The class of a change by a smallest difference that matters, itself included."""
    turn = 1 if higher_is_better else -1
    rise = turn * (after - before)
    if abs(rise) < least:
        return Class.UNCHANGED
    return _beyond(rise, turn * before, turn * after, None if cutoff is None else turn * cutoff)


def _beyond(rise: float, before: float, after: float, cutoff: float | None) -> Class:
    if rise < 0:
        return Class.DETERIORATED
    # Who was never on the troubled side cannot come back from it.
    return Class.RECOVERED if cutoff is not None and before < cutoff < after else Class.IMPROVED
