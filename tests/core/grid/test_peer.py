"""Where OpenRepGrid 0.1.18 departs from its sources: its figure comes out of its slip, and ours is another one."""

import itertools
import math

import numpy as np
import pytest

from footing.core.grid import implicative_dilemmas
from tests.core.grid.golden import Case, analysed, cases, named, places, title, with_dilemmas
from tests.core.grid.test_golden import listed, same

every = pytest.mark.parametrize("case", cases(), ids=title)


@every
def test_its_slater_distance_standardises_the_distances_instead_of_the_ratings(case: Case) -> None:
    found = analysed(case)
    between = found.element_distances
    centred = between - between.mean(axis=1, keepdims=True)
    apart = np.sqrt(((between[:, :, None] - between[:, None, :]) ** 2).sum(axis=0))
    theirs = apart / math.sqrt(2 * (centred**2).sum() / (len(between) - 1))
    same(theirs, case["distanceSlater"]["as_packaged_0.1.18"])
    with pytest.raises(AssertionError):
        same(found.slater_distances, theirs)


def test_the_distance_of_the_published_grid_is_that_of_1977() -> None:
    assert analysed(named("boeker")).slater_distances[0, 1] == pytest.approx(1.0560, abs=5e-5)


@every
def test_its_total_intensity_has_one_value_too_many(case: Case) -> None:
    found = analysed(case)
    values = [*found.construct_intensity, *found.element_intensity]
    same(np.mean([*values, 1.0]), case["indexIntensity"]["rc_false"]["total.int"])
    assert found.intensity == pytest.approx(np.mean(values))
    assert found.intensity != pytest.approx(np.mean([*values, 1.0]))


@every
def test_it_counts_a_triad_with_a_correlation_of_zero_as_imbalanced(case: Case) -> None:
    found = analysed(case).triads
    assert found.conflict + found.undecided == case["indexConflict1"]["imbalanced"]


def test_the_triads_of_the_published_grid() -> None:
    found = analysed(named("boeker")).triads
    assert (found.conflict, found.undecided, found.total) == (94, 12, 364)
    r = np.array(named("boeker")["constructCor"]["pearson"])
    naught = [pair for pair in itertools.combinations(range(len(r)), 2) if abs(r[pair]) < 1e-12]
    assert len(naught) == 1  # one pair, in each of its twelve triads


@pytest.mark.parametrize("case", with_dilemmas(), ids=title)
def test_without_self_and_ideal_it_leaves_them_out_of_half_of_the_pairs(case: Case) -> None:
    golden, at = case["indexDilemma_exclude"]["dilemmas_info"], places(case)
    grid, theirs = np.array(case["ratings"], float), set()
    for exclude in (True, False):
        for d in implicative_dilemmas(grid, exclude=exclude, **at):
            if (d.congruent_side.value == d.discrepant_side.value) == exclude:
                theirs.add(tuple(sorted((d.congruent + 1, d.discrepant + 1))))
    assert theirs == set(zip(listed(golden["c1"]), listed(golden["c2"]), strict=True))
