"""From answers to signs: the middle answer, how heavy, and whether it is ongoing and overwhelming.

Our own rule, not tested on people, without norms. There is no total and no comparison with others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

SIGNS = ("s1", "s2", "s3", "s4", "s5", "s6")
OFTEN = 2
HEAVY = 2


class Level(IntEnum):
    """How often a sign was there in four weeks."""

    QUIET = 0
    NOW_AND_THEN = 1
    OFTEN = 2
    MOST_OF_THE_TIME = 3


class Duration(StrEnum):
    """How long it has been like this."""

    UNDER_A_MONTH = "under"
    MONTHS = "months"
    LONGER = "longer"
    COMES_AND_GOES = "comes"
    UNKNOWN = "unknown"


LASTING = {Duration.MONTHS, Duration.LONGER, Duration.COMES_AND_GOES}


@dataclass(frozen=True)
class SignAnswers:
    """Answers of one sign: items 0 to 3 or None (does not fit, or left out); `in_the_way` 0 to 3 or None."""

    items: tuple[int | None, ...]
    in_the_way: int | None = None

    def __post_init__(self) -> None:
        if any(a is not None and a not in range(4) for a in (*self.items, self.in_the_way)):
            raise ValueError("answers are 0 to 3, or None")


@dataclass(frozen=True)
class Answers:
    """One context: answers by sign, how long, and whether something big happened lately (None: not said)."""

    signs: Mapping[str, SignAnswers]
    duration: Duration = Duration.UNKNOWN
    shock: bool | None = None


@dataclass(frozen=True)
class SignResult:
    """What one sign's answers say. `level` None: too few answers. `first_look`: from a single question."""

    sign: str
    level: Level | None
    in_the_way: int | None
    overwhelming: bool
    answers: tuple[int | None, ...]
    first_look: bool = False

    @property
    def weight(self) -> tuple[int, int]:
        """Order of what weighs most: how often, then how much in the way."""
        return (-1 if self.level is None else int(self.level), self.in_the_way or 0)


@dataclass(frozen=True)
class Result:
    """One context's result. `heaviest` and `quietest` name signs, or are None where there is nothing to name."""

    signs: tuple[SignResult, ...]
    duration: Duration
    shock: bool | None
    heaviest: str | None
    quietest: str | None

    @property
    def overwhelming(self) -> tuple[str, ...]:
        """Signs that are ongoing and overwhelming by the rule."""
        return tuple(s.sign for s in self.signs if s.overwhelming)


def score(answers: Answers) -> Result:
    """Apply the rule to one context.

    A sign is the middle of its three answers; of two, the lower; of fewer, nothing is said. The short
    list has one answer a sign. Ongoing and overwhelming: often or more, and in the way quite a lot or
    more, and for a month or longer ("comes and goes" counts); after a recent shock not yet.
    """
    signs = tuple(_sign(name, answers) for name in SIGNS)
    known = [s for s in signs if s.level is not None]
    heavy = max(known, key=lambda s: s.weight, default=None)
    quiet = min(known, key=lambda s: s.weight, default=None)
    return Result(
        signs=signs,
        duration=answers.duration,
        shock=answers.shock,
        heaviest=heavy.sign if heavy and heavy.weight > (0, 0) else None,
        quietest=quiet.sign if quiet and (quiet.level or 0) <= Level.NOW_AND_THEN else None,
    )


def _sign(name: str, answers: Answers) -> SignResult:
    given = answers.signs.get(name, SignAnswers((None, None, None)))
    level = _level(given.items)
    heavy = level is not None and level >= OFTEN and (given.in_the_way or 0) >= HEAVY
    return SignResult(
        sign=name,
        level=level,
        in_the_way=given.in_the_way,
        overwhelming=heavy and answers.duration in LASTING and answers.shock is not True,
        answers=given.items,
        first_look=len(given.items) == 1,
    )


def _level(items: tuple[int | None, ...]) -> Level | None:
    given = sorted(a for a in items if a is not None)
    if len(items) == 1:
        return Level(given[0]) if given else None
    return None if len(given) < 2 else Level(given[(len(given) - 1) // 2])
