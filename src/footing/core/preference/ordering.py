"""Ratings of several things, and choices between those that share the highest: where each stands, and how surely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from footing.core.preference.posterior import MOST_ITEMS, Ranking, next_pair, rank

LOWEST, HIGHEST = 0, 4
CLEAR_LEVEL, LIKELY_LEVEL = 0.9, 0.75


class Choice(NamedTuple):
    """Two things, and which was chosen: one of both, or "" for about the same."""

    one: str
    other: str
    chosen: str


class Sure(Enum):
    """How sure the first of the order is."""

    NOTHING = "nothing was rated above the lowest"
    RATED = "it alone has the highest rating"
    CLEAR = "chosen among those that share it, at least .9"
    LIKELY = "the same, at least .75"
    OPEN = "several share it, and choices do not tell them apart"


@dataclass(frozen=True)
class Standing:
    """Where things stand.

    `groups`: those with the same rating, the highest rating first, the top in the order of its choices. `top`: those
    that share the highest rating above the lowest. `ranking`: of the top, by its places there; None where it is one
    thing, none, or more than can be ranked. `chance`: that the first of the top is the first, None without a ranking.
    `ask`: the two to choose between next, or None.
    """

    groups: tuple[tuple[str, ...], ...]
    top: tuple[str, ...]
    ranking: Ranking | None
    chance: float | None
    sure: Sure
    ask: tuple[str, str] | None


def standing(ratings: Mapping[str, int | None], choices: Sequence[Choice] = ()) -> Standing:
    """Order things by their ratings, 0 to 4 (None: no answer, left out), and the highest ones by choices between two.

    Choices about things that do not share the highest rating are not looked at: they are from before a rating was
    changed. Raises ValueError for a rating outside 0 to 4, or a choice of something else than its two.
    """
    for name, rating in ratings.items():
        if rating is not None and not LOWEST <= rating <= HIGHEST:
            raise ValueError(f"{name}: a rating is {LOWEST} to {HIGHEST}")
    given = {name: rating for name, rating in ratings.items() if rating is not None}
    levels = sorted(set(given.values()), reverse=True)
    groups = [tuple(name for name, rating in given.items() if rating == level) for level in levels]
    top = groups[0] if groups and levels[0] > LOWEST else ()
    if not 2 <= len(top) <= MOST_ITEMS:
        sure = Sure.NOTHING if not top else Sure.RATED if len(top) == 1 else Sure.OPEN
        return Standing(tuple(groups), top, None, None, sure, None)
    wins = _wins(top, choices)
    found = rank(wins)
    chance = float(found.top.max())
    ordered = tuple(top[item] for item in found.order)
    best = float(found.top[found.order[0]])
    sure = Sure.CLEAR if best >= CLEAR_LEVEL else Sure.LIKELY if best >= LIKELY_LEVEL else Sure.OPEN
    pair = next_pair(wins) if chance < CLEAR_LEVEL else None
    asked = (top[pair.one], top[pair.other]) if pair else None
    return Standing((ordered, *groups[1:]), top, found, best, sure, asked)


def _wins(top: tuple[str, ...], choices: Sequence[Choice]) -> list[list[float]]:
    at = {name: number for number, name in enumerate(top)}
    wins = [[0.0] * len(top) for _ in top]
    for one, other, chosen in choices:
        if chosen not in {one, other, ""} or one == other:
            raise ValueError(f"{chosen} is none of {one} and {other}")
        if one in at and other in at:
            wins[at[one]][at[other]] += 0.5 if not chosen else float(chosen == one)
            wins[at[other]][at[one]] += 0.5 if not chosen else float(chosen == other)
    return wins
