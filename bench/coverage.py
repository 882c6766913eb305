"""How often the intervals that people see hold the truth, and how often a verdict is wrong where nothing changed.

Rates by counting all outcomes, the rest by simulation with a fixed seed. `prove` writes it to the report.
"""

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from random import Random
from statistics import fmean

from footing.core.change.ordered import exact_p, order_p
from footing.core.change.phases import nap_overlap
from footing.core.change.reliable import smallest_reliable
from footing.core.change.series import LEAST_FOR_TREND, TREND_LEVEL, looked_at
from footing.core.change.slope import exact_theil_sen, theil_sen
from footing.core.prediction.paired import median_interval
from footing.core.prediction.rate import Interval, clopper_pearson, jeffreys, shown, wilson
from footing.core.prediction.scores import overestimate
from footing.core.prediction.summary import COMFORT_LEVEL, LEAST_FOR_RATE, STOP_HAPPENED

SEED, ROUNDS = 20261125, 10_000
RATES = [step / 200 for step in range(2, 199)]
INTERVALS: dict[str, Callable[[int, int], Interval]] = {
    "shown (Jeffreys, ends closed)": shown, "Jeffreys": jeffreys, "Wilson": wilson, "Clopper-Pearson": clopper_pearson,
}  # fmt: skip


def held(name: str, n: int, rate: float, block: int = 1) -> float:
    """Share of all outcomes of n whose interval holds the rate; in each `block` outcomes are correlated by one half."""
    chances, found = _chances(n, rate, block), _table(name, n)
    return math.fsum(chances[k] for k in range(n + 1) if _in(rate, found[k]))


@lru_cache
def _table(name: str, n: int) -> tuple[Interval, ...]:
    return tuple(INTERVALS[name](k, n) for k in range(n + 1))


