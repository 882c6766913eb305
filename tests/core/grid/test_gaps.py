"""What cannot be said is not said: constant rows, missing ratings, one construct, two elements, wrong input."""

import subprocess
import sys

import numpy as np
import pytest

from footing.core.grid import Kind, Method, Reason, Side, analyse, classify, implicative_dilemmas
from footing.core.grid.analysis import MOST
from footing.core.grid.conflict import conflict_triads

NA = None
FIVE = (1, 5)


def reasons(found: object) -> dict[str, set[Reason]]:
    said: dict[str, set[Reason]] = {}
    for gap in found.undefined:  # type: ignore[attr-defined]
        said.setdefault(gap.field, set()).add(gap.reason)
    return said


def test_a_constant_construct_has_no_correlations_and_takes_none_from_the_others() -> None:
    grid = [[1, 2, 4, 5], [3, 3, 3, 3], [5, 4, 2, 1], [2, 2, 4, 5]]
    found = analyse(grid, scale=FIVE)
    assert np.isnan(found.construct_correlations[1]).all()
    assert found.construct_correlations[0, 2] == pytest.approx(-1)
    gap = next(gap for gap in found.undefined if gap.field == "construct_correlations")
    assert gap.reason is Reason.CONSTANT
    assert gap.where == ((0, 1), (1, 1), (1, 2), (1, 3))
    without = analyse([grid[0], grid[2], grid[3]], scale=FIVE)
    assert found.construct_intensity[[0, 2, 3]] == pytest.approx(without.construct_intensity)
    assert (found.triads.total, found.triads.undecided) == (4, 3)
    assert found.pvaff == pytest.approx(without.pvaff)


def test_a_grid_without_differences_says_nothing() -> None:
    found = analyse([[3, 3, 3], [4, 4, 4]], scale=FIVE)
    assert found.pvaff is None
    assert found.intensity is None
    assert np.isnan(found.slater_distances).all()
    assert (found.element_distances == 0).all()
    assert found.biplot.constructs.shape == (2, 0)
    said = reasons(found)
    assert said["slater_distances"] == said["explained"] == said["pvaff"] == {Reason.NO_SPREAD}


def test_one_construct_has_one_axis_and_no_correlations() -> None:
    found = analyse([[1, 2, 5, 4]], scale=FIVE, self_index=0, ideal_index=2)
    assert found.explained == pytest.approx([1])
    assert found.pvaff is None
    assert reasons(found)["pvaff"] == {Reason.TRIVIAL}
    assert found.intensity is None
    assert found.triads.total == 0
    assert found.dilemmas == ()
    assert found.element_distances[0, 2] == 4


def test_two_elements_are_too_few_for_correlations_of_constructs() -> None:
    found = analyse([[1, 2], [2, 5], [4, 1]], scale=FIVE, self_index=0, ideal_index=1)
    assert np.isnan(found.construct_correlations).all()
    assert reasons(found)["construct_correlations"] == {Reason.TOO_FEW}
    assert found.pvaff is None
    assert found.slater_distances[0, 1] == pytest.approx(1)
    assert found.dilemmas == ()


def test_of_constructs_that_count_the_same_the_first_is_positive() -> None:
    chance = np.random.default_rng(7)
    for _ in range(40):
        row = chance.integers(1, 6, 6)
        if row.min() < row.max():
            found = analyse([row, 6 - row, row, 6 - row], scale=FIVE).biplot.constructs
            assert found[0] == pytest.approx([0.5])


def test_missing_ratings_are_left_out_pair_by_pair() -> None:
    found = analyse([[1, 2, 4, 5, NA], [2, 1, NA, 5, 4], [5, 4, 2, 1, 3]], scale=FIVE)
    assert found.missing == 2
    assert found.construct_correlations[0, 1] == pytest.approx(np.corrcoef([1, 2, 5], [2, 1, 5])[0, 1])
    assert found.element_distances[0, 2] == pytest.approx(np.sqrt((9 + 9) * 3 / 2))
    assert found.undefined == () or "construct_correlations" not in reasons(found)


