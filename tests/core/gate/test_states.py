"""Every row of the branching table, every combination of answers, and what a state opens."""

from itertools import product

import pytest

from footing.core.gate import CODES, GateAnswers, State, decode, encode, may_offer, states

CALM = {"happened": "no", "now": "nothing", "since": "nothing", "fear": "no", "acts": "no", "own": "no"}
BROKEN = {**CALM, "happened": "once", "now": "stopped", "since": "yes"}


def found(**changes: str | None) -> str:
    return encode(states(GateAnswers(**{**CALM, **changes})))


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"fear": "sometimes"}, "U."), ({"fear": "yes"}, "U."), ({"fear": "rather"}, "U."),
        ({"acts": "yes"}, "U."), ({"acts": "rather"}, "U."), ({"own": "safe"}, "U."),
        ({"now": "gone", "fear": "yes"}, "U."),
        ({"own": "yes"}, "H."), ({"own": "rather"}, "H."),
        ({"own": "yes", "fear": "yes"}, "UH"), ({"own": "rather", "acts": "rather"}, "UH"),
        ({"own": "yes", "happened": "more", "now": "yes"}, "H."),
        ({"happened": "once", "now": "yes"}, "W."), ({"happened": "more", "now": "unknown"}, "W."),
        ({"happened": "unsure"}, "N."), ({"acts": "unsure"}, "N."),
        ({"happened": None}, "N."), ({"now": None}, "N."), ({"fear": None}, "N."), ({"acts": None}, "N."),
        ({"own": None}, "N."), (dict.fromkeys(CALM), "N."),
        ({"now": "stopped"}, "N."), ({"now": "yes"}, "N."), ({"now": "unknown"}, "N."),
        ({"happened": "once"}, "N."),
        ({**BROKEN, "since": "part"}, "P-"), ({**BROKEN, "since": "no"}, "P-"), ({**BROKEN, "since": "never"}, "P-"),
        ({**BROKEN, "since": None}, "P-"), ({**BROKEN, "since": "nothing"}, "P-"),
        (BROKEN, "P+"),
        ({"now": "gone"}, "E."), ({"happened": "more", "now": "gone"}, "E."),
        ({}, "O."), ({"since": None}, "O."),
    ],
)  # fmt: skip
def test_a_row_of_the_table(answers: dict[str, str | None], code: str) -> None:
    assert found(**answers) == code


def test_every_combination_has_a_state_and_fear_is_never_overruled() -> None:
    seen = set()
    for values in product(*((None, *codes) for codes in CODES.values())):
        answers = GateAnswers(*values)
        got = states(answers)
        seen.add(got)
        assert decode(encode(got)) == got
        unsafe = answers.fear in {"sometimes", "yes", "rather"} or answers.acts in {"yes", "rather"}
        assert not unsafe or State.UNSAFE in got
        assert answers.own not in {"yes", "rather"} or State.MAY_HARM in got
        if State.NO_SIGN in got or State.MENDED in got:
            assert answers.fear == answers.acts == answers.own == "no"
    assert len(seen) == 9


def test_every_code_has_the_same_length() -> None:
    codes = {found(**c) for c in ({}, {"fear": "yes"}, {"own": "yes"}, {"own": "yes", "fear": "yes"}, BROKEN)}
    assert {len(code) for code in codes} == {2}


def test_what_says_nothing_of_states_is_closed() -> None:
    assert not any(may_offer(None, {state}) or may_offer((), {state}) for state in State)


def test_two_states_open_only_what_both_open() -> None:
    assert may_offer({State.UNSAFE, State.MAY_HARM}, {State.UNSAFE, State.MAY_HARM})
    assert not may_offer({State.UNSAFE}, {State.UNSAFE, State.MAY_HARM})
    assert not may_offer(set(State), ())


def test_an_unknown_code_opens_least() -> None:
    assert decode("??") == {State.NOT_SURE}


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="fear"):
        GateAnswers(fear="a lot")
