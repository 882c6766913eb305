"""What may be said of a series: better, worse, or too little; never a trend from two points."""

import math
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.change import ordered, phases, reliable, series, slope
from footing.core.change.series import Measure, Why, Word, compare_phases, describe

DAY = date(2026, 9, 2)
SIGN = Measure(0, 3, higher_is_better=False)
SCALE = Measure(0, 81, higher_is_better=True, sd=17, reliability=0.9, source="elsewhere")
few = settings(max_examples=60, derandomize=True, deadline=None, database=None)
values = st.lists(st.integers(0, 12), min_size=3, max_size=14)


def weekly(*scores: float) -> dict[date, float]:
    return {DAY + timedelta(weeks=i): value for i, value in enumerate(scores)}


def test_two_points_are_never_a_trend_however_far_apart() -> None:
    for n in range(6):
        found = describe(weekly(*(20 * i for i in range(n))), SCALE)
        assert (found.trend.word, found.trend.why, found.slope) == (Word.TOO_LITTLE, Why.FEW_POINTS, None)


def test_the_least_number_is_the_least_at_which_chance_is_rare_enough() -> None:
    assert ordered.exact_p(range(5)) == pytest.approx(2 / 120)
    assert ordered.exact_p(range(6)) == pytest.approx(2 / 720)
    assert (
        ordered.exact_p(range(series.LEAST_FOR_TREND)) <= 1 - series.TREND_LEVEL < ordered.exact_p(range(5))
    )


def test_a_trend_is_named_by_what_is_better_on_that_measure() -> None:
    rising, falling = weekly(0, 1, 1, 2, 2, 3, 3), weekly(3, 3, 2, 2, 1, 1, 0)
    assert describe(rising, SIGN).trend.word is Word.WORSE
    assert describe(falling, SIGN).trend.word is Word.BETTER
    found = describe(weekly(*range(10, 17)), SCALE)
    assert found.trend.word is Word.BETTER
    assert found.slope is not None
    assert found.slope[:4] == pytest.approx((1, 10, 1, 1))


def test_what_chance_can_do_is_too_little_to_say() -> None:
    found = describe(weekly(2, 1, 3, 1, 2, 2, 1, 2), SIGN)
    assert (found.trend.word, found.trend.why) == (Word.TOO_LITTLE, Why.CHANCE_CAN)


def test_first_and_last_are_compared_only_where_the_measures_error_is_known() -> None:
    assert describe(weekly(3, 0), SIGN).first_to_last.why is Why.ERROR_UNKNOWN
    assert describe(weekly(40), SCALE).first_to_last.why is Why.ONE_POINT
    assert describe({}, SCALE).first_to_last.why is Why.ONE_POINT
    least = reliable.smallest_reliable(sd=17, reliability=0.9)
    within, beyond = (describe(weekly(40, 40 + least * by), SCALE).first_to_last for by in (0.999, 1.001))
    assert (within.word, within.why) == (Word.TOO_LITTLE, Why.WITHIN_ERROR)
    assert (beyond.word, beyond.why) == (Word.BETTER, None)
    assert describe(weekly(60, 20), SCALE).first_to_last.word is Word.WORSE


def test_a_borrowed_error_is_said_to_be_borrowed_and_no_error_makes_no_band() -> None:
    known, unknown = describe(weekly(40, 80), SCALE), describe(weekly(1, 2), SIGN)
    assert known.borrowed
    assert not unknown.borrowed
    half = 1.959963984540054 * 17 * math.sqrt(0.1)
    assert (known.points[0].low, known.points[0].high) == pytest.approx((40 - half, 40 + half))
    assert known.points[1].high == 81
    assert (unknown.points[0].low, unknown.points[0].high) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [{"sd": 2}, {"reliability": 0.8}, {"sd": 0, "reliability": 0.8, "source": "x"}, {"sd": 2, "reliability": 0.8},
     {"sd": 2, "reliability": 1, "source": "x"}, {"least": 3}],
)  # fmt: skip
def test_a_measure_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"scale|together|reliability|source"):
        Measure(**{"least": 0, "most": 3, "higher_is_better": True, **wrong})


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        describe(weekly(1, 4), SIGN)


