"""Branching of the private questions. First match wins; U and H can both hold.

The rules are open, so nothing that another person can see may depend on a state.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What the private answers say. Never shown, never printed."""

    UNSAFE = "U"
    MAY_HARM = "H"
    GOES_ON = "W"
    NOT_SURE = "N"
    STOPPED = "P-"
    MENDED = "P+"
    GONE = "E"
    NO_SIGN = "O"


@dataclass(frozen=True)
class GateAnswers:
    """Answers to the six private questions; None is a blank. All blank is also "not now".

    1 happened: no, unsure, once, more · 2 now: nothing, stopped, yes, unknown, gone ·
    3 since: nothing, yes, part, no, never · 4 fear: no, sometimes, yes, rather ·
    5 acts: no, yes, unsure, rather · 6 own: no, safe, yes, rather
    """

    happened: str | None = None
    now: str | None = None
    since: str | None = None
    fear: str | None = None
    acts: str | None = None
    own: str | None = None

    def __post_init__(self) -> None:
        for question, codes in CODES.items():
            if getattr(self, question) not in {None, *codes}:
                raise ValueError(f"not an answer to {question}")


CODES = {
    "happened": ("no", "unsure", "once", "more"),
    "now": ("nothing", "stopped", "yes", "unknown", "gone"),
    "since": ("nothing", "yes", "part", "no", "never"),
    "fear": ("no", "sometimes", "yes", "rather"),
    "acts": ("no", "yes", "unsure", "rather"),
    "own": ("no", "safe", "yes", "rather"),
}

# Two characters for every combination, so that the length of what is sealed tells nothing.
_ENCODED = {
    frozenset({State.UNSAFE}): "U.",
    frozenset({State.MAY_HARM}): "H.",
    frozenset({State.UNSAFE, State.MAY_HARM}): "UH",
    frozenset({State.GOES_ON}): "W.",
    frozenset({State.NOT_SURE}): "N.",
    frozenset({State.STOPPED}): "P-",
    frozenset({State.MENDED}): "P+",
    frozenset({State.GONE}): "E.",
    frozenset({State.NO_SIGN}): "O.",
}
_DECODED = {code: found for found, code in _ENCODED.items()}


def states(answers: GateAnswers) -> frozenset[State]:
    """The state that the answers give; U and H may come together."""
    strong = set()
    if (
        answers.fear in {"sometimes", "yes", "rather"}
        or answers.acts in {"yes", "rather"}
        or answers.own == "safe"
    ):
        strong.add(State.UNSAFE)
    if answers.own in {"yes", "rather"}:
        strong.add(State.MAY_HARM)
    return frozenset(strong) if strong else frozenset({_milder(answers)})


def _milder(answers: GateAnswers) -> State:
    broken = answers.happened in {"once", "more"}
    if broken and answers.now in {"yes", "unknown"}:
        return State.GOES_ON
    if _not_sure(answers, broken=broken):
        return State.NOT_SURE
    if broken and answers.now == "stopped":
        return State.MENDED if answers.since == "yes" else State.STOPPED
    return State.GONE if answers.now == "gone" else State.NO_SIGN


def _not_sure(answers: GateAnswers, *, broken: bool) -> bool:
    blank = None in (answers.happened, answers.now, answers.fear, answers.acts, answers.own)
    unsure = "unsure" in (answers.happened, answers.acts)
    odd_no = answers.happened == "no" and answers.now in {"stopped", "yes", "unknown"}
    odd_yes = broken and answers.now == "nothing"
    return blank or unsure or odd_no or odd_yes


def may_offer(open_in: Collection[State] | None, found: Collection[State]) -> bool:
    """Whether a step may be offered: it is open in every state that holds. Without a list it is closed."""
    return bool(open_in) and bool(found) and all(state in (open_in or ()) for state in found)


def encode(found: Collection[State]) -> str:
    """Two characters for a state. Raises KeyError for a combination that cannot be."""
    return _ENCODED[frozenset(found)]


def decode(code: str) -> frozenset[State]:
    """The states of `encode`; anything else is "not sure", which opens least."""
    return _DECODED.get(code, frozenset({State.NOT_SURE}))
