"""The trust map: which qualities go with trust among the people somebody rated, and how sure that is.

It describes one person's own ratings. It says nothing about what causes trust, nothing about whether it is
deserved, and gives nobody a score: there is no sum over qualities anywhere here. Figures and simulations:
`docs/statistics.md`, "Trust map".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from footing.core.grid.exact import MOST, Rank, rank, tau

LEAST_PEOPLE = 5
SURE, PERHAPS = 0.05, 0.20

Ratings = Sequence[Sequence[float | None]]


class Verdict(StrEnum):
    """What may be said of a quality.

    WITH and AGAINST: by chance alone, at most one map in twenty says this of any quality. PERHAPS_…: at most one in
    five. UNCLEAR: it could have shown, and did not. TOO_LITTLE: it could not have shown, whatever the ratings had
    been.
    """

    WITH = "with"
    PERHAPS_WITH = "perhaps with"
    UNCLEAR = "unclear"
    PERHAPS_AGAINST = "perhaps against"
    AGAINST = "against"
    TOO_LITTLE = "too little"


ORDER = list(Verdict)


@dataclass(frozen=True)
class Quality:
    """One quality (by its row) and trust.

    `agree` of `pairs`: of the pairs of people who differ in both, those where the one with more of it is trusted
    more. This may be shown in any case as what was said; `verdict` alone says whether it means something. `people`:
    rated on both. `tau`: Kendall's tau-b, -1 to 1, None where one of both does not vary. `p`: exact, corrected for
    all qualities that could have shown, 0 to 1; None with TOO_LITTLE.
    """

    index: int
    verdict: Verdict
    agree: int
    pairs: int
    people: int
    tau: float | None
    p: float | None


@dataclass(frozen=True)
class TrustMap:
    """All qualities, in order: by verdict as listed there, then by tau from high to low, then by row.

    `first`: the row of the quality that goes with trust most clearly: its verdict is WITH, and it alone has the
    highest tau of those that could show, also when any one person is left out; None where no quality is that far
    ahead. `people`: with a rating of trust. `enough_at`: from how many people, all rated differently, something
    could be said about so many qualities; None where twelve are not enough.
    """

    qualities: tuple[Quality, ...]
    first: int | None
    people: int
    enough_at: int | None

    @property
    def with_trust(self) -> tuple[int, ...]:
        """Rows of the qualities that go with trust, surely or perhaps, in order."""
        return tuple(q.index for q in self.qualities if q.verdict in {Verdict.WITH, Verdict.PERHAPS_WITH})


@dataclass(frozen=True)
class There:
    """One person by the qualities asked about: rows that are `there` (rated above the middle of the scale), `missing`
    (below), `between` (in the middle) and `unrated`, each in the order asked; no row is in two of them."""

    there: tuple[int, ...]
    missing: tuple[int, ...]
    between: tuple[int, ...]
    unrated: tuple[int, ...]


def trust_map(ratings: Ratings, trust: Sequence[float | None]) -> TrustMap:
    """Which qualities go with trust.

    `ratings`: a row for each quality, a column for each person, more is more of it; `trust`: how much each person
    is trusted, on any scale of which only the order counts; None or NaN where not rated. A person counts for a
    quality when rated on both. Raises ValueError for more than 12 people or rows of another length.
    """
    if len(trust) > MOST or any(len(row) != len(trust) for row in ratings):
        raise ValueError(f"each quality needs a rating or None for each person, at most {MOST} people")
    rows = [_rated(row, trust) for row in ratings]
    ranks = [rank([a for a, _ in row], [b for _, b in row]) for row in rows]
    adjusted = _adjusted(ranks, [len(row) for row in rows])
    found = []
    for index, (row, of) in enumerate(zip(rows, ranks, strict=True)):
        p = adjusted[index]
        found.append(Quality(index, _verdict(of, p), of.agree, of.pairs, len(row), of.tau, p))
    found.sort(key=lambda q: (ORDER.index(q.verdict), -(q.tau or 0.0), q.index))
    enough = (n for n in range(LEAST_PEOPLE, MOST + 1) if 2 * len(rows) / math.factorial(n) <= PERHAPS)
    people = sum(not _gone(value) for value in trust)
    return TrustMap(tuple(found), _first(ratings, trust, found), people, next(enough, None))


def of_person(
    ratings: Ratings, *, person: int, scale: Sequence[float], qualities: Sequence[int]
) -> There:  # fmt: skip
    """What is there and what is missing in one person (by column), by the rows `qualities`: those of
    `TrustMap.with_trust`, or those that somebody chose for themselves. `scale`: lowest and highest rating.
    Raises IndexError for no such row or person.
    """
    if person < 0 or any(index < 0 for index in qualities):
        raise IndexError("rows and columns are counted from 0")
    middle = (scale[0] + scale[1]) / 2
    places: dict[str, list[int]] = {"there": [], "missing": [], "between": [], "unrated": []}
    for index in dict.fromkeys(qualities):
        value = ratings[index][person]
        if value is None or math.isnan(value):
            places["unrated"].append(index)
        else:
            places["there" if value > middle else "missing" if value < middle else "between"].append(index)
    return There(**{name: tuple(rows) for name, rows in places.items()})


def _adjusted(ranks: list[Rank], people: list[int]) -> list[float | None]:
    """Holm's p among the qualities that could show at all (Tarone 1990, Biometrics 46, 515-522); None for the others.

    Which those are depends on ties and gaps only, not on what goes with what, so choosing them costs nothing.
    """
    able = [i for i, of in enumerate(ranks) if of.tau is not None and people[i] >= LEAST_PEOPLE]
    for count in range(1, len(able) + 1):
        tested = [i for i in able if ranks[i].least * count <= PERHAPS]
        if len(tested) <= count:
            break
    else:
        tested = []
    found: list[float | None] = [None] * len(ranks)
    highest = 0.0
    for done, i in enumerate(sorted(tested, key=lambda i: ranks[i].p)):
        highest = max(highest, min(1.0, (len(tested) - done) * ranks[i].p))
        found[i] = highest
    return found


def _verdict(of: Rank, p: float | None) -> Verdict:
    if p is None or of.tau is None:
        return Verdict.TOO_LITTLE
    if p > PERHAPS:
        return Verdict.UNCLEAR
    if of.tau > 0:
        return Verdict.WITH if p <= SURE else Verdict.PERHAPS_WITH
    return Verdict.AGAINST if p <= SURE else Verdict.PERHAPS_AGAINST


def _first(ratings: Ratings, trust: Sequence[float | None], found: list[Quality]) -> int | None:
    if not found or found[0].verdict is not Verdict.WITH:
        return None
    best, others = found[0].index, [q.index for q in found[1:] if q.p is not None]
    for out in (None, *range(len(trust))):
        kept = [i for i in range(len(trust)) if i != out]

        def of(index: int, kept: list[int] = kept) -> float | None:
            pairs = _rated([ratings[index][i] for i in kept], [trust[i] for i in kept])
            return tau([a for a, _ in pairs], [b for _, b in pairs])[2]

        own = of(best)
        if own is None or any((other := of(index)) is not None and other >= own for index in others):
            return None
    return best


def _rated(row: Sequence[float | None], trust: Sequence[float | None]) -> list[tuple[float, float]]:
    return [
        (float(a), float(b))
        for a, b in zip(row, trust, strict=True)
        if a is not None and b is not None and not math.isnan(a) and not math.isnan(b)
    ]


def _gone(value: float | None) -> bool:
    return value is None or math.isnan(value)
