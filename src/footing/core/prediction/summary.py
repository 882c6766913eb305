"""What may be said of a log: ids and numbers, which the pages put into words.

Comfort exists in one shape only, `Going`. A log under the stop rule becomes `Stopped`, which has no place for it,
and `Going` refuses to be made from counts under the rule: a page cannot comfort by mistake.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

from footing.core.prediction.entries import HAPPENED, Counts, Entry, count, resolved
from footing.core.prediction.paired import Paired, paired
from footing.core.prediction.rate import Interval, bounds, shown
from footing.core.prediction.scores import (
    CurvePoint,
    Murphy,
    Overestimate,
    base_rate_brier,
    brier,
    curve,
    murphy,
    overestimate,
)

# Below ten, intervals of a rate are wider than half of all that is possible: counts say more.
LEAST_FOR_RATE = 10
# The same number of pairs: what turned out worse is said when nine of ten point that way, what lifts when all do.
LEAST_FOR_PAIRS = 10
# Fears about one thing come true together, which makes intervals too narrow, and false comfort harms most:
# comfort needs the wider interval, what turned out worse the usual one.
COMFORT_LEVEL, WORSE_LEVEL = 0.99, 0.95
# With fewer, a calibration curve fits noise.
LEAST_FOR_CURVE = 50
# The stop rule: one outcome found very bad, or three of any size that came true. Half of all would be far too late.
STOP_VERY_BAD, STOP_HAPPENED = 1, 3


class Stop(StrEnum):
    """Why all comfort has stopped."""

    VERY_BAD = "very-bad"
    CAME_TRUE = "came-true"


class Fact(StrEnum):
    """What can be said under any rule: counts, what is missing, and what turned out worse."""

    NOTHING_YET = "nothing-yet"
    DUE = "due"
    HAPPENED = "happened"
    TOO_FEW = "too-few"
    RATE = "rate"
    COULD_NOT_TELL = "could-not-tell"
    IF_KNOWN = "if-known"
    MORE_OFTEN = "more-often-than-feared"
    WORSE = "worse-than-feared"
    COPED_LESS = "coped-less-than-expected"
    CURVE_LATER = "curve-later"


class Comfort(StrEnum):
    """What may lift a weight: never under the stop rule, nor where comfort is closed."""

    LESS_OFTEN = "less-often-than-feared"
    LESS_BAD = "less-bad-than-feared"
    COPED_BETTER = "coped-better-than-expected"


@dataclass(frozen=True)
class Said:
    """One fact and its numbers by name; shares 0 to 1."""

    id: Fact
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Comforting:
    """One comfort and its numbers by name."""

    id: Comfort
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Figures:
    """Numbers and pictures without a verdict; each None until there is enough for it."""

    severity: Paired
    coping: Paired
    rate: Interval | None = None
    brier: float | None = None
    base_rate_brier: float | None = None
    overestimate: Overestimate | None = None
    curve: tuple[CurvePoint, ...] | None = None
    murphy: Murphy | None = None


@dataclass(frozen=True)
class Stopped:
    """A log of which nothing comforting may be said. `stops` is empty where comfort was closed by the caller alone."""

    counts: Counts
    facts: tuple[Said, ...]
    figures: Figures
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Going:
    """A log that may comfort. Raises ValueError where its counts are under the stop rule."""

    counts: Counts
    facts: tuple[Said, ...]
    figures: Figures
    comfort: tuple[Comforting, ...]

    def __post_init__(self) -> None:
        if stops(self.counts):
            raise ValueError("under the stop rule nothing comforts")


Summary = Going | Stopped


def stops(counts: Counts) -> tuple[Stop, ...]:
    """The stop rule. Something found very bad counts whatever its outcome was, since that errs on the safe side."""
    found = []
    if counts.very_bad >= STOP_VERY_BAD:
        found.append(Stop.VERY_BAD)
    if counts.happened >= STOP_HAPPENED:
        found.append(Stop.CAME_TRUE)
    return tuple(found)


def summarise(entries: Iterable[Entry], *, today: date, comfort_open: bool) -> Summary:
    """Everything that may be said of these entries today.

    `comfort_open`: whether the person's private answers leave room for comfort at all. Nothing in the result says
    that they do not, beyond the comfort that is missing.
    """
    entries = tuple(entries)
    counts = count(entries, today=today)
    figures = _figures(entries)
    facts = (*_counted(counts, figures), *_harder(figures))
    found = stops(counts)
    if found or not comfort_open:
        return Stopped(counts, facts, figures, found)
    return Going(counts, facts, figures, _comfort(entries, figures))


def _figures(entries: tuple[Entry, ...]) -> Figures:
    known = resolved(entries)
    p, o = _told(known)
    n, many, most = len(known), len(known) >= LEAST_FOR_RATE, len(known) >= LEAST_FOR_CURVE
    return Figures(
        severity=_pairs(known, "feared", "found"),
        coping=_pairs(known, "expected", "coped"),
        rate=shown(sum(o), n) if many else None,
        brier=brier(p, o) if many else None,
        base_rate_brier=base_rate_brier(o) if many else None,
        overestimate=overestimate(p, o) if many else None,
        curve=curve(p, o) if most else None,
        murphy=murphy(p, o) if most else None,
    )


def _pairs(entries: Iterable[Entry], before: str, after: str) -> Paired:
    both = map(attrgetter(before, after, "outcome"), entries)
    rows = [(a, b, came is HAPPENED) for a, b, came in both if a is not None and b is not None]
    return paired(rows, least=LEAST_FOR_PAIRS)


def _counted(counts: Counts, figures: Figures) -> Iterable[Said]:
    n, unknown = counts.resolved, counts.could_not_tell
    of = {"k": counts.happened, "n": n}
    if not n and not unknown:
        yield Said(Fact.NOTHING_YET, {"open": counts.open})
    if counts.due:
        yield Said(Fact.DUE, {"n": counts.due})
    if n:
        yield Said(Fact.HAPPENED, of)
        if figures.rate is None:
            yield Said(Fact.TOO_FEW, {"n": n, "least": LEAST_FOR_RATE})
        else:
            yield Said(Fact.RATE, {**of, **figures.rate._asdict()})
    if unknown:
        yield Said(Fact.COULD_NOT_TELL, {"n": unknown})
        if figures.rate is not None:
            yield Said(Fact.IF_KNOWN, bounds(counts.happened, n, unknown)._asdict())
    if figures.rate is not None and figures.curve is None:
        yield Said(Fact.CURVE_LATER, {"n": n, "least": LEAST_FOR_CURVE})


def _harder(figures: Figures) -> Iterable[Said]:
    over, severity, coping = figures.overestimate, figures.severity, figures.coping
    if over and over.interval.high < 0:
        yield Said(Fact.MORE_OFTEN, _often(over))
    if severity.points(WORSE_LEVEL) > 0:
        yield Said(Fact.WORSE, _of_pairs(severity))
    if coping.points(WORSE_LEVEL) < 0:
        yield Said(Fact.COPED_LESS, _of_pairs(coping))


def _comfort(entries: tuple[Entry, ...], figures: Figures) -> tuple[Comforting, ...]:
    severity, coping = figures.severity, figures.coping
    found = []
    over = overestimate(*_told(resolved(entries)), COMFORT_LEVEL) if figures.overestimate else None
    if over and over.interval.low > 0:
        found.append(Comforting(Comfort.LESS_OFTEN, _often(over)))
    if severity.points(COMFORT_LEVEL) < 0:
        found.append(Comforting(Comfort.LESS_BAD, _of_pairs(severity)))
    if coping.points(COMFORT_LEVEL) > 0:
        found.append(Comforting(Comfort.COPED_BETTER, _of_pairs(coping)))
    return tuple(found)


def _told(known: tuple[Entry, ...]) -> tuple[list[float], list[int]]:
    return [e.sure for e in known], [int(e.outcome is HAPPENED) for e in known]


def _often(over: Overestimate) -> Mapping[str, float]:
    return {"stated": over.stated, "happened": over.happened, **over.interval._asdict()}


def _of_pairs(pairs: Paired) -> Mapping[str, float]:
    return {
        "pairs": pairs.pairs, "lower": pairs.lower, "same": pairs.same, "higher": pairs.higher,
        "happened": pairs.happened, "middle": pairs.middle or 0.0,
    }  # fmt: skip
