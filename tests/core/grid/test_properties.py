"""What must not matter does not: order, the way a construct is written, where a scale begins."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from footing.core.grid import GridAnalysis, analyse
from footing.core.grid.relations import Floats

SCALE = (1.0, 7.0)
few = settings(max_examples=60, deadline=None)


@st.composite
def grids(draw: st.DrawFn) -> Floats:
    rows, columns = draw(st.integers(2, 7)), draw(st.integers(3, 8))
    rating = st.one_of(st.integers(1, 7).map(float), st.integers(1, 7).map(float), st.just(float("nan")))
    values = st.lists(rating, min_size=columns, max_size=columns)
    return np.array(draw(st.lists(values, min_size=rows, max_size=rows)))


def of(grid: Floats, **more: Any) -> GridAnalysis:
    return analyse(grid, scale=SCALE, self_index=0, ideal_index=1, **more)


def same(one: Any, other: Any) -> None:
    assert_allclose(np.asarray(one, float), np.asarray(other, float), rtol=0, atol=1e-8)


def near(one: float | None, other: float | None) -> None:
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        same(one, other)


@few
@given(grids(), st.randoms(use_true_random=False))
def test_the_order_of_constructs_only_orders_the_answer(grid: Floats, chance: Any) -> None:
    order = list(range(len(grid)))
    chance.shuffle(order)
    one, other = of(grid), of(grid[order])
    same(other.construct_correlations, one.construct_correlations[np.ix_(order, order)])
    same(other.construct_intensity, one.construct_intensity[order])
    same(other.slater_distances, one.slater_distances)
    same(other.element_distances, one.element_distances)
    same(other.explained, one.explained)
    assert other.triads == one.triads
    assert one.kinds is not None
    assert other.kinds == tuple(one.kinds[i] for i in order)
    assert one.dilemmas is not None
    assert other.dilemmas is not None
    assert {(order[d.congruent], order[d.discrepant]) for d in other.dilemmas} == {
        (d.congruent, d.discrepant) for d in one.dilemmas
    }
    near(one.intensity, other.intensity)


@few
@given(grids(), st.randoms(use_true_random=False))
def test_the_order_of_elements_only_orders_the_answer(grid: Floats, chance: Any) -> None:
    order = list(range(grid.shape[1]))
    chance.shuffle(order)
    one = of(grid)
    other = analyse(grid[:, order], scale=SCALE, self_index=order.index(0), ideal_index=order.index(1))
    same(other.construct_correlations, one.construct_correlations)
    for name in ("element_correlations", "element_rc", "element_distances", "slater_distances"):
        same(getattr(other, name), getattr(one, name)[np.ix_(order, order)])
    same(other.singular_values, one.singular_values)
    assert (other.kinds, other.triads, other.missing) == (one.kinds, one.triads, one.missing)
    near(one.pvaff, other.pvaff)


@few
@given(grids(), st.data())
def test_poles_swapped_turn_signs_and_nothing_else(grid: Floats, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(grid) - 1))
    turned = grid.copy()
    turned[row] = sum(SCALE) - turned[row]
    sign = np.ones(len(grid))
    sign[row] = -1
    one, other = of(grid), of(turned)
    same(other.construct_correlations, one.construct_correlations * np.outer(sign, sign))
    for name in (
        "element_rc",
        "element_distances",
        "slater_distances",
        "singular_values",
        "construct_intensity",
    ):
        same(getattr(other, name), getattr(one, name))
    assert other.conflict_triads == one.conflict_triads
    assert other.kinds == one.kinds
    assert one.dilemmas is not None
    assert other.dilemmas is not None
    pairs = [(d.congruent, d.discrepant) for d in one.dilemmas]
    assert [(d.congruent, d.discrepant) for d in other.dilemmas] == pairs
    same([d.correlation for d in other.dilemmas], [d.correlation for d in one.dilemmas])
    near(one.pvaff, other.pvaff)


@few
@given(grids(), st.integers(-50, 50))
def test_where_the_scale_begins_does_not_matter(grid: Floats, shift: int) -> None:
    one = of(grid)
    other = analyse(grid + shift, scale=(SCALE[0] + shift, SCALE[1] + shift), self_index=0, ideal_index=1)
    for name in ("construct_correlations", "element_correlations", "element_rc", "element_distances",
                 "slater_distances", "singular_values", "explained"):  # fmt: skip
        same(getattr(other, name), getattr(one, name))
    assert (other.kinds, other.triads, other.undefined) == (one.kinds, one.triads, one.undefined)


@few
@given(grids(), st.data())
def test_a_construct_twice_is_the_same_construct(grid: Floats, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(grid) - 1))
    one, other = of(grid), of(np.vstack([grid, grid[row]]))
    r = other.construct_correlations
    same(r[:-1, :-1], one.construct_correlations)
    same(r[-1, :-1], one.construct_correlations[row])
    assert np.isnan(r[row, -1]) or abs(r[row, -1] - 1) < 1e-9
    assert other.kinds is not None
    assert other.kinds[-1] is other.kinds[row]
    same(other.biplot.constructs[-1], other.biplot.constructs[row])


@few
@given(grids(), st.data())
def test_an_element_twice_is_nowhere_else(grid: Floats, data: st.DataObject) -> None:
    column = data.draw(st.integers(0, grid.shape[1] - 1))
    one, other = of(grid), of(np.hstack([grid, grid[:, [column]]]))
    apart = other.element_distances
    same(apart[:-1, :-1], one.element_distances)
    assert np.isnan(apart[column, -1]) or apart[column, -1] == 0
    same(other.biplot.elements[-1], other.biplot.elements[column])


@few
@given(grids())
def test_every_figure_is_in_its_range_and_every_gap_has_its_reason(grid: Floats) -> None:
    found = of(grid)
    for name in ("construct_correlations", "element_correlations", "element_rc"):
        values = getattr(found, name)
        assert np.nanmax(np.abs(np.append(values, 0))) <= 1
        same(values, values.T)
    assert np.all(np.diff(found.singular_values) <= 1e-9)
    named = {(gap.field, place) for gap in found.undefined for place in gap.where}
    for name in ("construct_correlations", "element_correlations", "element_rc", "element_distances",
                 "slater_distances", "explained", "construct_intensity", "element_intensity"):  # fmt: skip
        for place in np.argwhere(np.isnan(getattr(found, name))).tolist():
            assert (name, tuple(sorted(place))) in named
    for name in ("pvaff", "intensity"):
        assert (getattr(found, name) is None) == any(gap.field == name for gap in found.undefined)
    for name in ("constructs", "elements"):
        for place in np.argwhere(np.isnan(getattr(found.biplot, name))).tolist():
            assert (f"biplot.{name}", (place[0],)) in named


@few
@given(grids())
def test_the_picture_comes_as_near_as_its_shares_say(grid: Floats) -> None:
    found = of(grid)
    if found.pvaff is None:
        return
    means = np.nan_to_num(grid).sum(1) / np.maximum((~np.isnan(grid)).sum(1), 1)
    centred = np.nan_to_num(grid - means[:, None])
    axes = found.biplot.constructs.shape[1]
    drawn = np.nan_to_num(found.biplot.constructs) @ np.nan_to_num(found.biplot.elements).T
    left = ((centred - drawn) ** 2).sum() / (centred**2).sum()
    same(left, 1 - found.explained[:axes].sum())
    assert np.all(
        np.nanmax(found.biplot.constructs, axis=0) >= -np.nanmin(found.biplot.constructs, axis=0) - 1e-8
    )
