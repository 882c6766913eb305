"""Worths agree with R (BradleyTerry2, psychotools) on three published tables, claims with a simulation of others."""

from itertools import pairwise
from random import Random
from statistics import fmean
from typing import Any

import numpy as np
import pytest
from bench import preference
from numpy.testing import assert_allclose

from footing.core.preference import NoFit, fit
from footing.core.preference.posterior import Floats
from tests.golden.figures import load

R = load("bt_R")
SIMULATED = load("bt_simulation")
# R leaves its iteration when the deviance stands still, and takes its errors from the last step but one.
WORTH, ERROR = 1e-10, 1e-6


def table(items: list[str], *rows: list[Any]) -> Floats:
    """Wins from columns: one, the other, wins of the one, wins of the other."""
    wins = np.zeros((len(items), len(items)))
    for one, other, won, lost in zip(*rows, strict=True):
        wins[items.index(one), items.index(other)] += won
        wins[items.index(other), items.index(one)] += lost
    return wins


def tables() -> dict[str, tuple[Floats, dict[str, Any]]]:
    quoted, ball, schools = R["citations"], R["baseball"], R["CEMS"]
    q, b, s = quoted["binomial"], ball["data"], schools["data"]
    return {
        "citations": (table(quoted["items"], q["journal1"], q["journal2"], q["win1"], q["win2"]), quoted),
        "baseball": (table(ball["items"], b["home"], b["away"], b["home_wins"], b["away_wins"]), ball),
        "schools, half wins": (table(schools["items"], s["s1"], s["s2"], s["w1"], s["w2"]), schools),
    }


@pytest.mark.parametrize("name", ["citations", "baseball", "schools, half wins"])
def test_worths_and_their_errors_are_those_of_r(name: str) -> None:
    wins, wanted = tables()[name]
    found = fit(wins)
    assert found.missing is None
    assert found.worth is not None
    assert found.error is not None
    assert_allclose(found.worth, wanted["ability"], rtol=0, atol=WORTH)
    assert_allclose(found.error, wanted["se"], rtol=0, atol=ERROR)


def test_deviance_and_covariance_are_those_of_r() -> None:
    wins, wanted = tables()["citations"]
    found = fit(wins)
    assert (found.deviance, found.freedom) == (pytest.approx(wanted["deviance"], abs=1e-9), wanted["df"])
    assert found.covariance is not None
    assert_allclose(found.covariance[1:, 1:], wanted["vcov"], rtol=0, atol=ERROR)


def test_another_reference_moves_all_worths_alike() -> None:
    wins, _ = tables()["baseball"]
    one, other = fit(wins).worth, fit(wins, reference=3).worth
    assert one is not None
    assert other is not None
    assert other[3] == 0
    assert_allclose(one - one[3], other, rtol=0, atol=WORTH)


@pytest.mark.parametrize(
    ("wins", "why", "groups"),
    [
        ([[0, 0], [0, 0]], NoFit.EMPTY, ((0,), (1,))),
        ([[0, 1], [0, 0]], NoFit.UNBEATEN, ((0,), (1,))),
        ([[0, 0, 0], [4, 0, 0], [0, 2, 0]], NoFit.UNBEATEN, ((2,), (1,), (0,))),
        ([[0, 1, 0], [1, 0, 5], [0, 0, 0]], NoFit.UNBEATEN, ((0, 1), (2,))),
        ([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 2, 0]], NoFit.APART, ((0, 1), (2, 3))),
    ],
)
def test_where_no_worth_is_the_likeliest_none_is_given_and_the_reason_is(
    wins: list[list[float]], why: NoFit, groups: tuple[tuple[int, ...], ...]
) -> None:
    found = fit(wins)
    assert (found.worth, found.error, found.deviance) == (None, None, None)
    assert (found.missing, found.groups) == (why, groups)


def test_the_order_of_a_chain_is_that_of_who_was_chosen_over_whom() -> None:
    chain = np.zeros((6, 6))
    order = [3, 0, 5, 1, 4, 2]
    for one, other in pairwise(order):
        chain[one, other] = 1
    assert [group[0] for group in fit(chain).groups] == order


def test_a_tie_is_half_a_win_each() -> None:
    found = fit([[0, 0.5], [0.5, 0]])
    assert found.worth is not None
    assert_allclose(found.worth, [0, 0], atol=1e-12)
    assert found.deviance == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    "wins",
    [[[0, -1], [0, 0]], [[0, 1]], [[1, 0], [0, 0]], [[0, float("inf")], [0, 0]], [[0, float("nan")], [0, 0]], [[0]]],
)  # fmt: skip
def test_a_table_that_is_none_is_refused(wins: Any) -> None:
    with pytest.raises(ValueError, match=r"square|count|itself"):
        fit(wins)


@pytest.mark.parametrize("name", preference.STEADY)
def test_the_common_count_is_as_often_wrong_as_in_the_other_simulation(name: str) -> None:
    steady = preference.STEADY[name]
    there = SIMULATED[f"beta={steady}"]["fixed design, count scoring"]["30"]
    wrong, tied = preference.common(Random(1), 1_500, steady)
    assert wrong == pytest.approx(1 - there["top1"], abs=5 * there["se_top1"])
    assert tied == pytest.approx(SIMULATED[f"beta={steady}"]["count30_top_tie_rate"], abs=0.04)


def test_twelve_chosen_for_the_top_claim_and_find_what_they_do_there() -> None:
    there = SIMULATED["bayes beta=2.0"]["top"]["12"]
    seen = preference.known(Random(1), 120, 2.0)
    assert fmean(seen.claimed) == pytest.approx(there["mean_claimed_P_top"], abs=0.05)
    assert 1 - seen.wrong == pytest.approx(there["top1"], abs=0.13)


def test_claims_of_somebody_whose_steadiness_is_not_known_come_true() -> None:
    seen = preference.ours(Random(2), 150, None)
    assert fmean(seen.claimed) == pytest.approx(1 - seen.wrong, abs=0.12)
    assert max(seen.asked) <= 8


def test_a_claim_that_is_too_sure_shows() -> None:
    seen = preference.known(Random(1), 120, 1.0, questions=6)
    sure = preference.Seen(seen.right, [0.95] * len(seen.claimed))
    with pytest.raises(SystemExit):
        preference._hold("too sure", fmean(sure.claimed), 1 - sure.wrong, 120)
