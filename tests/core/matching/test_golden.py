"""Assignments and stable pairings agree with SciPy's and with the published example."""

from itertools import permutations
from typing import Any

import pytest

from footing.core.matching import assign, further_cost, stable
from tests.golden.figures import load

GOLDEN = load("matching")


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: f"{len(case['cost'])} clients")
def test_the_cheapest_assignment_is_found(case: dict[str, Any]) -> None:
    found = assign(case["cost"], case["capacity"])
    assert list(found.therapists) == case["assign_therapist"]
    assert found.total == case["min_total_cost"]


def test_the_documented_example_is_found() -> None:
    case = GOLDEN["scipy_doc_example"]
    found = assign(case["cost"], 1)
    assert (list(found.therapists), found.total) == (case["col_ind"], case["total"])


def test_the_published_example_has_both_its_best_pairings() -> None:
    case = GOLDEN["gale_shapley_1962_ex1"]
    assert stable(case["men"], case["women"]) == case["man_optimal"]
    assert stable(case["women"], case["men"]) == case["woman_optimal"]


def test_a_stable_pairing_leaves_out_whoever_nobody_would_take() -> None:
    assert stable({"a": ["X"], "b": ["X", "Y"]}, {"X": ["b"], "Y": []}) == {"b": "X"}


def test_load_spreads_people_who_all_like_the_same_therapist() -> None:
    cost = [[0.0, 0.1, 0.2]] * 6
    assert assign(cost, 6).therapists == (0,) * 6
    assert sorted(assign(cost, 6, load=10).therapists) == [0, 0, 1, 1, 2, 2]


def test_with_load_the_sum_is_the_lowest_of_all_that_could_be() -> None:
    cost, rooms, load_ = [[3.0, 1.0], [2.0, 1.5], [0.5, 1.0]], (2, 2), 3.0
    sums = []
    for chosen in set(permutations([0, 0, 1, 1], 3)):
        steps = sum(load_ * further_cost(n, 2) for t in (0, 1) for n in range(chosen.count(t)))
        sums.append(steps + sum(cost[row][t] for row, t in enumerate(chosen)))
    assert assign(cost, rooms, load=load_).total == pytest.approx(min(sums))


@pytest.mark.parametrize(
    ("cost", "capacity"),
    [([[1.0], [2.0]], 1), ([[float("nan")]], 1), ([1.0, 2.0], 1), ([[1.0, 2.0]], [1]), ([[1.0]], [-1])],
)
def test_what_cannot_be_assigned_is_refused(cost: Any, capacity: Any) -> None:
    with pytest.raises(ValueError, match=r"cost is|capacities|more clients"):
        assign(cost, capacity)
