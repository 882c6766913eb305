"""Change, trend and phases agree with the papers, SciPy, pymannkendall, SingleCaseES and clinicalsignificance."""

from collections import Counter
from fractions import Fraction
from statistics import NormalDist, fmean, stdev
from typing import Any

import pytest

from footing.core.change import ordered, phases, reliable, slope
from footing.core.change.reliable import Class
from tests.golden.figures import load

SERIES = load("trend")["series"]
PHASES = {name: part for name, part in load("single_case").items() if "A" in part}
RELIABLE = load("reliable_change")
INDICES = {
    "NAP": phases.nap_overlap, "NAP_HM": phases.nap_overlap, "Tau": phases.tau, "Tau_U": phases.tau_u,
    "Tau_BC": phases.tau_bc, "PND": phases.pnd, "PEM": phases.pem, "IRD": phases.ird, "SMD": phases.smd,
    "LRRi": phases.log_ratio,
}  # fmt: skip


def near(wanted: Any) -> Any:
    return pytest.approx(wanted, abs=1e-9, rel=0)


def within_the_peers_root_finding(wanted: Any) -> Any:
    """R's uniroot stops at 1.2e-4 unless told, and SingleCaseES does not tell it; twice as much for tau."""
    return pytest.approx(wanted, abs=2.5e-4, rel=0)