@lru_cache(maxsize=4096)
def _chances(n: int, rate: float, block: int = 1) -> tuple[float, ...]:
    """Chance of each number that happens, of n in blocks; within a block beta-binomial."""

    def log_beta(x: float, y: float) -> float:
        return math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)

    one = [
        math.comb(block, k) * math.exp(log_beta(k + rate, block - k + 1 - rate) - log_beta(rate, 1 - rate))
        for k in range(block + 1)
    ]
    whole = [1.0]
    for _ in range(n // block):
        longer = [0.0] * (len(whole) + block)
        for i, a in enumerate(whole):
            for j, b in enumerate(one):
                longer[i + j] += a * b
        whole = longer
    return tuple(whole)


def _in(truth: float, interval: Interval | tuple[float, float]) -> bool:
    return interval[0] - 1e-12 <= truth <= interval[1] + 1e-12


def overestimated(chance: Random, n: int, rounds: int, shift: float) -> float:
    """Share that holds the truth of somebody whose fears come true `shift` less often than stated."""
    good = 0
    for _ in range(rounds):
        p = [chance.choice(range(3, 10)) / 10 for _ in range(n)]
        true = [max(0.0, a - shift) for a in p]
        found = overestimate(p, [int(chance.random() < t) for t in true])
        good += _in(fmean(p) - fmean(true), found.interval)
    return good / rounds


def medians(chance: Random, n: int, rounds: int, weights: Sequence[int]) -> float:
    """Share that holds the median of differences from -3 to 3, drawn by weight."""
    values = range(-3, 4)
    middle = next(v for i, v in enumerate(values) if 2 * sum(weights[: i + 1]) > sum(weights))
    draws = (chance.choices(values, weights, k=n) for _ in range(rounds))
    return fmean(_in(middle, median_interval(d) or (math.inf, -math.inf)) for d in draws)


def neighbours(chance: Random, n: int, alike: float, coarse: bool = False) -> list[float]:
    """A level series of standard deviation 1 whose neighbours correlate; `coarse`: in whole steps of 0 to 3."""
    x = [chance.gauss()]
    for _ in range(n - 1):
        x.append(alike * x[-1] + math.sqrt(1 - alike * alike) * chance.gauss())
    return [min(3.0, max(0.0, float(round(1.5 + v)))) for v in x] if coarse else x


def slopes(chance: Random, n: int, rounds: int, alike: float, exact: bool = True) -> float:
    """Share whose slope interval holds the true slope, here 0."""
    rows = (neighbours(chance, n, alike) for _ in range(rounds))
    found = (exact_theil_sen(range(n), x) if exact else theil_sen(range(n), x) for x in rows)
    return fmean(s is not None and _in(0, (s.low, s.high)) for s in found)


def false_trends(chance: Random, n: int, rounds: int, alike: float, coarse: bool) -> float:
    """Share of level series that are called better or worse."""
    return fmean(exact_p(neighbours(chance, n, alike, coarse)) <= 1 - TREND_LEVEL for _ in range(rounds))


def false_looks(chance: Random, n: int, rounds: int, alike: float, *, every: bool = False) -> float:
    """Share of level series that are called better or worse at any look while they grow to n, in steps of 0 to 3."""
    lengths = [m for m in range(LEAST_FOR_TREND, n + 1) if every or looked_at(m) == m]
    rows = (neighbours(chance, n, alike, coarse=True) for _ in range(rounds))
    return fmean(any(order_p(x[:m]) <= 1 - TREND_LEVEL for m in lengths) for x in rows)


def real_trends(chance: Random, n: int, rounds: int) -> float:
    """Share of series that rise by two standard deviations from first to last and are called so."""
    rise = [2 * i / (n - 1) for i in range(n)]
    rows = ([a + b for a, b in zip(rise, neighbours(chance, n, 0), strict=True)] for _ in range(rounds))
    return fmean(exact_p(x) <= 1 - TREND_LEVEL for x in rows)


def overlaps(chance: Random, m: int, n: int, rounds: int, apart: float) -> float:
    """Share whose NAP interval holds the true NAP of two normal phases so many standard deviations apart."""
    truth = (1 + math.erf(apart / 2)) / 2
    good = 0
    for _ in range(rounds):
        a, b = [chance.gauss() for _ in range(m)], [chance.gauss(apart) for _ in range(n)]
        good += _in(truth, nap_overlap(a, b).interval)
    return good / rounds


def false_changes(
    chance: Random, rounds: int, *, true: float = 0.8, used: float = 0.8, looks: int = 1, whole: bool = False
) -> float:
    """Share of people who did not change and are called changed at one of `looks`; sd 10, reliability in truth and as used."""
    least, error = smallest_reliable(sd=10, reliability=used), 10 * math.sqrt(1 - true)
    wrong = 0
    for _ in range(rounds):
        scores = [chance.gauss(40.3, error) for _ in range(looks + 1)]
        if whole:
            scores = [float(round(s)) for s in scores]
        wrong += any(abs(s - scores[0]) > least for s in scores[1:])
    return wrong / rounds


def false_comfort(chance: Random, rounds: int, until: int, block: int = 1) -> float:
    """Share of logs told "less often than feared", at any entry up to `until`, of people who state what is true."""
    wrong = 0
    for _ in range(rounds):
        p: list[float] = []
        o: list[int] = []
        while len(p) < until and sum(o) < STOP_HAPPENED:
            true = chance.choice((0.1, 0.2, 0.3))
            here = true if block == 1 else chance.betavariate(true, 1 - true)
            p += [true] * block
            o += [int(chance.random() < here) for _ in range(block)]
            if len(p) >= LEAST_FOR_RATE and sum(o) < STOP_HAPPENED and told(p, o):
                wrong += 1
                break
    return wrong / rounds


def told(p: list[float], o: list[int]) -> bool:
    """Whether such a log is told that it happens less often than feared."""
    return overestimate(p, o, COMFORT_LEVEL).interval.low > 0


def stopped_after(rate: float, share: float = 0.5) -> int:
    """Fears resolved until so large a share of logs is under the stop rule by three that came true."""
    return next(n for n in count(3) if 1 - math.fsum(_chances(n, rate)[:3]) >= share)


def coverage() -> Iterator[str]:
    """Full counts as a report; stops where an interval holds the truth too seldom, or a verdict errs too often."""
    chance = Random(SEED)
    yield "## What the figures hold\n"
    yield f"Nominal 95 %. Rates by counting every outcome at {len(RATES)} rates; the rest {ROUNDS} rounds each, seed {SEED}.\n"
    yield from _rates()
    yield "| figure | case | holds the truth |"
    yield "|---|---|---:|"
    for name, case, found, least in _kept(chance, ROUNDS):
        if found < least:
            sys.exit(f"{name}, {case}: holds the truth in {found:.4f} only, at least {least}")
        yield f"| {name} | {case} | {found:.1%} |"
    yield "\n| verdict where nothing changed | case | wrong |"
    yield "|---|---|---:|"
    for name, case, found, most in _wrong(chance, ROUNDS):
        if found > most:
            sys.exit(f"{name}, {case}: wrong in {found:.4f}, at most {most}")
        yield f"| {name} | {case} | {found:.1%} |"
    yield (
        "\nA rise of two standard deviations from first to last is called a trend in "
        + ", ".join(f"{real_trends(chance, n, ROUNDS // 4):.0%} of series of {n}" for n in (6, 8, 12, 20))
        + ".\n"
    )
    yield (
        "Half of all logs are under the stop rule after "
        + ", ".join(f"{stopped_after(rate)} fears where {rate:.0%} come true" for rate in (0.1, 0.3, 0.5))
        + ".\n"
    )


def _rates() -> Iterator[str]:
    yield "In twos, in fives: so many fears at a time hang together, correlated by one half.\n"
    yield "| interval of a rate | n | mean | least | mean, in twos | mean, in fives |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name in INTERVALS:
        for n in (10, 20, 50):
            found = [held(name, n, rate) for rate in RATES]
            if name in {"shown (Jeffreys, ends closed)", "Clopper-Pearson"} and fmean(found) < 0.94:
                sys.exit(f"{name}, {n}: holds the truth in {fmean(found):.4f} only")
            alike = [fmean(held(name, n, rate, block) for rate in RATES) for block in (2, 5)]
            cells = (fmean(found), min(found), *alike)
            yield f"| {name} | {n} | " + " | ".join(f"{c:.1%}" for c in cells) + " |"
    yield ""


Row = tuple[str, str, float, float]


def _kept(chance: Random, rounds: int) -> Iterator[Row]:
    """Name, case, share that holds the truth, and the least allowed (0: told, not promised)."""
    for n in (10, 20, 50):
        for shift in (0.0, 0.3):
            found = overestimated(chance, n, rounds, shift)
            yield "feared minus happened", f"{n} resolved, {shift} too sure", found, 0.945
    for n in (10, 20):
        for case, weights in (("even", (1, 2, 4, 6, 4, 2, 1)), ("lopsided", (1, 4, 9, 5, 2, 1, 1))):
            yield "median of pairs", f"{n} pairs, {case}", medians(chance, n, rounds, weights), 0.95
    for n in (6, 8, 12):
        yield "slope, exact", f"{n} points", slopes(chance, n, rounds // 2, 0), 0.945
    for n in (4, 6, 8, 12):
        yield (
            "slope, normal approximation",
            f"{n} points",
            slopes(chance, n, rounds // 2, 0, exact=False),
            0.0,
        )
    for alike in (0.3, 0.6):
        yield (
            "slope, exact",
            f"12 points, neighbours correlated {alike}",
            slopes(chance, 12, rounds // 2, alike),
            0.0,
        )
    for m, n in ((5, 5), (8, 8)):
        for apart in (0.0, 1.0, 2.0):
            found = overlaps(chance, m, n, rounds // 2, apart)
            yield "NAP", f"{m} and {n} scores, {apart:.0f} standard deviations apart", found, 0.93


def _wrong(chance: Random, rounds: int) -> Iterator[Row]:
    """Name, case, share that is called changed, and the most allowed (1: told, not promised)."""
    for until in (10, 20, 50):
        found = false_comfort(chance, rounds // 2, until)
        yield "comfort", f"states what is true, at any entry up to {until}", found, 0.05
        found = false_comfort(chance, rounds // 2, until, 5)
        yield "comfort", f"the same, in fives, up to {until}", found, 1
    yield "reliable change", "the error is the measure's own", false_changes(chance, rounds), 0.055
    yield "reliable change", "scores in whole points", false_changes(chance, rounds, whole=True), 0.055
    yield (
        "reliable change",
        "reliability borrowed .80, in truth .70",
        false_changes(chance, rounds, true=0.7),
        1,
    )
    yield (
        "reliable change",
        "reliability borrowed .80, in truth .90",
        false_changes(chance, rounds, true=0.9),
        0.05,
    )
    yield "reliable change", "twelve looks, any of them", false_changes(chance, rounds // 2, looks=12), 1
    for coarse in (False, True):
        kind = ", answers of 0 to 3" if coarse else ""
        for n in (6, 12, 20):
            yield "trend", f"{n} points{kind}", false_trends(chance, n, rounds // 4, 0, coarse), 0.015
        for alike, most in ((0.3, 0.05), (0.6, 1)):
            case = f"12 points{kind}, neighbours correlated {alike}"
            yield "trend", case, false_trends(chance, 12, rounds // 4, alike, coarse), most
    for alike, most in ((0, 0.07), (0.3, 1)):
        case = f"any look at every fourth of 52, neighbours correlated {alike}"
        yield "trend", case, false_looks(chance, 52, rounds // 5, alike), most


if __name__ == "__main__":
    print("\n".join(coverage()))