def test_phases_are_compared_from_five_scores_each() -> None:
    judged, overlap = compare_phases([1] * 4, [3] * 9, higher_is_better=True)
    assert (judged.word, judged.why, overlap) == (Word.TOO_LITTLE, Why.FEW_POINTS, None)
    assert compare_phases([1] * 5, [3] * 5, higher_is_better=True)[0].word is Word.BETTER
    assert compare_phases([1] * 5, [3] * 5, higher_is_better=False)[0].word is Word.WORSE
    assert compare_phases([1, 2, 1, 2, 1], [2, 1, 2, 1, 2], higher_is_better=True)[0].why is Why.CHANCE_CAN


@pytest.mark.parametrize("x", [(1, 1, 2, 3, 3, 4), (1, 2, 3, 4, 5), (0, 0, 0, 1, 1, 1), (2, 2, 2), (5, 1)])
def test_the_exact_p_is_the_share_of_all_orders(x: tuple[int, ...]) -> None:
    every = [ordered.score(order) for order in permutations(x)]
    for order in set(permutations(x)):
        own = abs(ordered.score(order))
        wanted = Fraction(sum(abs(s) >= own for s in every), len(every))
        assert ordered.exact_p(order) == pytest.approx(float(wanted), abs=1e-12)


@few
@given(values, st.integers(1, 5), st.integers(-3, 3))
def test_trends_follow_the_values_turned_moved_and_stretched(x: list[int], by: int, more: int) -> None:
    moved = [by * v + more for v in x]
    assert (
        ordered.exact_p(moved)
        == ordered.exact_p(x)
        == ordered.exact_p([-v for v in x])
        == ordered.exact_p(x[::-1])
    )
    t = range(len(x))
    before, after = slope.theil_sen(t, x), slope.theil_sen(t, moved)
    assert (after.slope, after.low, after.high) == pytest.approx(
        (by * before.slope, by * before.low, by * before.high)
    )
    assert before.low <= before.slope <= before.high
    assert slope.theil_sen(t, [-v for v in x]).slope == pytest.approx(-before.slope)


@few
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=9), st.lists(st.integers(0, 9), min_size=2, max_size=9)
)
def test_overlap_turns_with_the_phases(a: list[int], b: list[int]) -> None:
    found = phases.nap_overlap(a, b)
    assert phases.nap(b, a) == pytest.approx(1 - found.value)
    assert phases.nap(a, b, falling=True) == pytest.approx(1 - found.value)
    assert 0 <= found.interval.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.interval.high <= 1
    for index in (phases.pnd, phases.pem):
        assert 0 <= index(a, b) <= 1
    assert -1 <= phases.ird(a, b) <= 1


@few
@given(st.floats(0, 60), st.floats(0, 60), st.floats(1, 20), st.floats(0, 0.98))
def test_a_change_and_its_opposite(before: float, after: float, sd: float, r: float) -> None:
    about = {"sd": sd, "reliability": r}
    rc = reliable.reliable_change(before, after, **about)
    assert reliable.reliable_change(after, before, **about) == -rc
    there = reliable.classify(before, after, **about)
    back = reliable.classify(before, after, **about, higher_is_better=False)
    kind = reliable.Class
    opposite = {kind.UNCHANGED: kind.UNCHANGED, kind.IMPROVED: kind.DETERIORATED,
                kind.DETERIORATED: kind.IMPROVED}  # fmt: skip
    assert back is opposite[there]


def test_what_has_no_spread_has_no_figure() -> None:
    assert ordered.kendall([1, 2, 3], [2, 2, 2]) is None
    assert ordered.hamed_rao([1, 2, 3, 4, 5]) is None
    assert phases.smd([2, 2, 2, 2], [3, 4, 5]) is None
    assert phases.log_ratio([0, 0, 0], [1, 2, 3]) is None


