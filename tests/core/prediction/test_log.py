"""What may be said of a log of fears, and what may not."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.prediction import summary as module
from footing.core.prediction.entries import Counts, Entry, Outcome, Refusal, Seen, count, due, refusals
from footing.core.prediction.paired import median_interval, paired
from footing.core.prediction.summary import Comfort, Fact, Going, Stop, Stopped, stops, summarise

TODAY = date(2026, 11, 25)
YES, NO, DARK = Outcome.HAPPENED, Outcome.DID_NOT, Outcome.COULD_NOT_TELL


def entry(outcome: Outcome | None = None, **more: Any) -> Entry:
    return Entry(**{"due": TODAY, "sure": 0.7, "feared": 2, "expected": 1, "outcome": outcome, **more})


def log(yes: int = 0, no: int = 0, dark: int = 0, waiting: int = 0, **more: Any) -> list[Entry]:
    outcomes = [YES] * yes + [NO] * no + [DARK] * dark + [None] * waiting
    return [entry(o, **(more if o else {})) for o in outcomes]


def said(entries: list[Entry]) -> dict[Fact, Any]:
    return {f.id: dict(f.numbers) for f in summarise(entries, today=TODAY, comfort_open=True).facts}


def comforts(entries: list[Entry]) -> set[Comfort]:
    found = summarise(entries, today=TODAY, comfort_open=True)
    assert isinstance(found, Going)
    return {c.id for c in found.comfort}


def test_nothing_is_said_of_nothing() -> None:
    assert said([]) == {Fact.NOTHING_YET: {"open": 0}}
    assert said(log(waiting=2)) == {Fact.NOTHING_YET: {"open": 2}, Fact.DUE: {"n": 2}}


def test_counts_are_said_from_the_first_and_how_often_in_general_from_ten() -> None:
    assert said(log(yes=1)) == {Fact.HAPPENED: {"k": 1, "n": 1}, Fact.TOO_FEW: {"n": 1, "least": 10}}
    nine = said(log(yes=2, no=7))
    assert nine[Fact.HAPPENED] == {"k": 2, "n": 9}
    assert nine[Fact.TOO_FEW]["n"] == 9
    assert Fact.RATE not in nine
    ten = said(log(yes=2, no=8))
    assert Fact.TOO_FEW not in ten
    assert ten[Fact.RATE]["low"] == pytest.approx(0.0441, abs=1e-4)
    assert ten[Fact.RATE]["high"] == pytest.approx(0.5028, abs=1e-4)


def test_what_nobody_could_tell_is_neither_happened_nor_not() -> None:
    found = said(log(yes=1, no=8, dark=5))
    assert found[Fact.HAPPENED] == {"k": 1, "n": 9}
    assert found[Fact.COULD_NOT_TELL] == {"n": 5}
    assert Fact.RATE not in found
    with_ten = said(log(yes=1, no=9, dark=5))
    assert with_ten[Fact.IF_KNOWN] == {"low": pytest.approx(1 / 15), "high": pytest.approx(6 / 15)}


def test_scores_come_from_ten_and_the_curve_from_fifty() -> None:
    few, some, many = (
        summarise(log(yes=1, no=n - 1), today=TODAY, comfort_open=True).figures for n in (9, 49, 50)
    )
    assert (few.brier, few.rate, few.overestimate, few.curve) == (None, None, None, None)
    assert some.brier == pytest.approx((0.09 + 48 * 0.49) / 49)
    assert (some.curve, some.murphy) == (None, None)
    assert many.curve is not None
    assert [(step.n, step.k) for step in many.curve] == [(50, 1)]


def test_due_ones_are_open_and_their_day_has_come_the_longest_waiting_first() -> None:
    days = [entry(due=TODAY + timedelta(days=d)) for d in (0, -3, 1)]
    assert [e.due for e in due([*days, entry(YES)], today=TODAY)] == [TODAY - timedelta(days=3), TODAY]
    assert count(days, today=TODAY) == Counts(open=3, due=2)


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        (log(yes=2, no=8), ()),
        (log(yes=3, no=97), (Stop.CAME_TRUE,)),
        ([*log(no=9), entry(YES, found=3)], (Stop.VERY_BAD,)),
        ([*log(no=9), entry(DARK, found=3)], (Stop.VERY_BAD,)),
        ([*log(no=9), entry(YES, found=2)], ()),
        (log(yes=3, found=3), (Stop.VERY_BAD, Stop.CAME_TRUE)),
    ],
)
def test_one_very_bad_outcome_or_three_of_any_size_stop_all_comfort(
    entries: list[Entry], why: tuple[Stop, ...]
) -> None:
    found = summarise(entries, today=TODAY, comfort_open=True)
    assert stops(count(entries, today=TODAY)) == why
    if why:
        assert isinstance(found, Stopped)
        assert found.stops == why
        assert not hasattr(found, "comfort")
    else:
        assert isinstance(found, Going)


def test_comfort_that_is_closed_leaves_no_word_of_why() -> None:
    found = summarise(log(no=20), today=TODAY, comfort_open=False)
    assert isinstance(found, Stopped)
    assert found.stops == ()
    assert found.facts == summarise(log(no=20), today=TODAY, comfort_open=True).facts


def test_nobody_can_make_comfort_by_hand_from_counts_under_the_rule() -> None:
    good = summarise(log(no=20), today=TODAY, comfort_open=True)
    assert isinstance(good, Going)
    assert good.comfort
    for counts in (Counts(happened=3), Counts(did_not=99, very_bad=1)):
        with pytest.raises(ValueError, match="stop rule"):
            Going(counts, good.facts, good.figures, good.comfort)


def test_less_often_than_feared_needs_an_interval_that_leaves_no_doubt() -> None:
    assert comforts(log(no=10)) == {Comfort.LESS_OFTEN}
    assert comforts(log(no=9)) == set()
    assert comforts(log(yes=2, no=8, sure=0.4)) == set()
    assert comforts(log(yes=1, no=9, sure=0.4)) == set()
    assert comforts(log(no=10, sure=0.1)) == set()


def test_pairs_are_compared_from_ten_and_only_where_they_point_one_way() -> None:
    better = log(no=10, sure=0.0, found=0, coped=3)
    assert comforts(better) == {Comfort.LESS_BAD, Comfort.COPED_BETTER}
    assert comforts(better[:9]) == set()
    assert comforts(better[:9] + log(no=1, sure=0.0, found=2, coped=1)) == set()
    assert comforts(better + log(no=1, sure=0.0, found=2, coped=1)) == set()
    assert comforts([*better, better[0], *log(no=1, sure=0.0, found=2, coped=1)]) == {
        Comfort.LESS_BAD,
        Comfort.COPED_BETTER,
    }
    nine = summarise(better[:9], today=TODAY, comfort_open=True).figures.severity
    assert (nine.lower, nine.same, nine.higher, nine.middle, nine.interval) == (9, 0, 0, None, None)


def test_what_turned_out_worse_is_a_fact_and_no_comfort() -> None:
    entries = log(no=10, sure=0.0, feared=0, found=2, expected=3, coped=1)
    assert comforts(entries) == set()
    assert {Fact.WORSE, Fact.COPED_LESS} <= said(entries).keys()
    nine = entries[:9] + log(no=1, sure=0.0, feared=2, found=2, expected=1, coped=1)
    assert {Fact.WORSE, Fact.COPED_LESS} <= said(nine).keys()
    eight = nine[1:] + log(no=1, sure=0.0, feared=2, found=2, expected=1, coped=1)
    assert not {Fact.WORSE, Fact.COPED_LESS} & said(eight).keys()
    assert Fact.MORE_OFTEN in said(log(yes=9, no=1, sure=0.1))


def test_pairs_that_lack_a_half_or_an_outcome_are_left_out() -> None:
    entries = [
        entry(NO, found=None),
        entry(NO, feared=None, found=1),
        entry(DARK, found=1),
        entry(NO, found=1),
    ]
    assert summarise(entries, today=TODAY, comfort_open=True).figures.severity.pairs == 1


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (Seen.THERE, ()),
        (Seen.TO_ME, ()),
        (Seen.MINE, ()),
        (Seen.CHECKING, (Refusal.NEEDS_CHECKING,)),
        (Seen.ASKING, (Refusal.NEEDS_OTHERS,)),
        (Seen.HIDDEN, (Refusal.CANNOT_BE_SEEN,)),
        (Seen.UNKNOWN, (Refusal.NO_WAY_TO_SEE,)),
    ],
)
def test_only_what_one_sees_by_oneself_can_be_logged(seen: Seen, why: tuple[Refusal, ...]) -> None:
    assert refusals(seen, written=TODAY, due=TODAY + timedelta(days=7)) == why


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (None, Refusal.NO_DAY),
        (0, Refusal.DAY_NOT_AHEAD),
        (-1, Refusal.DAY_NOT_AHEAD),
        (93, Refusal.DAY_TOO_FAR),
    ],
)
def test_a_fear_needs_a_day_ahead_and_not_too_far(days: int | None, why: Refusal) -> None:
    due_day = None if days is None else TODAY + timedelta(days=days)
    assert refusals(Seen.THERE, written=TODAY, due=due_day) == (why,)
    assert refusals(Seen.HIDDEN, written=TODAY, due=due_day) == (Refusal.CANNOT_BE_SEEN, why)


@pytest.mark.parametrize(
    "wrong", [{"sure": 1.1}, {"feared": 4}, {"expected": -1}, {"found": 1}, {"outcome": NO, "coped": 9}]
)
def test_an_entry_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"sure|answers|outcome"):
        entry(**wrong)


def test_a_median_has_no_interval_below_six() -> None:
    assert median_interval([1, 2, 3, 4, 5]) is None
    assert median_interval([5, 1, 4, 2, 6, 3]) == (1, 6)
    assert median_interval(range(1, 11)) == (2, 9)
    assert paired([(1, 0, True)] * 3 + [(1, 2, False)], least=10).happened == 3


answers = st.none() | st.integers(0, 3)
entries = st.builds(
    lambda outcome, found, coped, **rest: Entry(
        outcome=outcome, found=found if outcome else None, coped=coped if outcome else None, **rest
    ),
    due=st.dates(date(2026, 1, 1), date(2027, 1, 1)), sure=st.integers(0, 10).map(lambda p: p / 10), feared=answers,
    expected=answers, outcome=st.none() | st.sampled_from(Outcome), found=answers, coped=answers,
)  # fmt: skip


def walk(thing: Any) -> Iterator[Any]:
    """Everything inside a summary."""
    yield thing
    if is_dataclass(thing):
        for field in fields(thing):
            yield from walk(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from walk(part)


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(st.lists(entries, max_size=70), st.booleans())
def test_whatever_the_log_holds(found: list[Entry], comfort_open: bool) -> None:
    summary = summarise(found, today=TODAY, comfort_open=comfort_open)
    happened = sum(e.outcome is YES for e in found)
    stopped = happened >= 3 or any(e.found == 3 for e in found)
    assert isinstance(summary, Going) == (comfort_open and not stopped)
    if stopped or not comfort_open:
        assert not any(isinstance(part, Comfort | module.Comforting) for part in walk(summary))
    counts = summary.counts
    assert counts.open + counts.resolved + counts.could_not_tell == len(found)
    assert counts.due <= counts.open
    figures = summary.figures
    assert (figures.rate is not None) == (counts.resolved >= 10)
    assert (figures.curve is not None) == (counts.resolved >= 50)
    if figures.rate:
        assert 0 <= figures.rate.low <= counts.happened / counts.resolved <= figures.rate.high <= 1
    if figures.curve:
        assert sum(step.n for step in figures.curve) == counts.resolved
        assert sum(step.k for step in figures.curve) == happened
        rates = [step.rate for step in figures.curve]
        assert rates == sorted(rates)


def test_the_rule_taken_away_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each half of the stop rule, raised by one, would comfort where it must not."""
    for name, bad in (
        ("STOP_HAPPENED", log(yes=3, no=97)),
        ("STOP_VERY_BAD", [*log(no=19), entry(NO, found=3)]),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, getattr(module, name) + 1)
            found = summarise(bad, today=TODAY, comfort_open=True)
            assert isinstance(found, Going)
            assert found.comfort
        assert isinstance(summarise(bad, today=TODAY, comfort_open=True), Stopped)
