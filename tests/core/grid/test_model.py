"""What the trust map says, what it does not say, and how often it would be wrong."""

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from bench import trustmaps
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.grid import There, TrustMap, Verdict, model, of_person, trust_map
from footing.core.grid.exact import MOST, Rank, rank

few = settings(max_examples=60, deadline=None)
pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6)
stars = st.none() | st.integers(1, 5).map(float)


def score(x: Sequence[float], y: Sequence[float]) -> int:
    return sum(
        ((x[j] > x[i]) - (x[j] < x[i])) * ((y[j] > y[i]) - (y[j] < y[i]))
        for i, j in itertools.combinations(range(len(x)), 2)
    )


def verdicts(found: TrustMap) -> dict[int, Verdict]:
    return {quality.index: quality.verdict for quality in found.qualities}


@few
@given(pairs)
def test_the_exact_share_is_that_of_all_orders_tried_one_by_one(people: list[tuple[int, int]]) -> None:
    x, y = [a for a, _ in people], [b for _, b in people]
    found = rank(x, y)
    scores = [score(x, order) for order in itertools.permutations(y)]
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert (found.tau, found.p, found.least) == (None, 1, 1)
        return

    def doubled(hits: Sequence[int]) -> float:
        return float(min(Fraction(1), Fraction(2 * len(hits), len(scores))))

    own = score(x, y)
    tails = ([s for s in scores if s >= own], [s for s in scores if s <= own])
    ends = ([s for s in scores if s == max(scores)], [s for s in scores if s == min(scores)])
    assert found.p == pytest.approx(min(map(doubled, tails)))
    assert found.least == pytest.approx(min(map(doubled, ends)))
    assert found.pairs >= found.agree >= 0
    assert 2 * found.agree - found.pairs == own


def test_ten_people_without_ties_counted_by_hand() -> None:
    x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [4, 7, 2, 10, 3, 6, 8, 1, 5, 9]
    found = rank(x, y)
    assert found.tau == pytest.approx(score(x, y) / 45)
    best = rank(x, x)
    assert best == Rank(45, 45, 1.0, 2 / math.factorial(10), 2 / math.factorial(10))
    swapped = rank(x, [1, 2, 3, 4, 5, 6, 7, 8, 10, 9])
    assert swapped.p == pytest.approx(
        2 * 10 / math.factorial(10)
    )  # the best order and nine that are one swap away


def test_twelve_people_without_ties_sum_to_every_order() -> None:
    x = list(range(MOST))
    found = rank(x, [*range(1, MOST), 0])
    assert 0 < found.p < 1
    with pytest.raises(ValueError, match="at most 12"):
        rank(list(range(13)), list(range(13)))
    with pytest.raises(ValueError, match="same people"):
        rank([1, 2], [1])


def test_what_goes_with_trust_comes_first_and_what_goes_against_it_last() -> None:
    trust = [0, 1, 2, 3, 4, 5, 6, 7]
    with_it, against = [1, 1, 2, 3, 3, 4, 5, 5], [5, 5, 4, 3, 3, 2, 1, 1]
    found = trust_map([[1, 5, 2, 4, 4, 2, 5, 1], against, with_it, [3] * 8], trust)
    assert [quality.index for quality in found.qualities] == [2, 0, 1, 3]
    assert verdicts(found) == {
        0: Verdict.UNCLEAR, 1: Verdict.AGAINST, 2: Verdict.WITH, 3: Verdict.TOO_LITTLE,
    }  # fmt: skip
    assert found.first == 2
    assert found.with_trust == (2,)
    assert (found.qualities[0].agree, found.qualities[0].pairs) == (25, 25)
    assert found.qualities[3].tau is None
    assert found.qualities[3].p is None


def test_four_people_are_too_few_whatever_they_say() -> None:
    found = trust_map([[1, 2, 3, 4]], [1, 2, 3, 4])
    assert found.qualities[0].verdict is Verdict.TOO_LITTLE
    assert (found.qualities[0].agree, found.qualities[0].pairs) == (6, 6)
    assert found.qualities[0].p is None
    assert (found.first, found.enough_at) == (None, 5)
    assert verdicts(trust_map([[1, 2, 3, 4, 5]], [1, 2, 3, 4, 5])) == {0: Verdict.WITH}


def test_the_more_qualities_are_asked_the_more_people_it_takes() -> None:
    five = [[1, 2, 3, 4, 5]]
    assert verdicts(trust_map(five * 3, [1, 2, 3, 4, 5]))[0] is Verdict.WITH
    assert len({quality.p for quality in trust_map(five * 3, [1, 2, 3, 4, 5]).qualities}) == 1
    assert verdicts(trust_map(five * 8, [1, 2, 3, 4, 5]))[0] is Verdict.PERHAPS_WITH
    assert set(verdicts(trust_map(five * 13, [1, 2, 3, 4, 5])).values()) == {Verdict.TOO_LITTLE}
    assert trust_map(five * 13, [1, 2, 3, 4, 5]).enough_at == 6