@pytest.fixture(params=SERIES)
def series(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SERIES[request.param]


def test_mann_kendall(series: dict[str, Any]) -> None:
    x = series["x"]
    corrected = series["hamed_rao"]
    pairs = [(ordered.mann_kendall(x), series["mk"])]
    if corrected is not None:
        pairs.append((ordered.hamed_rao(x, digits=None), corrected))
    for found, wanted in pairs:
        assert found == near((wanted["s"], wanted["var_s"], wanted["z"], wanted["p"], wanted["Tau"]))


def test_kendall(series: dict[str, Any]) -> None:
    found, wanted = ordered.kendall(range(len(series["x"])), series["x"]), series["kendalltau_b"]
    assert found == (None if wanted["tau"] is None else near((wanted["tau"], wanted["p"])))
    if series["kendall_exact_p"] is not None:
        assert found.p == near(series["kendall_exact_p"])


def test_slopes(series: dict[str, Any]) -> None:
    x, wanted = series["x"], series["theilslopes"]
    t = range(len(x))
    found = slope.theil_sen(t, x)
    assert found[:4] == near((wanted["slope"], wanted["intercept"], wanted["lo"], wanted["hi"]))
    assert found[:2] == near((series["mk"]["slope"], series["mk"]["intercept"]))
    assert slope.siegel(t, x) == near(tuple(series["siegel"]))


@pytest.mark.parametrize("name", INDICES)
@pytest.mark.parametrize("case", PHASES.values(), ids=PHASES)
def test_phases(case: dict[str, Any], name: str) -> None:
    wanted, options = case["results"][name], {"hanley": True} if name == "NAP_HM" else {}
    found = INDICES[name](case["A"], case["B"], falling=case["imp"] == "decrease", **options)
    if isinstance(found, float):
        assert found == near(wanted["Est"])
    else:
        assert (found.value, found.error) == near((wanted["Est"], wanted["SE"]))
        close = near if name in {"SMD", "LRRi"} else within_the_peers_root_finding
        assert found.interval == close((wanted["CI_lower"], wanted["CI_upper"]))


@pytest.mark.parametrize("case", PHASES.values(), ids=PHASES)
def test_a_peer_stops_short_of_the_ends_that_its_own_equation_has(case: dict[str, Any]) -> None:
    """Newcombe's equation holds at our ends to 1e-12, at those of SingleCaseES 0.7.4 to 1e-5 at best."""
    found = phases.nap_overlap(case["A"], case["B"], falling=case["imp"] == "decrease")
    peer = case["results"]["NAP"]
    m, n, z = len(case["A"]), len(case["B"]), NormalDist().inv_cdf(0.975)
    h = (m + n) / 2 - 1

    def misses(true: float) -> float:
        bracket = 1 / h + (1 - true) / (2 - true) + true / (1 + true)
        return abs((found.value - true) ** 2 - z * z * h * true * (1 - true) * bracket / (m * n))

    assert max(misses(end) for end in found.interval) < 1e-12
    assert max(misses(peer["CI_lower"]), misses(peer["CI_upper"])) > 5e-6


def test_a_peer_breaks_ties_by_rounding() -> None:
    """pymannkendall takes 1/3 * t from whole numbers in floats, so that equal rests get different ranks."""
    case = SERIES["ties"]
    exact = ordered.hamed_rao([Fraction(x) for x in case["x"]], digits=None)
    found = ordered.hamed_rao(case["x"])
    assert exact is not None
    assert found is not None
    assert found.variance == near(exact.variance) == near(581.5543563579278)
    assert abs(found.variance - case["hamed_rao"]["var_s"]) > 3


def test_a_peer_calls_an_interval_95_percent_that_four_points_cannot_give() -> None:
    """Of 24 orders of four points two have every pair the same way: no interval of slopes holds more than 22 of 24."""
    x = SERIES["four"]["x"]
    assert slope.theil_sen(range(4), x).covers == near(22 / 24)
    assert slope.exact_theil_sen(range(4), x) is None
    assert slope.exact_theil_sen(range(4), x, level=0.9).covers == near(22 / 24)
    for name in ("weekly12", "ties", "down"):
        x = SERIES[name]["x"]
        assert slope.exact_theil_sen(range(len(x)), x) == near(slope.theil_sen(range(len(x)), x))


def test_the_authors_of_nap_printed_it() -> None:
    a, b = [4, 3, 4, 3, 4, 7, 5, 2, 3, 2], [5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9]
    assert phases.nap(a, b) == pytest.approx(0.963636, abs=5e-7)


def test_jacobson_and_truax() -> None:
    case = RELIABLE["jacobson_truax_1991"]
    about = {"sd": case["s1"], "reliability": case["rxx"]}
    assert reliable.standard_error(**about) == near(case["SE"])
    assert reliable.error_of_difference(**about) == near(case["Sdiff"])
    assert reliable.reliable_change(case["x_pre"], case["x_post"], **about) == near(case["RC"])
    groups = {"mean": case["m_clin"], "sd": case["s1"]}
    assert reliable.cutoff_a(**groups, higher_is_better=True) == near(case["cut_a"])
    assert reliable.cutoff_b(mean=case["m_norm"], sd=case["s0"], higher_is_better=True) == near(case["cut_b"])
    assert reliable.cutoff_c(**groups, other_mean=case["m_norm"], other_sd=case["s0"]) == near(case["cut_c"])


def test_claus_2020() -> None:
    case = RELIABLE["claus_2020_BDI"]
    pairs = list(zip(case["pre"], case["post"], strict=True))
    sd = stdev(case["pre"])
    assert (fmean(case["pre"]), sd) == near((case["m_clinical"], case["sd_clinical"]))
    about = {"sd": sd, "reliability": case["reliability"]}
    assert reliable.error_of_difference(**about) == near(case["Sdiff"])
    assert [reliable.reliable_change(a, b, **about) for a, b in pairs] == near(case["RC"])
    cut = reliable.cutoff_a(mean=case["m_clinical"], sd=sd, higher_is_better=False)
    assert cut == near(case["cut_a"])
    c = reliable.cutoff_c(
        mean=case["m_clinical"], sd=sd, other_mean=case["m_functional"], other_sd=case["sd_functional"]
    )
    assert c == near(case["cut_c"])
    side: dict[str, Any] = {"cutoff": cut, "higher_is_better": False}
    by_error = Counter(str(reliable.classify(a, b, **about, **side)) for a, b in pairs)
    assert by_error == case["counts_JT_cutoff_a"]
    by_seven = Counter(str(reliable.classify_by_difference(a, b, least=7, **side)) for a, b in pairs)
    assert by_seven == case["MID7_counts"]


def test_marital_adjustment_1989() -> None:
    case = RELIABLE["jacobson_1989_DAS"]
    wanted = case["computed_rxx_.88"]
    sd = stdev(case["pre"])
    assert (fmean(case["pre"]), sd) == near((wanted["m_pre"], wanted["sd_pre"]))
    assert reliable.error_of_difference(sd=sd, reliability=0.88) == near(wanted["Sdiff"])
    pairs = list(zip(case["pre"], case["post"], strict=True))
    assert [reliable.reliable_change(a, b, sd=sd, reliability=0.88) for a, b in pairs] == near(wanted["RC"])
    classes = Counter(reliable.classify(a, b, sd=sd, reliability=0.8) for a, b in pairs)
    assert classes == {Class.IMPROVED: 16, Class.DETERIORATED: 1, Class.UNCHANGED: 13}
    complete = [a for a, b in zip(case["gds_pre"], case["gds_post"], strict=True) if b is not None]
    c = reliable.cutoff_c(mean=fmean(complete), sd=stdev(complete), other_mean=60, other_sd=7.5)
    assert c == pytest.approx(65.047305, abs=5e-7)


@pytest.mark.parametrize(("after", "reliable_and_over"), [(53, True), (51, False)])
def test_twelve_points_of_the_rdas(after: int, reliable_and_over: bool) -> None:
    found = reliable.classify_by_difference(40, after, least=12, cutoff=47.31)
    assert found is (Class.RECOVERED if reliable_and_over else Class.UNCHANGED)


@pytest.mark.parametrize(("sd", "reliability", "least"), [(5.80, 0.91, 4.82), (17, 0.98, 6.66)])
def test_the_least_change_that_is_reliable(sd: float, reliability: float, least: float) -> None:
    assert reliable.smallest_reliable(sd=sd, reliability=reliability) == pytest.approx(least, abs=0.005)


def test_whoever_was_never_over_the_cut_off_cannot_recover() -> None:
    about: dict[str, Any] = {"sd": 8, "reliability": 0.8, "cutoff": 19, "higher_is_better": False}
    assert reliable.classify(18, 2, **about) is Class.IMPROVED
    assert reliable.classify(20, 2, **about) is Class.RECOVERED
    assert reliable.classify(20, 2, **{**about, "cutoff": None}) is Class.IMPROVED
