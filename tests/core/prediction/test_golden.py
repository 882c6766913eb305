"""Scores and intervals agree with scikit-learn, scores, statsmodels, SpecsVerification and the papers."""

import math
from typing import Any

import pytest

from footing.core.prediction import rate
from footing.core.prediction import scores as b
from footing.core.prediction.spread import parts
from tests.golden.figures import load

FOUND = load("calibration")
SETS = {name: part for name, part in FOUND.items() if isinstance(part, dict) and "f" in part}
BINNED = load("brier_specsverification")


def near(wanted: Any) -> Any:
    return pytest.approx(wanted, abs=1e-9, rel=0)


@pytest.fixture(params=SETS)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SETS[request.param]


def test_the_scores(case: dict[str, Any]) -> None:
    p, o = case["f"], case["y"]
    assert b.brier(p, o) == near(case["brier_sklearn"]) == near(case["brier_scores_pkg"])
    assert b.log_loss(p, o, floor=1e-15) == near(case["log_loss_sklearn"])
    wanted = case["spiegelhalter_Z"]
    assert b.spiegelhalter(p, o) == (None if wanted is None else near(wanted))


def test_the_parts(case: dict[str, Any]) -> None:
    p, o = case["f"], case["y"]
    for found, key in ((b.murphy(p, o), "murphy"), (b.ferro_fricker(p, o), "ferro_fricker_2012")):
        assert found._asdict() == near({name: case[key][name] for name in found._fields})
        assert found.reliability - found.resolution + found.uncertainty == near(case[key]["sum_check"])
    wanted = case["CORP_brier"]
    assert b.corp(p, o) == near((wanted["MCB"], wanted["DSC"], wanted["UNC"]))
    assert b.recalibrated(p, o) == near(tuple(wanted["recalibrated_PAV"]))


def test_the_curve(case: dict[str, Any]) -> None:
    p, o = case["f"], case["y"]
    wanted = case["scores_isotonic"]
    fitted = {
        a: step.rate for a in wanted["fcst_sorted"] for step in b.curve(p, o) if step.low <= a <= step.high
    }
    assert list(fitted.values()) == near(wanted["regression_values"])
    wanted = case["sklearn_calibration_curve_5_uniform"]
    rows = b.binned(p, o, 5)
    assert [row[0] for row in rows] == near(wanted["mean_pred"])
    assert [row[1] for row in rows] == near(wanted["frac_pos"])


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize("name", [name for name, part in BINNED.items() if isinstance(part, dict)])
def test_the_parts_over_ten_bins_and_their_spread(name: str, corrected: bool) -> None:
    wanted = BINNED[name][f"bins10_{'bias_' if corrected else 'un'}corrected"]
    found = parts(SETS[name]["f"], SETS[name]["y"], 10, corrected=corrected)
    assert [*found.value] == near(wanted[0])
    assert [*found.sd] == near(wanted[1])


@pytest.mark.parametrize("row", FOUND["k_of_n"], ids=lambda row: f"{row['k']} of {row['n']}")
def test_intervals_of_a_rate(row: dict[str, Any]) -> None:
    k, n = row["k"], row["n"]
    for prior, name in ((0.5, "jeffreys"), (1.0, "uniform")):
        wanted, found = row[name], rate.posterior(k, n, prior=prior)
        assert found == near((wanted["mean"], wanted["median"], wanted["P(rate<0.5)"]))
        assert rate.credible(k, n, 0.95, prior=prior) == near(tuple(wanted["ci95_equal_tailed"]))
        assert rate.credible(k, n, 0.8, prior=prior) == near(tuple(wanted["ci80"]))
    assert rate.jeffreys(k, n) == near(tuple(row["statsmodels_jeffreys"]))
    assert rate.wilson(k, n) == near(tuple(row["statsmodels_wilson"]))
    assert rate.clopper_pearson(k, n) == near(tuple(row["statsmodels_beta"]))
    assert rate.agresti_coull(k, n) == near(tuple(row["statsmodels_agresti_coull"]))


def test_four_predictions_by_hand() -> None:
    p, o = [0.9, 0.8, 0.6, 0.7], [0, 0, 1, 0]
    assert b.brier(p, o) == near(0.525)
    assert b.overestimate(p, o).difference == near(0.5)


def test_a_peer_puts_a_number_on_what_is_infinite() -> None:
    """Clipped at 1e-15, scikit-learn says 17.44 of a log loss that has no bound: ruled out, and it came."""
    case = SETS["all_wrong_edge"]
    assert b.log_loss(case["f"], case["y"]) == math.inf


def test_a_peer_rules_out_the_rate_nought_after_none_of_five() -> None:
    """Equal tails end above 0; the interval that people see begins there."""
    assert FOUND["k_of_n"][2]["statsmodels_jeffreys"][0] > 0
    assert rate.shown(0, 5) == (0.0, near(0.3793771422990394))
    assert rate.shown(5, 5) == (near(1 - 0.3793771422990394), 1.0)
    assert rate.shown(1, 5) == rate.jeffreys(1, 5)
