"""The order of therapists for one person: known before unknown, hard before soft, nothing by chance or by name."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.matching import (
    ENOUGH_TIMES,
    Answer,
    Candidate,
    Criterion,
    Fit,
    Seeker,
    Standing,
    fairest,
    further_cost,
    rank,
)

DOCS = Path(__file__).resolve().parents[3] / "docs" / "statistics.md"
ALL = dict.fromkeys(Criterion, 1.0)
KEEN = Seeker(
    needs=frozenset({"loss", "work"}), languages=frozenset({"fr"}), modes=frozenset({"video"}),
    times=frozenset({"1-evening"}), preferences=frozenset({("person", "woman")}), most_fee=10000, currency="CAD",
    access=frozenset({"step-free"}), interpreter=True,
)  # fmt: skip
FITTING: dict[str, Any] = {
    "needs": frozenset({"loss", "work"}), "languages": frozenset({"fr"}), "modes": frozenset({"video"}),
    "open": {"1-evening": ENOUGH_TIMES}, "said": {"person": "woman"}, "fee": 9000, "lowest_fee": 9000,
    "currency": "CAD", "access": {"step-free": True}, "interpreter": True, "booked": 0, "places": 10,
}  # fmt: skip
MISSING: dict[str, Any] = {
    "needs": frozenset({"family"}), "languages": frozenset({"en"}), "modes": frozenset({"phone"}),
    "open": {"0-morning": 9}, "said": {"person": "man"}, "fee": 12000, "lowest_fee": 12000,
    "access": {"step-free": False}, "interpreter": False,
}  # fmt: skip
UNKNOWN: dict[str, Any] = {
    "needs": None, "languages": None, "modes": None, "open": None, "said": {}, "fee": None, "access": {},
    "interpreter": None,
}  # fmt: skip
FIELD = {
    Criterion.NEEDS: "needs", Criterion.LANGUAGE: "languages", Criterion.MODE: "modes", Criterion.HOURS: "open",
    Criterion.PREFERENCE: "said", Criterion.FEE: "fee", Criterion.ACCESS: "access",
    Criterion.INTERPRETER: "interpreter",
}  # fmt: skip
WISHES = tuple(FIELD)

FEW = settings(max_examples=40, deadline=None, derandomize=True, database=None)

numbers = st.integers(0, 2**32 - 1)
weights = numbers.map(lambda n: {c: float(Random(n + i).randint(0, 4)) for i, c in enumerate(Criterion)})
musts = st.sets(st.sampled_from(WISHES), max_size=3).map(frozenset)


def invented(seed: int, id: str = "") -> Candidate:
    """A therapist who fits, does not, or did not say, in each criterion by itself."""
    chance = Random(seed)
    values = {name: chance.choice([FITTING, MISSING, UNKNOWN])[name] for name in FIELD.values()}
    booked = chance.randrange(10)
    return Candidate(
        id or f"t{seed}", **values, lowest_fee=chance.choice([None, 5000, values["fee"]]), currency="CAD",
        booked=booked, places=booked + chance.randrange(10),
    )  # fmt: skip


def candidates(id: str = "") -> st.SearchStrategy[Candidate]:
    return numbers.map(lambda seed: invented(seed, id))


def made(id: str, **changes: Any) -> Candidate:
    return Candidate(id, **{**FITTING, **changes})


def order(found: tuple[Fit, ...]) -> list[str]:
    return [fit.id for fit in found]


@FEW
@given(candidates("b"), st.sampled_from(WISHES), weights, musts)
def test_not_saying_never_lifts_anybody_above_a_known_fit(
    other: Candidate, criterion: Criterion, by: dict[Criterion, float], hard: frozenset[Criterion]
) -> None:
    """Alike in all but one criterion: who is known to fit there is never below who did not say."""
    seeker = replace(KEEN, musts=hard)
    known = replace(other, id="a", **{FIELD[criterion]: FITTING[FIELD[criterion]]})
    silent = replace(other, **{FIELD[criterion]: UNKNOWN[FIELD[criterion]]})
    assert order(rank(seeker, [silent, known], by)) == ["a", "b"]
    if by[criterion] > 0:
        assert order(rank(seeker, [replace(silent, id="a"), replace(known, id="b")], by)) == ["b", "a"]


@pytest.mark.parametrize("criterion", WISHES)
def test_not_saying_lies_between_fitting_and_not_and_is_told(criterion: Criterion) -> None:
    name = FIELD[criterion]
    team = [made("no", **{name: MISSING[name]}), made("fits"), made("silent", **{name: UNKNOWN[name]})]
    if criterion == Criterion.FEE:
        team[0] = replace(team[0], lowest_fee=12000)
    found = rank(KEEN, team, ALL)
    assert order(found) == ["fits", "silent", "no"]
    answers = {fit.id: {f.answer for f in fit.findings if f.criterion == criterion} for fit in found}
    assert answers == {"fits": {Answer.YES}, "silent": {Answer.UNKNOWN}, "no": {Answer.NO}}
    assert found[1].low < found[1].score < found[1].high


@FEW
@given(st.lists(candidates(), max_size=6, unique_by=lambda c: c.id), weights, musts, st.randoms())
def test_the_order_in_which_therapists_are_given_changes_nothing(
    team: list[Candidate], by: dict[Criterion, float], hard: frozenset[Criterion], chance: Any
) -> None:
    seeker = replace(KEEN, musts=hard)
    mixed = chance.sample(team, len(team))
    assert rank(seeker, mixed, by) == rank(seeker, team, by)


@FEW
@given(
    st.lists(candidates(), min_size=2, max_size=4, unique_by=lambda c: c.id), st.sampled_from(WISHES), weights
)
def test_a_weight_of_zero_takes_a_criterion_out_of_the_order(
    team: list[Candidate], criterion: Criterion, by: dict[Criterion, float]
) -> None:
    name = FIELD[criterion]
    without, other = {**by, criterion: 0.0}, [replace(one, **{name: MISSING[name]}) for one in team]
    found, changed = rank(KEEN, team, without), rank(KEEN, other, without)
    assert [(f.id, f.score) for f in found] == [(f.id, f.score) for f in changed]


def test_a_weight_of_zero_takes_no_hard_wish_away() -> None:
    seeker = replace(KEEN, musts=frozenset({Criterion.ACCESS}))
    team = [made("a", access={"step-free": False}), made("b", languages=None, needs=None)]
    assert order(rank(seeker, team, {**ALL, Criterion.ACCESS: 0})) == ["b", "a"]


@FEW
@given(candidates("b"), candidates("a"), st.sampled_from(WISHES), weights, musts)
def test_to_fit_better_never_lowers_anybody(
    one: Candidate,
    rival: Candidate,
    criterion: Criterion,
    by: dict[Criterion, float],
    hard: frozenset[Criterion],
) -> None:
    seeker, name = replace(KEEN, musts=hard), FIELD[criterion]
    better = replace(one, **{name: FITTING[name]})
    before, after = (order(rank(seeker, [rival, who], by)) for who in (one, better))
    assert after.index("b") <= before.index("b")


@FEW
@given(candidates("a"), candidates("b"), st.sampled_from(WISHES), weights)
def test_more_weight_on_what_somebody_fits_better_never_lowers_them(
    one: Candidate, rival: Candidate, criterion: Criterion, by: dict[Criterion, float]
) -> None:
    alone = {c: float(c == criterion) for c in Criterion}
    scores = {fit.id: fit for fit in rank(KEEN, [one, rival], alone)}
    if scores["a"].score < scores["b"].score or scores["a"].low < scores["b"].low:
        return
    before = order(rank(KEEN, [one, rival], by))
    after = order(rank(KEEN, [one, rival], {**by, criterion: by[criterion] + 1}))
    assert after.index("a") <= before.index("a")


@FEW
@given(candidates("a"), st.integers(0, 9), st.integers(1, 9))
def test_more_clients_never_raise_anybody(one: Candidate, booked: int, more: int) -> None:
    few, many = (replace(one, booked=n, places=20) for n in (booked, booked + more))
    assert rank(KEEN, [few], ALL)[0].score >= rank(KEEN, [many], ALL)[0].score


def test_hard_wishes_come_before_any_score() -> None:
    seeker = replace(KEEN, musts=frozenset({Criterion.ACCESS}))
    poor = {name: MISSING[name] for name in ("needs", "languages", "modes", "open", "said")}
    team = [made("lacks", access={"step-free": False}), made("ask", access={}), made("fits", **poor)]
    found = rank(seeker, team, ALL)
    assert [(fit.id, fit.standing) for fit in found] == [
        ("fits", Standing.FITS), ("ask", Standing.ASK), ("lacks", Standing.LACKS),
    ]  # fmt: skip


def test_a_lower_fee_has_to_be_asked_about_and_another_currency_is_not_compared() -> None:
    team = [made("within"), made("lower", fee=12000, lowest_fee=8000), made("silent", fee=12000, lowest_fee=None),
            made("above", fee=12000, lowest_fee=12000), made("euro", fee=100, currency="EUR")]  # fmt: skip
    found = {
        fit.id: [f.answer for f in fit.findings if f.criterion == "fee"] for fit in rank(KEEN, team, ALL)
    }
    assert found == {
        "within": [Answer.YES], "lower": [Answer.ASK], "silent": [Answer.UNKNOWN], "above": [Answer.NO],
        "euro": [Answer.UNKNOWN],
    }  # fmt: skip
    assert order(rank(KEEN, team, ALL))[:2] == ["within", "lower"]
    assert order(rank(KEEN, team, ALL))[-1] == "above"


def test_without_any_wish_whoever_has_most_room_comes_first() -> None:
    team = [made("full", booked=9), made("free", booked=1), made("half", booked=5)]
    assert order(rank(Seeker(), team, ALL)) == ["free", "half", "full"]
    assert all(fit.findings == () for fit in rank(Seeker(), team, ALL))


@FEW
@given(st.lists(st.integers(0, 5), min_size=1, max_size=4), st.integers(1, 12))
def test_giving_each_client_to_the_fairest_keeps_the_sum_of_the_costs_lowest(have: list[int], n: int) -> None:
    booked = dict(enumerate(have))
    for _ in range(n):
        booked[fairest(list(booked), booked)[0]] += 1
    best = sum(further_cost(m) for count in booked.values() for m in range(count))
    for low, count in booked.items():
        for high in booked:
            if count > have[low]:
                moved = {**booked, low: count - 1}
                moved[high] += 1
                assert sum(further_cost(m) for c in moved.values() for m in range(c)) >= best


def test_equals_stay_in_the_order_given_and_part_time_fills_sooner() -> None:
    assert fairest(["b", "a", "c"], {"c": 1}) == ["b", "a", "c"]
    assert fairest(["half", "whole"], {"half": 2, "whole": 2}, {"half": 10, "whole": 20}) == ["whole", "half"]


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="fee"):
        rank(KEEN, [], {Criterion.FEE: weight})


def test_the_document_names_the_numbers_of_the_code() -> None:
    text = DOCS.read_text(encoding="utf-8")
    text = text[text.index("## Who fits") :]
    assert "(`ENOUGH_TIMES`)" in text
    assert ENOUGH_TIMES == 4 and "four open times" in text  # noqa: PT018 (one fact)
    assert further_cost(3, 10) == pytest.approx(0.35)
    assert "(n + ½) / places" in text
