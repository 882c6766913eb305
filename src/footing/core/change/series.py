"""What may be said of one measure in time: better, worse, or too little to say; ids and numbers, no sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import NormalDist
from typing import NamedTuple

from footing.core.change.ordered import order_p, score
from footing.core.change.phases import LEAST_A_PHASE, Overlap, nap_overlap
from footing.core.change.reliable import reliable_change, smallest_reliable, standard_error
from footing.core.change.slope import Slope, exact_theil_sen, scatter

LEVEL = 0.95
# What one week leaves over for the next makes trends out of chance: at 0.95 one false trend in nine series of
# twelve with a correlation of .3 between neighbours, at 0.99 about one in thirty.
TREND_LEVEL = 0.99
# The least at which an order can be that rare: six all rising are 2 of 720, five 2 of 120. Two points never.
LEAST_FOR_TREND = 6
# Whoever looks after every point finds a trend in chance sooner or later: looks are set beforehand.
LEAST_BETWEEN_LOOKS = 4


class Word(StrEnum):
    """The only three verdicts."""

    BETTER = "better"
    WORSE = "worse"
    TOO_LITTLE = "too-little-to-say"


class Why(StrEnum):
    """Why there is too little to say."""

    ONE_POINT = "one-point"
    FEW_POINTS = "few-points"
    ERROR_UNKNOWN = "error-unknown"
    WITHIN_ERROR = "within-error"
    CHANCE_CAN = "chance-can"


@dataclass(frozen=True)
class Measure:
    """A scale from `least` to `most`, and its error where that is known.

    `sd` and `reliability` belong together and to the people of `source`. `borrowed`: those were others than the
    person whose points these are, so that the error is theirs; the page says so. Our own signs have neither.
    """

    least: float
    most: float
    higher_is_better: bool
    sd: float | None = None
    reliability: float | None = None
    source: str = ""
    borrowed: bool = True

    def __post_init__(self) -> None:
        if not self.least < self.most:
            raise ValueError("a scale goes from less to more")
        if (self.sd is None) != (self.reliability is None):
            raise ValueError("sd and reliability come together")
        if self.sd is not None and self.reliability is not None:
            standard_error(sd=self.sd, reliability=self.reliability)
            if not self.source:
                raise ValueError("a known error names its source")

    @property
    def error(self) -> Mapping[str, float] | None:
        """The arguments that reliable change takes, or None where no error is known."""
        if self.sd is None or self.reliability is None:
            return None
        return {"sd": self.sd, "reliability": self.reliability}


class Point(NamedTuple):
    """One score on a day; `low` and `high` hold the true score 95 times of 100, None where no error is known."""

    day: date
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Judged:
    """A verdict with its numbers by name; `why` only where there is too little to say."""

    word: Word
    numbers: Mapping[str, float]
    why: Why | None = None


@dataclass(frozen=True)
class Change:
    """Points in order of days, first against last, and the trend with its slope a week.

    `scatter` is how far the scores lie from the line of that slope, in the measure's units.
    """

    points: tuple[Point, ...]
    first_to_last: Judged
    trend: Judged
    slope: Slope | None
    scatter: float | None
    borrowed: bool


def describe(scores: Mapping[date, float], measure: Measure) -> Change:
    """Everything that may be said of these scores. Raises ValueError where one lies outside the measure's scale."""
    if not all(measure.least <= value <= measure.most for value in scores.values()):
        raise ValueError(f"scores lie from {measure.least} to {measure.most}")
    days = sorted(scores)
    values = [scores[day] for day in days]
    weeks = [(day - days[0]).days / 7 for day in days]
    slope = exact_theil_sen(weeks, values, LEVEL) if len(days) >= LEAST_FOR_TREND else None
    return Change(
        points=_points(scores, days, measure),
        first_to_last=_first_to_last(values, measure),
        trend=_trend(values, measure),
        slope=slope,
        scatter=scatter(weeks, values, slope) if slope else None,
        borrowed=measure.error is not None and measure.borrowed,
    )


def looked_at(n: int) -> int:
    """How many of n points the last look that was set beforehand took in: all below a trend, then every fourth."""
    return n if n < LEAST_FOR_TREND else n - (n - LEAST_FOR_TREND) % LEAST_BETWEEN_LOOKS


def compare_phases(
    a: Sequence[float], b: Sequence[float], *, higher_is_better: bool
) -> tuple[Judged, Overlap | None]:
    """Before against during, by NAP and its interval, from five scores each. A difference, never a cause."""
    numbers = {"before": float(len(a)), "during": float(len(b))}
    if min(len(a), len(b)) < LEAST_A_PHASE:
        return Judged(Word.TOO_LITTLE, {**numbers, "least": LEAST_A_PHASE}, Why.FEW_POINTS), None
    overlap = nap_overlap(a, b, falling=not higher_is_better, level=LEVEL)
    numbers |= {"nap": overlap.value, **overlap.interval._asdict()}
    if overlap.interval.low <= 0.5 <= overlap.interval.high:
        return Judged(Word.TOO_LITTLE, numbers, Why.CHANCE_CAN), overlap
    return Judged(_word(overlap.value - 0.5, higher_is_better=True), numbers), overlap


def _points(scores: Mapping[date, float], days: Sequence[date], measure: Measure) -> tuple[Point, ...]:
    if measure.error is None:
        return tuple(Point(day, scores[day]) for day in days)
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * standard_error(**measure.error)
    low, high = measure.least, measure.most
    return tuple(
        Point(day, value, max(low, value - half), min(high, value + half))
        for day in days
        for value in (scores[day],)
    )


def _first_to_last(values: Sequence[float], measure: Measure) -> Judged:
    if len(values) < 2:
        return Judged(Word.TOO_LITTLE, {"n": len(values)}, Why.ONE_POINT)
    numbers: dict[str, float] = {"first": values[0], "last": values[-1]}
    if measure.error is None:
        return Judged(Word.TOO_LITTLE, numbers, Why.ERROR_UNKNOWN)
    least = smallest_reliable(**measure.error, level=LEVEL)
    numbers |= {"least": least, "rc": reliable_change(values[0], values[-1], **measure.error)}
    rise = values[-1] - values[0]
    if abs(rise) <= least:
        return Judged(Word.TOO_LITTLE, numbers, Why.WITHIN_ERROR)
    return Judged(_word(rise, measure.higher_is_better), numbers)


def _trend(values: Sequence[float], measure: Measure) -> Judged:
    n = len(values)
    if n < LEAST_FOR_TREND:
        return Judged(Word.TOO_LITTLE, {"n": n, "least": LEAST_FOR_TREND}, Why.FEW_POINTS)
    p = order_p(values)
    if p > 1 - TREND_LEVEL:
        return Judged(Word.TOO_LITTLE, {"n": n, "p": p}, Why.CHANCE_CAN)
    return Judged(_word(score(values), measure.higher_is_better), {"n": n, "p": p})


def _word(rise: float, higher_is_better: bool) -> Word:
    return Word.BETTER if (rise > 0) == higher_is_better else Word.WORSE
