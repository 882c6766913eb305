"""What holds of scores and intervals whatever the numbers."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.prediction import rate, scores
from footing.core.prediction.beta import quantile, share_below
from footing.core.prediction.paired import median_interval
from footing.core.prediction.spread import parts

few = settings(max_examples=50, derandomize=True, deadline=None, database=None)
of = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
told = st.lists(
    st.tuples(st.integers(0, 20).map(lambda p: p / 20), st.integers(0, 1)), min_size=2, max_size=50
)
INTERVALS = [rate.jeffreys, rate.shown, rate.wilson, rate.clopper_pearson, rate.agresti_coull]


@few
@given(of)
def test_an_interval_holds_what_was_seen_and_mirrors(kn: tuple[int, int]) -> None:
    k, n = kn
    for interval in INTERVALS:
        low, high = interval(k, n)
        assert 0 <= low <= high <= 1
        if interval is not rate.jeffreys or 0 < k < n:
            assert low - 1e-12 <= k / n <= high + 1e-12
        assert interval(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)
        wide = interval(k, n, 0.99)
        assert wide.low <= low + 1e-12
        assert wide.high >= high - 1e-12


@few
@given(st.floats(0.5, 60), st.floats(0.5, 60), st.floats(0.001, 0.999))
def test_quantile_and_share_undo_each_other(a: float, b: float, share: float) -> None:
    assert share_below(quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-9)


def test_the_beta_distribution_where_it_is_known_by_hand() -> None:
    assert share_below(0.3, 1, 1) == pytest.approx(0.3, abs=1e-14)
    assert share_below(0.3, 2, 1) == pytest.approx(0.09, abs=1e-14)
    assert share_below(0.3, 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(0.3)), abs=1e-14)


@few
@given(told)
def test_the_parts_add_up_to_the_score(pairs: list[tuple[float, int]]) -> None:
    p, o = [a for a, _ in pairs], [b for _, b in pairs]
    whole = scores.brier(p, o)
    for three in (scores.murphy(p, o), scores.ferro_fricker(p, o)):
        assert three.reliability - three.resolution + three.uncertainty == pytest.approx(whole, abs=1e-9)
    mcb, dsc, unc = scores.corp(p, o)
    assert mcb - dsc + unc == pytest.approx(whole, abs=1e-12)
    assert min(mcb, dsc) >= -1e-12
    assert dsc <= unc + 1e-12
    assert unc == scores.base_rate_brier(o)


@few
@given(told)
def test_bins_that_hold_one_value_each_are_the_same_groups(pairs: list[tuple[float, int]]) -> None:
    p, o = [a for a, _ in pairs if a], [b for a, b in pairs if a]
    if len(p) > 1:
        assert parts(p, o, 20).value == pytest.approx(scores.murphy(p, o), abs=1e-9)


def test_bins_that_hold_several_values_do_not_add_up() -> None:
    """0 and .1 share a bin of ten: over bins as peers make them the parts miss the score."""
    p, o = [0.0, 0.1, 0.9], [0, 1, 1]
    three = parts(p, o, 10).value
    missed = scores.brier(p, o) - (three.reliability - three.resolution + three.uncertainty)
    assert abs(missed) > 0.01


@few
@given(told)
def test_the_curve_is_the_best_rising_one(pairs: list[tuple[float, int]]) -> None:
    """No rising curve made by moving one step scores better."""
    p, o = [a for a, _ in pairs], [b for _, b in pairs]
    fitted = scores.recalibrated(p, o)
    best = scores.brier(fitted, o)
    for step in scores.curve(p, o):
        for rate_moved in (step.rate - 0.01, step.rate + 0.01):
            moved = [
                min(1.0, max(0.0, rate_moved)) if step.low <= a <= step.high else f
                for a, f in zip(p, fitted, strict=True)
            ]
            assert scores.brier(moved, o) >= best - 1e-12


@pytest.mark.parametrize("wrong", [(1, 0), (-1, 5), (6, 5)])
def test_counts_that_cannot_be_are_refused(wrong: tuple[int, int]) -> None:
    for interval in INTERVALS:
        with pytest.raises(ValueError, match="k of n"):
            interval(*wrong)
    with pytest.raises(ValueError, match="count"):
        rate.bounds(1, 2, -1)
    with pytest.raises(ValueError, match="level"):
        rate.jeffreys(1, 2, 1.0)


@pytest.mark.parametrize("wrong", [([], []), ([0.5], [1, 0]), ([1.5], [1]), ([0.5], [0.5])])
def test_predictions_that_cannot_be_are_refused(wrong: tuple[list[float], list[float]]) -> None:
    for figure in (scores.brier, scores.murphy, scores.corp, scores.overestimate, scores.curve):
        with pytest.raises(ValueError, match=r"outcomes|p from"):
            figure(*wrong)


def test_steps_of_the_same_rate_are_one_step() -> None:
    assert scores.curve([0.2, 0.2, 0.8, 0.8], [0, 1, 0, 1]) == (scores.CurvePoint(0.2, 0.8, 4, 2, 0.5),)
    assert [step.n for step in scores.curve([0.2, 0.2, 0.8, 0.8], [0, 1, 1, 1])] == [2, 2]


@few
@given(st.integers(1, 1500), st.floats(0, 1), st.sampled_from([0.0005, 0.005, 0.025, 0.5, 0.975, 0.995]))
def test_newtons_quantile_is_the_one_that_halving_finds(n: int, part: float, share: float) -> None:
    k = round(n * part)
    a, b = k + 0.5, n - k + 0.5
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if share_below(middle, a, b) < share else (low, middle)
    assert quantile(share, a, b) == pytest.approx(high, rel=1e-10)


@pytest.mark.parametrize("level", [0.95, 0.99])
def test_the_median_interval_leaves_out_as_many_as_the_binomial_allows(level: float) -> None:
    for n in (0, 1, 5, 6, 8, 9, 50, 333):
        most = Fraction((1 - level) / 2) * 2**n
        allowed = [k for k in range(n // 2) if sum(math.comb(n, i) for i in range(k + 1)) <= most]
        expected = (allowed[-1], n - 1 - allowed[-1]) if allowed else None
        assert median_interval(range(n), level) == expected
