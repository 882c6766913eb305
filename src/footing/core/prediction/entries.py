"""What the log holds: a fear written down before, and what one saw afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

# Four answers, as everywhere in the check. For "how bad" the last is "very bad".
LEAST, TOP = 0, 3
VERY_BAD = TOP
ANSWERS = frozenset({None, *range(LEAST, TOP + 1)})
# Our own limit: with a day further off nobody learns from the answer, and much else has happened by then.
FURTHEST_DAYS = 92


class Outcome(StrEnum):
    """What the writer saw when the day had come."""

    HAPPENED = "happened"
    DID_NOT = "did-not"
    COULD_NOT_TELL = "could-not-tell"


# Compared by identity: a member of an enumeration is hashed by Python code, a thousand times on a page.
HAPPENED, DID_NOT = Outcome.HAPPENED, Outcome.DID_NOT


class Seen(StrEnum):
    """How the writer will see for themselves what came."""

    THERE = "there"  # I am there when it happens or does not
    TO_ME = "to-me"  # it is said, sent or done to me, unasked
    MINE = "mine"  # it is about what I do or feel
    ASKING = "asking"  # I would have to ask around
    CHECKING = "checking"  # I would have to look at a phone, follow or search
    HIDDEN = "hidden"  # it happens where I am not, or in somebody's heart
    UNKNOWN = "unknown"  # I do not know how


class Refusal(StrEnum):
    """Why a fear cannot be logged; the words for each are content."""

    NEEDS_CHECKING = "needs-checking"
    NEEDS_OTHERS = "needs-others"
    CANNOT_BE_SEEN = "cannot-be-seen"
    NO_WAY_TO_SEE = "no-way-to-see"
    NO_DAY = "no-day"
    DAY_NOT_AHEAD = "day-not-ahead"
    DAY_TOO_FAR = "day-too-far"


REFUSED = {
    # "Did not happen" is not "was not true": what shows itself only to somebody who watches another is no test.
    Seen.CHECKING: Refusal.NEEDS_CHECKING,
    Seen.ASKING: Refusal.NEEDS_OTHERS,
    Seen.HIDDEN: Refusal.CANNOT_BE_SEEN,
    Seen.UNKNOWN: Refusal.NO_WAY_TO_SEE,
}


def refusals(seen: Seen, *, written: date, due: date | None) -> tuple[Refusal, ...]:
    """Every reason why this fear cannot be logged, none if it can. From choices only: no text is read."""
    found = [REFUSED[seen]] if seen in REFUSED else []
    if due is None:
        found.append(Refusal.NO_DAY)
    elif due <= written:
        found.append(Refusal.DAY_NOT_AHEAD)
    elif (due - written).days > FURTHEST_DAYS:
        found.append(Refusal.DAY_TOO_FAR)
    return tuple(found)


class _Numbers(NamedTuple):
    due: date
    sure: float
    feared: int | None
    expected: int | None
    outcome: Outcome | None
    found: int | None
    coped: int | None


class Entry(_Numbers):
    """One fear. `sure` 0 to 1; the rest 0 to 3, or None where it was left out.

    `feared`: how bad it would be; `expected`: how well I would cope. Afterwards `found`: how bad it was, and
    `coped`: how I did; both may be said whatever the outcome. An entry without an outcome is open.
    A tuple, since a long log makes a thousand for each page, and a frozen dataclass takes twice as long.
    Raises ValueError where a number is out of range, or something was found before there was an outcome.
    """

    __slots__ = ()

    def __new__(
        cls, due: date, sure: float, feared: int | None = None, expected: int | None = None,
        outcome: Outcome | None = None, found: int | None = None, coped: int | None = None,
    ) -> Self:  # fmt: skip
        """Check the numbers, and keep them."""
        if not 0 <= sure <= 1:
            raise ValueError("sure is 0 to 1")
        if not ANSWERS.issuperset((feared, expected, found, coped)):
            raise ValueError(f"answers are {LEAST} to {TOP}, or None")
        if outcome is None and not (found is None and coped is None):
            raise ValueError("what was found needs an outcome")
        return tuple.__new__(cls, (due, sure, feared, expected, outcome, found, coped))


@dataclass(frozen=True)
class Counts:
    """How many entries of each kind. `due` are open ones whose day has come; `very_bad` are closed ones found so."""

    open: int = 0
    due: int = 0
    happened: int = 0
    did_not: int = 0
    could_not_tell: int = 0
    very_bad: int = 0

    @property
    def resolved(self) -> int:
        """Happened or did not. What nobody could tell is neither."""
        return self.happened + self.did_not


def due(entries: Iterable[Entry], *, today: date) -> tuple[Entry, ...]:
    """Open entries whose day has come, the longest waiting first."""
    waiting = [e for e in entries if e.outcome is None and e.due <= today]
    return tuple(sorted(waiting, key=lambda e: e.due))


def resolved(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries of which it is known whether it happened."""
    return tuple([e for e in entries if e.outcome is HAPPENED or e.outcome is DID_NOT])


def count(entries: Iterable[Entry], *, today: date) -> Counts:
    """Count entries by kind."""
    entries = tuple(entries)
    outcomes = [e.outcome for e in entries]
    return Counts(
        open=outcomes.count(None),
        due=len(due(entries, today=today)),
        happened=outcomes.count(HAPPENED),
        did_not=outcomes.count(DID_NOT),
        could_not_tell=outcomes.count(Outcome.COULD_NOT_TELL),
        very_bad=[e.found for e in entries].count(VERY_BAD),
    )