def test_ties_that_leave_no_room_are_too_little_and_not_unclear() -> None:
    found = trust_map([[1, 1, 1, 1, 1, 5]], [3, 3, 3, 3, 3, 4])
    assert found.qualities[0].verdict is Verdict.TOO_LITTLE  # one in six by chance
    # A quality that could never have shown does not make it harder for another one.
    trust = [1, 2, 3, 4, 5, 5]
    alone, both = trust_map([trust], trust), trust_map([trust, [1, 1, 1, 1, 1, 5]], trust)
    assert verdicts(both) == {0: Verdict.WITH, 1: Verdict.TOO_LITTLE}
    assert both.qualities[0].p == alone.qualities[0].p


def test_nobody_and_nothing_are_maps_too() -> None:
    assert trust_map([], []) == TrustMap((), None, 0, 5)
    empty = trust_map([[None, None], [1, float("nan")]], [None, 3])
    assert set(verdicts(empty).values()) == {Verdict.TOO_LITTLE}
    assert [quality.people for quality in empty.qualities] == [0, 0]
    assert empty.people == 1
    with pytest.raises(ValueError, match="each person"):
        trust_map([[1, 2]], [1, 2, 3])
    with pytest.raises(ValueError, match="at most 12"):
        trust_map([], [1] * 13)


def test_first_needs_to_stand_whoever_is_left_out() -> None:
    trust = [1, 2, 3, 4, 5, 6, 7, 8]
    clear = [1, 2, 3, 4, 5, 6, 7, 8]
    assert trust_map([clear, [2, 1, 4, 3, 6, 5, 8, 7]], trust).first == 0
    assert trust_map([clear, clear], trust).first is None
    # The second is only one person away from the first.
    assert trust_map([clear, [1, 2, 3, 4, 5, 6, 8, 7]], trust).first is None


@few
@given(st.integers(1, 4), st.integers(2, 8), st.data())
def test_the_order_of_people_and_the_numbers_of_a_scale_do_not_matter(
    rows: int, people: int, data: st.DataObject
) -> None:
    ratings = data.draw(
        st.lists(st.lists(stars, min_size=people, max_size=people), min_size=rows, max_size=rows)
    )
    trust = data.draw(st.lists(stars, min_size=people, max_size=people))
    order = data.draw(st.permutations(range(people)))
    one = trust_map(ratings, trust)
    moved = trust_map([[row[i] for i in order] for row in ratings], [trust[i] for i in order])
    stretched = trust_map(ratings, [None if value is None else value**3 + 7 for value in trust])
    assert moved == one
    assert stretched == one
    turned = trust_map([[None if v is None else 6 - v for v in row] for row in ratings], trust)
    for quality in one.qualities:
        other = next(q for q in turned.qualities if q.index == quality.index)
        assert other.p == pytest.approx(quality.p)
        assert (other.agree, other.pairs) == (quality.pairs - quality.agree, quality.pairs)
    assert trust_map(ratings, trust) == one


def test_one_person_is_told_by_quality_and_never_by_a_sum() -> None:
    ratings = [[1, 5], [3, 4], [None, 2], [5, 1], [2, float("nan")]]
    found = of_person(ratings, person=0, scale=(1, 5), qualities=[3, 0, 1, 2, 3])
    assert found == There(there=(3,), missing=(0,), between=(1,), unrated=(2,))
    assert of_person(ratings, person=1, scale=(1, 5), qualities=[4, 0, 1]) == There((0, 1), (), (), (4,))
    assert set(There.__dataclass_fields__) == {"there", "missing", "between", "unrated"}
    for person, qualities in ((2, [0]), (-1, [0]), (0, [5]), (0, [-1])):
        with pytest.raises(IndexError):
            of_person(ratings, person=person, scale=(1, 5), qualities=qualities)


def test_false_words_are_as_rare_as_promised() -> None:
    seen = trustmaps.simulate(7, 6, 0.0, maps=80)
    assert trustmaps.holds(seen, 80)
    assert seen.hinted > 0  # the promise was tried


def test_without_the_correction_for_many_qualities_the_simulation_would_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(model, "_adjusted", lambda ranks, people: [of.p for of in ranks])
    assert not trustmaps.holds(trustmaps.simulate(7, 6, 0.0, maps=80), 80)
