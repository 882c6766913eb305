"""What must hold whatever was chosen: numbers change nothing, evenness says nothing, a choice speaks for the chosen."""

from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from footing.core.preference import next_pair, rank
from footing.core.preference.posterior import APART_LEVEL, MOST_PAIRS, STEADINESS, Floats

few = settings(max_examples=40, deadline=None)


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> Floats:
    items = draw(st.integers(2, most))
    counts = st.lists(st.integers(0, 3), min_size=items * items, max_size=items * items)
    wins = np.array(draw(counts), float).reshape(items, items)
    np.fill_diagonal(wins, 0)
    return wins


@few
@given(tables(), st.randoms(use_true_random=False))
def test_how_things_are_numbered_only_orders_the_answer(wins: Floats, chance: Any) -> None:
    order = list(range(len(wins)))
    chance.shuffle(order)
    one, other = rank(wins), rank(wins[np.ix_(order, order)])
    assert_allclose(other.top, one.top[order], atol=1e-9)
    assert_allclose(other.places, one.places[order], atol=1e-9)
    assert_allclose(other.before, one.before[np.ix_(order, order)], atol=1e-9)
    assert_allclose(other.steadiness, one.steadiness, atol=1e-9)


@few
@given(tables())
def test_chances_are_chances(wins: Floats) -> None:
    found = rank(wins)
    assert_allclose(found.top.sum(), 1)
    assert_allclose(found.places.sum(axis=0), 1)
    assert_allclose(found.places.sum(axis=1), 1)
    assert_allclose(found.before + found.before.T, 1 - np.eye(len(wins)))
    assert_allclose(found.places[:, 0], found.top)
    assert_allclose(found.steadiness.sum(), 1)
    assert sorted(found.order) == list(range(len(wins)))
    assert 0 < found.probability <= 1


@few
@given(tables(), st.integers(0, 4), st.integers(0, 4))
def test_one_more_choice_never_speaks_against_the_chosen(wins: Floats, i: int, j: int) -> None:
    assume(i != j and max(i, j) < len(wins))
    more = wins.copy()
    more[i, j] += 1
    assert rank(more).before[i, j] >= rank(wins).before[i, j] - 1e-12


@few
@given(tables())
def test_as_many_choices_each_way_tell_nobody_apart(wins: Floats) -> None:
    found = rank(wins + wins.T)
    assert_allclose(found.before, (1 - np.eye(len(wins))) / 2, atol=1e-9)
    assert found.together == (found.order,)


@few
@given(tables(4))
def test_the_order_is_cut_where_neighbours_are_told_apart(wins: Floats) -> None:
    found = rank(wins)
    assert [item for group in found.together for item in group] == list(found.order)
    ends = {group[-1] for group in found.together[:-1]}
    for one, other in pairwise(found.order):
        assert (one in ends) == (found.before[one, other] >= APART_LEVEL)


def test_without_a_choice_every_order_is_as_likely() -> None:
    found = rank(np.zeros((4, 4)))
    assert found.probability == pytest.approx(1 / 24)
    assert_allclose(found.top, [0.25] * 4)
    assert_allclose(found.steadiness, [1 / len(STEADINESS)] * len(STEADINESS))


def test_one_choice_between_two_is_the_integral_over_all_worths() -> None:
    gaps = np.linspace(-12, 12, 200_001)
    density = np.exp(-(gaps**2) / 4)
    for steady in STEADINESS:
        chance = density / (1 + np.exp(-steady * gaps))
        exact = chance[gaps > 0].sum() / chance.sum()
        found = rank([[0, 1], [0, 0]], steadiness=(steady,)).top[0]
        assert found == pytest.approx(exact, abs=0.002)


def test_six_things_are_the_sum_over_worths_drawn_by_chance() -> None:
    chance = np.random.default_rng(1)
    wins = np.zeros((6, 6))
    for i, j in ((0, 1), (0, 2), (2, 3), (4, 0), (4, 5), (1, 3)):
        wins[i, j] += 1
    worths = chance.normal(size=(200_000, 6))
    steady = chance.choice(STEADINESS, len(worths))
    weight = np.prod(
        [1 / (1 + np.exp(-steady * (worths[:, i] - worths[:, j]))) for i, j in np.argwhere(wins)], axis=0
    )
    drawn = np.bincount(worths.argmax(axis=1), weight, 6) / weight.sum()
    assert_allclose(rank(wins).top, drawn, atol=0.01)


def test_a_choice_is_believed_more_of_somebody_who_is_steady() -> None:
    steady = [[0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1], [0, 0, 0, 0]]
    round_ = [[0, 1, 0, 1], [0, 0, 1, 1], [1, 0, 0, 1], [0, 0, 0, 0]]
    assert rank(steady).steadiness[-1] > rank(round_).steadiness[-1]
    assert rank(steady).order == (0, 1, 2, 3)


@few
@given(tables(4))
def test_the_next_pair_is_the_one_that_narrows_down_the_first_most(wins: Floats) -> None:
    found = next_pair(wins, each=99, most=999)
    assert found is not None
    assert found == next_pair(wins, each=99, most=999)

    def bits(top: Floats) -> float:
        return float(-(top[top > 0] * np.log2(top[top > 0])).sum())

    def expected(i: int, j: int) -> float:
        one, other = wins.copy(), wins.copy()
        one[i, j] += 1
        other[j, i] += 1
        by_steady = [_chance(wins, i, j), 1 - _chance(wins, i, j)]
        return (
            bits(rank(wins).top) - by_steady[0] * bits(rank(one).top) - by_steady[1] * bits(rank(other).top)
        )

    gains = {(i, j): expected(i, j) for i in range(len(wins)) for j in range(i + 1, len(wins))}
    assert found.bits == pytest.approx(max(gains.values()), abs=1e-8)
    assert gains[found.one, found.other] == pytest.approx(max(gains.values()), abs=1e-8)


def _chance(wins: Floats, i: int, j: int) -> float:
    """That i is chosen over j next: what the top would be worth on average before and after has to agree."""
    one, other = wins.copy(), wins.copy()
    one[i, j] += 1
    other[j, i] += 1
    now, up, down = (rank(table).before[i, j] for table in (wins, one, other))
    return float((now - down) / (up - down))


def test_pairs_end_after_eight_or_once_each_was_asked_twice() -> None:
    wins = np.zeros((5, 5))
    asked = []
    while pair := next_pair(wins):
        wins[pair.one, pair.other] += 0.5
        wins[pair.other, pair.one] += 0.5
        asked.append((pair.one, pair.other))
    assert len(asked) == MOST_PAIRS
    assert next_pair([[0, 1], [1, 0]]) is None
    assert next_pair([[0, 1], [0, 0]], each=1) is None


def test_before_any_choice_the_first_two_are_asked_about() -> None:
    pair = next_pair(np.zeros((3, 3)))
    assert pair is not None
    assert (pair.one, pair.other) == (0, 1)


@pytest.mark.parametrize("items", [1, 8])
def test_so_few_or_so_many_are_refused(items: int) -> None:
    with pytest.raises(ValueError, match="2 to 7"):
        rank(np.zeros((items, items)))


def test_the_same_order_is_the_first_whatever_the_numbers() -> None:
    for order in permutations(range(4)):
        wins = np.zeros((4, 4))
        for place, one in enumerate(order):
            wins[one, list(order[place + 1 :])] = 2
        assert rank(wins).order == order
