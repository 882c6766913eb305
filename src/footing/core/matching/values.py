"""What somebody wishes, what is known of a therapist, and what a comparison finds: ids and numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Criterion(StrEnum):
    """What is compared. `load` is nobody's wish: it spreads people fairly."""

    NEEDS = "needs"
    LANGUAGE = "language"
    MODE = "mode"
    HOURS = "hours"
    PREFERENCE = "preference"
    FEE = "fee"
    ACCESS = "access"
    INTERPRETER = "interpreter"
    LOAD = "load"


class Answer(StrEnum):
    """What is known of one thing: it is so, it is not, nobody said, or it may be so and has to be asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    ASK = "ask"


@dataclass(frozen=True)
class Seeker:
    """What somebody wishes; what is empty does not matter to them.

    `times` are ids of parts of the week. `preferences` are pairs of a group and what a therapist should say of
    themselves in it. `most_fee` in the smallest unit of `currency`, 0 or more. `musts`: wishes that are hard; one
    that was not wished for at all is passed over.
    """

    needs: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    preferences: frozenset[tuple[str, str]] = frozenset()
    most_fee: int | None = None
    currency: str = ""
    access: frozenset[str] = frozenset()
    interpreter: bool = False
    musts: frozenset[Criterion] = frozenset()

    def asked(self) -> tuple[Criterion, ...]:
        """The criteria that matter to them, always in the same order; `load` is not among them."""
        wished = {
            Criterion.NEEDS: self.needs, Criterion.LANGUAGE: self.languages, Criterion.MODE: self.modes,
            Criterion.HOURS: self.times, Criterion.PREFERENCE: self.preferences,
            Criterion.FEE: self.most_fee is not None, Criterion.ACCESS: self.access,
            Criterion.INTERPRETER: self.interpreter,
        }  # fmt: skip
        return tuple(criterion for criterion, wish in wished.items() if wish)


@dataclass(frozen=True)
class Candidate:
    """What is known of a therapist. None, or a key that is missing, is "nobody said", never "no".

    `open`: how many starts can be booked in each part of the week. `said`: what they say of themselves, by group.
    `lowest_fee`: the least that they ask of anybody; the same as `fee` where there is no lower one. `booked`: their
    coming appointments; `places`: how many they could have in that time, the booked ones included.
    """

    id: str
    needs: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    modes: frozenset[str] | None = None
    open: Mapping[str, int] | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    fee: int | None = None
    lowest_fee: int | None = None
    currency: str = ""
    access: Mapping[str, bool] = field(default_factory=dict)
    interpreter: bool | None = None
    booked: int | None = None
    places: int | None = None


@dataclass(frozen=True, order=True)
class Finding:
    """One reason: in which criterion, what is known, and of what (an id, or "" for the criterion as a whole)."""

    criterion: Criterion
    answer: Answer
    value: str = ""
