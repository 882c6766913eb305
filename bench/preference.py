"""How often the thing that is named first is the wrong one, and how true the claimed chances are: ours and the common way.

Invented people with things of a worth drawn from a standard normal distribution, who choose the better of two by Bradley
and Terry's rule with a steadiness. With a fixed seed; `prove` writes it to the report.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from math import exp, log, sqrt
from random import Random
from statistics import fmean

from footing.core.preference.ordering import CLEAR_LEVEL, HIGHEST, LIKELY_LEVEL, Choice, standing
from footing.core.preference.posterior import MOST_PAIRS, STEADINESS, Pair, next_pair, rank

SEED, PEOPLE = 20261129, 2_000
THINGS, COMMON_TIMES, TWELVE = 5, 3, 12
STEADY = {"unsteady": 1.0, "in between": 2.0, "steady": 4.0}
# Where worths lie between two neighbouring ratings of 0 to 4: a fifth of all things a rating.
CUTS = (-0.84, -0.25, 0.25, 0.84)
Table = list[list[float]]
Fixed = tuple[tuple[float, ...], ...]


@dataclass
class Seen:
    """For each person: whether the named one is the true first, what was claimed, and how many pairs were asked."""

    right: list[bool] = field(default_factory=list)
    claimed: list[float] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)

    @property
    def wrong(self) -> float:
        """Share that is named wrongly."""
        return 1 - fmean(self.right)

    def between(self, low: float, high: float) -> tuple[int, float, float]:
        """Of claims from low up to high: how many, the mean claim, the share that was right."""
        found = [(c, r) for c, r in zip(self.claimed, self.right, strict=True) if low <= c < high]
        return len(found), fmean(c for c, _ in found or [(0.0, 0)]), fmean(r for _, r in found or [(0.0, 0)])


def common(chance: Random, people: int, steady: float) -> tuple[float, float]:
    """Thirty questions, each pair of five three times, counted: share wrong, share whose first is tied."""
    wrong, tied = 0, 0
    for _ in range(people):
        worth = worths(chance)
        count = [0] * THINGS
        for i, j in combinations(range(THINGS), 2):
            for _ in range(COMMON_TIMES):
                count[i if chosen(chance, worth, i, j, steady) else j] += 1
        best = [i for i in range(THINGS) if count[i] == max(count)]
        wrong += chance.choice(best) != worth.index(max(worth))
        tied += len(best) > 1
    return wrong / people, tied / people


def known(chance: Random, people: int, steady: float, questions: int = TWELVE) -> Seen:
    """Questions chosen for the top by somebody who knows the steadiness: what the golden simulation has."""
    seen = Seen()
    for _ in range(people):
        worth, wins = worths(chance), _nothing(THINGS)
        for _ in range(questions):
            _ask(chance, wins, worth, steady, each=questions, most=questions, known=(steady,))
        _look(seen, wins, worth, questions, (steady,))
    return seen


def ours(chance: Random, people: int, steady: float | None) -> Seen:
    """At most eight pairs of five that share the highest rating, each pair at most twice; the steadiness is not known.

    Without `steady` everybody's own is drawn anew from 0.5 to 8, evenly in its logarithm.
    """
    seen = Seen()
    for _ in range(people):
        own = steady or exp(chance.uniform(log(0.5), log(8)))
        worth, wins, asked = worths(chance), _nothing(THINGS), 0
        while asked < MOST_PAIRS and max(_top(_fixed(wins), STEADINESS)) < CLEAR_LEVEL:
            if not _ask(chance, wins, worth, own):
                break
            asked += 1
        _look(seen, wins, worth, asked)
    return seen


def rated(chance: Random, people: int, steady: float, things: int = THINGS) -> Seen:
    """As the pages do it: ratings of 0 to 4, as unsteady as choices are; pairs only where several share the highest."""
    seen = Seen()
    names = [str(n) for n in range(things)]
    for _ in range(people):
        worth = worths(chance, things)
        ratings: dict[str, int | None] = {
            name: _rating(w + logistic(chance) / steady) for name, w in zip(names, worth, strict=True)
        }
        choices: list[Choice] = []
        while (found := standing(ratings, choices)).ask:
            one, other = found.ask
            first = chosen(chance, worth, int(one), int(other), steady)
            choices.append(Choice(one, other, one if first else other))
        first_named = int(found.groups[0][0])
        seen.right.append(first_named == worth.index(max(worth)))
        seen.claimed.append(found.chance or 0.0)
        seen.asked.append(len(choices))
    return seen


def worths(chance: Random, things: int = THINGS) -> list[float]:
    """One person's worths."""
    return [chance.gauss() for _ in range(things)]


def chosen(chance: Random, worth: Sequence[float], i: int, j: int, steady: float) -> bool:
    """Whether i is chosen over j."""
    return chance.random() < 1 / (1 + exp(-steady * (worth[i] - worth[j])))