def test_who_was_never_rated_is_in_no_picture() -> None:
    found = analyse([[1, 4, NA, 5], [2, 1, NA, 4], [5, 2, NA, 3], [NA] * 4], scale=FIVE)
    assert np.isnan(found.biplot.elements[2]).all()
    assert np.isnan(found.biplot.constructs[3]).all()
    assert np.isfinite(found.biplot.elements[[0, 1, 3]]).all()
    assert reasons(found)["biplot.elements"] == {Reason.UNRATED}
    assert reasons(found)["element_distances"] == {Reason.TOO_FEW}
    full = analyse([[1, 4, 5], [2, 1, 4], [5, 2, 3]], scale=FIVE)
    assert found.element_distances[np.ix_([0, 1, 3], [0, 1, 3])] == pytest.approx(full.element_distances)
    assert found.slater_distances[np.ix_([0, 1, 3], [0, 1, 3])] == pytest.approx(full.slater_distances)


def test_a_triad_with_a_zero_is_undecided_even_where_rounding_hides_it() -> None:
    r = np.array([[1, -0.5, 1e-17], [-0.5, 1, 0.5], [1e-17, 0.5, 1]])
    assert conflict_triads(r)[1].undecided == 1
    r[0, 2] = r[2, 0] = 0.1
    assert conflict_triads(r)[0] == ((0, 1, 2),)
    r[0, 2] = r[2, 0] = np.nan
    assert conflict_triads(r)[1].undecided == 1


def test_each_kind_by_both_methods() -> None:
    own, ideal = [1, 2, 4, 1, 1, NA, 3], [2, 4, 4, 5, 4, 1, 7]
    grid = np.array(list(zip(own, ideal, strict=True)), dtype=float)
    at = {"scale": (1.0, 7.0), "self_index": 0, "ideal_index": 1}
    by_difference = classify(grid, **at)  # type: ignore[arg-type]
    middle, far = Kind.NEITHER, Kind.DISCREPANT
    assert by_difference == (Kind.CONGRUENT, middle, middle, far, middle, Kind.UNRATED, far)
    by_midpoint = classify(grid, method=Method.MIDPOINT, **at)  # type: ignore[arg-type]
    assert by_midpoint == (Kind.CONGRUENT, middle, middle, far, middle, Kind.UNRATED, far)


def test_a_dilemma_names_the_sides_on_which_self_stands() -> None:
    grid = np.array([[1, 7, 2, 6, 6], [6, 6, 5, 2, 1], [1, 1, 2, 6, 6]], dtype=float)
    found = implicative_dilemmas(grid, scale=(1, 7), self_index=0, ideal_index=1, least=0.1)
    assert [(d.congruent, d.discrepant) for d in found] == [(1, 0), (2, 0)]
    assert [(d.congruent_side, d.discrepant_side) for d in found] == [
        (Side.RIGHT, Side.LEFT),
        (Side.LEFT, Side.LEFT),
    ]


@pytest.mark.parametrize(
    ("ratings", "more", "words"),
    [
        ([[1, 2, 9]], {}, "row 0, column 2"),
        ([[1, 2, float("inf")]], {}, "row 0, column 2"),
        ([[1], [2]], {}, "columns"),
        ([1, 2, 3], {}, "rows"),
        ([[1, 2]] * (MOST + 1), {}, "rows"),
        ([[1, 2, 3]], {"scale": (5, 1)}, "scale"),
        ([[1, 2, 3]], {"scale": (1, float("nan"))}, "scale"),
        ([[1, 2, 3]], {"self_index": 3}, "self_index"),
        ([[1, 2, 3]], {"ideal_index": -1}, "ideal_index"),
        ([[1, 2, 3]], {"self_index": 1, "ideal_index": 1}, "same element"),
    ],
)
def test_what_is_no_grid_is_refused_with_its_place(
    ratings: object, more: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        analyse(ratings, **{"scale": FIVE, **more})  # type: ignore[arg-type]


def test_files_and_the_trust_map_load_no_numpy() -> None:
    code = (
        "import sys; from footing.core.grid import trust_map, read_txt; "
        "assert 'numpy' not in sys.modules; from footing.core.grid import analyse; assert 'numpy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    import footing.core.grid as package

    with pytest.raises(AttributeError, match="no_such"):
        _ = package.no_such  # type: ignore[attr-defined]
    assert all(getattr(package, name) for name in package.__all__)
