"""Intervals hold the truth as often as they say: small counts of what `make prove` counts in full."""

from random import Random
from statistics import fmean

from bench import coverage

from footing.core.prediction.rate import Interval

NOMINAL, ROUNDS = 0.95, 400


def test_the_interval_that_people_see_holds_the_rate_95_times_of_100() -> None:
    for n in (10, 20):
        found = [coverage.held("shown (Jeffreys, ends closed)", n, rate) for rate in coverage.RATES[::4]]
        assert abs(fmean(found) - NOMINAL) < 0.01
        assert min(found) > 0.85


def test_the_exact_interval_never_holds_it_less_often() -> None:
    assert all(coverage.held("Clopper-Pearson", 10, rate) >= NOMINAL - 1e-9 for rate in coverage.RATES)


def test_fears_that_hang_together_make_it_too_narrow() -> None:
    apart, together = (coverage.held("Jeffreys", 20, 0.3, block) for block in (1, 5))
    assert together < apart - 0.1


def test_an_interval_that_is_too_narrow_shows() -> None:
    coverage.INTERVALS["narrow"] = lambda k, n: Interval(k / n - 0.1, k / n + 0.1)
    try:
        assert fmean(coverage.held("narrow", 10, rate) for rate in coverage.RATES) < 0.7
    finally:
        del coverage.INTERVALS["narrow"]


def test_the_simulated_ones_hold_it_too() -> None:
    chance = Random(coverage.SEED)
    assert coverage.overestimated(chance, 20, ROUNDS, 0.3) > 0.93
    assert coverage.medians(chance, 10, ROUNDS, (1, 4, 9, 5, 2, 1, 1)) > 0.95
    assert coverage.slopes(chance, 8, ROUNDS, 0) > 0.93
    assert coverage.overlaps(chance, 5, 5, ROUNDS // 4, 1) > 0.88


def test_verdicts_where_nothing_changed() -> None:
    chance = Random(coverage.SEED)
    assert 0.03 < coverage.false_changes(chance, 2 * ROUNDS) < 0.07
    assert coverage.false_changes(chance, ROUNDS, looks=12) > 0.2
    assert coverage.false_trends(chance, 12, ROUNDS, 0, True) < 0.03


def test_how_soon_the_stop_rule_stops() -> None:
    assert [coverage.stopped_after(rate) for rate in (0.1, 0.3, 0.5)] == [27, 9, 5]