def logistic(chance: Random) -> float:
    """A draw from the logistic distribution, whose differences choices are made of."""
    share = min(max(chance.random(), 1e-12), 1 - 1e-12)
    return log(share / (1 - share))


def _rating(value: float) -> int:
    return min(HIGHEST, sum(value > cut for cut in CUTS))


def _nothing(things: int) -> Table:
    return [[0.0] * things for _ in range(things)]


def _ask(
    chance: Random, wins: Table, worth: Sequence[float], steady: float, *,
    each: int = 2, most: int = MOST_PAIRS, known: tuple[float, ...] = (),
) -> bool:  # fmt: skip
    pair = _next(_fixed(wins), each, most, known or STEADINESS)
    if pair is None:
        return False
    i, j = pair.one, pair.other
    first = chosen(chance, worth, i, j, steady)
    wins[i][j] += first
    wins[j][i] += not first
    return True


def _look(seen: Seen, wins: Table, worth: Sequence[float], asked: int, known: tuple[float, ...] = ()) -> None:
    top = _top(_fixed(wins), known or STEADINESS)
    named = top.index(max(top))
    seen.right.append(named == worth.index(max(worth)))
    seen.claimed.append(top[named])
    seen.asked.append(asked)


def _fixed(wins: Table) -> Fixed:
    return tuple(map(tuple, wins))


# Most people's first choices are alike; working each out once takes a fifth of the time.
@lru_cache(maxsize=200_000)
def _next(wins: Fixed, each: int, most: int, steadiness: tuple[float, ...]) -> Pair | None:
    return next_pair(wins, each=each, most=most, steadiness=steadiness)


@lru_cache(maxsize=200_000)
def _top(wins: Fixed, steadiness: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(map(float, rank(wins, steadiness=steadiness).top))


def preference(people: int = PEOPLE) -> Iterator[str]:
    """Full counts as a report; stops where a claim does not hold."""
    chance = Random(SEED)
    yield "## Which is first\n"
    yield f"{people:,} invented people a line, {THINGS} things, seed {SEED}. Wrong: the named one is not the one with the highest worth.\n"
    yield "| people | thirty questions, counted: wrong | of these tied | twelve chosen, steadiness known: wrong | claimed right |"
    yield "|---|---:|---:|---:|---:|"
    for name, steady in STEADY.items():
        wrong, tied = common(chance, people, steady)
        twelve = known(chance, people, steady)
        yield f"| {name} | {wrong:.1%} | {tied:.1%} | {twelve.wrong:.1%} | {fmean(twelve.claimed):.1%} |"
        _hold(f"{name}, twelve", fmean(twelve.claimed), 1 - twelve.wrong, people)
    yield "\n| people | way | wrong | pairs asked | claimed right | was right |"
    yield "|---|---|---:|---:|---:|---:|"
    for name, steady in STEADY.items():
        seen = ours(chance, people, steady)
        yield f"| {name} | eight pairs at most | {_line(seen)} |"
    mixed = ours(chance, 2 * people, None)
    yield f"| every steadiness from .5 to 8 | eight pairs at most | {_line(mixed)} |"
    _hold("every steadiness", fmean(mixed.claimed), 1 - mixed.wrong, 2 * people)
    for name, steady in STEADY.items():
        seen = rated(chance, people, steady)
        yield f"| {name} | ratings, then pairs where the top is shared | {_line(seen, rating=True)} |"
        count, _, right = seen.between(0.0, 1e-9)
        yield f"| | of these, {count} in which one alone has the highest rating | {1 - right:.1%} | 0.0 | | {right:.1%} |"
    yield "\n| claimed, of every steadiness | people | mean claim | was right |"
    yield "|---|---:|---:|---:|"
    for low, high in ((0.0, 0.5), (0.5, LIKELY_LEVEL), (LIKELY_LEVEL, CLEAR_LEVEL), (CLEAR_LEVEL, 1.01)):
        count, claim, right = mixed.between(low, high)
        yield f"| {low:.0%} to {min(high, 1):.0%} | {count} | {claim:.1%} | {right:.1%} |"
        _hold(f"claims from {low}", claim, right, count)


def _line(seen: Seen, *, rating: bool = False) -> str:
    claimed = "" if rating else f"{fmean(seen.claimed):.1%}"
    return f"{seen.wrong:.1%} | {fmean(seen.asked):.1f} | {claimed} | {1 - seen.wrong:.1%}"


def _hold(what: str, claimed: float, right: float, count: int) -> None:
    """Claims are true: within three hundredths, and what chance makes of so many people."""
    if count and abs(claimed - right) > 0.03 + 3 * sqrt(claimed * (1 - claimed) / count):
        sys.exit(f"{what}: claimed {claimed:.3f}, was right {right:.3f}")


if __name__ == "__main__":
    print("\n".join(preference()))
