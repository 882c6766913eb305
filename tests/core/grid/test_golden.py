"""Every figure agrees with OpenRepGrid to 1e-9, or, where it departs from its source, with the source."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import ArrayLike

from footing.core.grid import Kind, Method, analyse, axes, classify, implicative_dilemmas
from tests.core.grid.golden import Case, analysed, cases, named, places, title, with_dilemmas

every = pytest.mark.parametrize("case", cases(), ids=title)
whole = pytest.mark.parametrize("case", with_dilemmas(), ids=title)


def same(found: ArrayLike, golden: ArrayLike) -> None:
    assert_allclose(np.asarray(found), np.array(golden, dtype=float), rtol=0, atol=1e-9)


def listed(value: Any) -> list[Any]:
    """A list of one came out of R as the one."""
    return value if isinstance(value, list) else [value]


@every
def test_correlations_of_constructs_and_elements(case: Case) -> None:
    found = analysed(case)
    same(found.construct_correlations, case["constructCor"]["pearson"])
    same(found.element_correlations, case["elementCor"]["raw_pearson"])
    same(found.element_rc, case["elementCor"]["cohen_rc"])


@every
def test_distances_and_slaters_distances(case: Case) -> None:
    found = analysed(case)
    same(found.element_distances, case["distance"]["elements"]["euclidean"])
    same(found.slater_distances, case["distanceSlater"]["slater1977_formula_on_ratings"])


@every
def test_singular_values_shares_and_pvaff(case: Case) -> None:
    found, golden = analysed(case), case["svd"]["center1_normalize0"]
    same(found.singular_values, golden["d"])
    same(found.explained * 100, golden["percent"])
    assert found.pvaff is not None
    same(found.pvaff, case["indexPvaff"]["method1"])


@every
def test_coordinates_with_their_signs(case: Case) -> None:
    found, golden = analysed(case).biplot, case["svd"]["center1_normalize0"]
    same(found.constructs, golden["U3"])
    same(found.elements, np.array(golden["V3"]) * golden["d"][:3])


@every
def test_intensities_and_their_plain_mean(case: Case) -> None:
    found, golden = analysed(case), case["indexIntensity"]
    same(found.construct_intensity, golden["rc_false"]["c.int"])
    same(found.element_intensity, golden["rc_false"]["e.int"])
    assert found.intensity is not None
    same(found.intensity, golden["total_mean_of_all_intensities"])


@every
def test_triads_are_those_whose_product_is_negative(case: Case) -> None:
    found, r = analysed(case), np.array(case["constructCor"]["pearson"])
    triads = itertools.combinations(range(len(r)), 3)
    products = {(i, j, k): float(r[i, j] * r[i, k] * r[j, k]) for i, j, k in triads}
    assert found.conflict_triads == tuple(
        t for t, product in products.items() if product < 0 and abs(product) > 1e-14
    )
    assert found.triads.total == case["indexConflict1"]["total"]
    counted = found.triads.conflict + found.triads.balanced + found.triads.undecided
    assert counted == found.triads.total


@every
def test_nothing_of_a_whole_grid_is_undefined(case: Case) -> None:
    assert analysed(case).undefined == ()


MODES = {"indexDilemma": Method.DIFFERENCE, "indexDilemma_mode0": Method.MIDPOINT}


@whole
@pytest.mark.parametrize("mode", MODES)
def test_kinds_and_dilemmas(case: Case, mode: str) -> None:
    golden, at = case[mode], places(case)
    kinds = classify(np.array(case["ratings"], float), method=MODES[mode], **at)
    assert [str(kind) for kind in kinds] == golden["construct_classification"]["Classification"]
    found = implicative_dilemmas(np.array(case["ratings"], float), method=MODES[mode], **at)
    info = golden["dilemmas_info"]
    pairs = [tuple(sorted((d.congruent + 1, d.discrepant + 1))) for d in found]
    assert pairs == list(zip(listed(info["c1"]), listed(info["c2"]), strict=True))
    same([d.correlation for d in found], listed(info["r.inc"]))
    first = ["congruent" if d.congruent < d.discrepant else "discrepant" for d in found]
    assert first == listed(info["type.c1"])
    if mode == "indexDilemma":
        assert analysed(case).kinds == kinds
        assert analysed(case).dilemmas == found


@whole
def test_dilemmas_without_self_and_ideal_use_the_correlations_without_them(case: Case) -> None:
    golden, at = case["indexDilemma_exclude"]["dilemmas_info"], places(case)
    grid = np.array(case["ratings"], float)
    found = implicative_dilemmas(grid, exclude=True, **at)
    pairs = {tuple(sorted((d.congruent + 1, d.discrepant + 1))): d.correlation for d in found}
    for one, two, without in zip(*(listed(golden[k]) for k in ("c1", "c2", "r.exc")), strict=True):
        if without != "*Not implemented":
            same(pairs[one, two], float(without))
    r = np.corrcoef(np.delete(grid, [at["self_index"], at["ideal_index"]], axis=1))
    for (one, two), correlation in pairs.items():
        same(abs(r[one - 1, two - 1]), correlation)


def test_published_anchors() -> None:
    boeker, feixas = analysed(named("boeker")), analysed(named("feixas2004"))
    assert boeker.pvaff == pytest.approx(0.42007, abs=5e-6)
    assert boeker.dilemmas is not None
    assert [(d.congruent + 1, d.discrepant + 1) for d in boeker.dilemmas] == [
        (5, 1),
        (9, 1),
        (10, 1),
        (14, 1),
    ]
    assert feixas.dilemmas is not None
    assert len(feixas.dilemmas) == 2
    assert feixas.kinds is not None
    assert feixas.kinds.count(Kind.DISCREPANT) == 5


@every
def test_centring_by_element_would_be_seen(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(axes, "centred", lambda ratings: ratings - ratings.mean(axis=0))
    same(analysed(case).explained * 100, case["svd"]["center2_normalize0"]["percent"])
    for test in (test_singular_values_shares_and_pvaff, test_coordinates_with_their_signs):
        with pytest.raises(AssertionError):
            test(case)


def test_lists_do_as_well_as_arrays() -> None:
    case = named("boeker")
    assert_allclose(analyse(case["ratings"], scale=[1, 6]).explained, analysed(case).explained)
    assert math.isclose(float(analysed(case).explained.sum()), 1)