@pytest.mark.parametrize(
    "call",
    [lambda: ordered.mann_kendall([1, 2]), lambda: ordered.kendall([1], [1]), lambda: slope.theil_sen([1, 1], [1, 2]),
     lambda: slope.exact_theil_sen([1, 1, 2, 3, 4, 5], range(6)), lambda: phases.nap_overlap([1], [1, 2]),
     lambda: ordered.hamed_rao([1, 2])],
)  # fmt: skip
def test_too_little_for_a_figure_is_refused(call: Any) -> None:
    with pytest.raises(ValueError, match=r"at least|as many|one value"):
        call()


def test_the_exact_test_is_what_keeps_chance_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 0.80 a fifth of level series would be called changed; as it stands at most one in a hundred."""
    chance = Random(7)
    rows = [weekly(*(chance.choice(range(82)) for _ in range(8))) for _ in range(150)]

    def called() -> int:
        return sum(describe(row, SCALE).trend.word is not Word.TOO_LITTLE for row in rows)

    assert called() <= 5
    monkeypatch.setattr(series, "TREND_LEVEL", 0.8)
    assert called() >= 15


@few
@given(values)
def test_the_score_is_rising_pairs_minus_falling_pairs(x: list[int]) -> None:
    pairs = ((a, b) for i, a in enumerate(x) for b in x[i + 1 :])
    assert ordered.score(x) == sum((b > a) - (b < a) for a, b in pairs)


def test_above_the_exact_count_the_normal_one_says_the_same() -> None:
    chance = Random(11)
    for n in (34, 41, 52):
        for slope_ in (0, 0.02, 0.04, 0.06):
            x = [min(4, max(0, round(2 + slope_ * (i - n / 2) + chance.gauss()))) for i in range(n)]
            assert ordered.order_p(x) == pytest.approx(ordered.exact_p(x), abs=0.004)
            assert (ordered.order_p(x) <= 0.01) == (ordered.exact_p(x) <= 0.01)
    assert ordered.order_p(range(9)) == ordered.exact_p(range(9))


def test_above_the_exact_count_the_interval_leaves_out_as_many_slopes() -> None:
    n = 40
    left_out, covers = slope._left_out(n, 0.95)
    exact = next(k for k in range(n * n) if 2 * ordered.share_at_most(k + 1, n) > 0.05)
    assert abs(left_out - exact) <= 1
    assert covers == pytest.approx(1 - 2 * ordered.share_at_most(left_out, n), abs=0.002)
    found = slope.exact_theil_sen(range(n), [3 + 0.5 * t for t in range(n)])
    assert found is not None
    assert found[:4] == pytest.approx((0.5, 3, 0.5, 0.5))


def test_the_scatter_is_how_far_values_lie_from_the_line() -> None:
    found = describe(weekly(1, 2, 1, 2, 1, 2), SIGN)
    assert found.slope is not None
    left = [
        point.value - found.slope.intercept - found.slope.slope * i for i, point in enumerate(found.points)
    ]
    assert found.scatter == pytest.approx(math.sqrt(sum(r * r for r in left) / 4))
    assert describe(weekly(*range(6)), SCALE).scatter == pytest.approx(0)
    assert describe(weekly(1, 2, 1, 2, 1), SIGN).scatter is None
    with pytest.raises(ValueError, match="at least three"):
        slope.scatter([1, 2], [1, 2], found.slope)


def test_looks_are_set_beforehand_at_every_fourth_point() -> None:
    assert [series.looked_at(n) for n in range(16)] == [0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 10, 10, 10, 10, 14, 14]


def test_three_years_of_weeks_are_described_in_a_few_milliseconds() -> None:
    import time

    chance = Random(3)
    years = weekly(*(chance.randint(0, 3) for _ in range(157)))
    describe(years, SIGN)
    began = time.process_time()
    for _ in range(5):
        describe(years, SIGN)
    assert time.process_time() - began < 0.1
