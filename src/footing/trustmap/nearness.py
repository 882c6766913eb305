"""Who is near whom on a map, by which qualities: from the ratings alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from footing.trustmap.document import ME, WISH, Document

LEAST_SHARED = 3
NEAR = 0.75
MOST_PAIRS, MOST_NAMED = 6, 3
FAR = 9.0


@dataclass(frozen=True)
class Pair:
    """Two who were rated alike: ids, and the qualities that both have, or neither has."""

    a: str
    b: str
    both: tuple[str, ...]
    neither: tuple[str, ...]


def apart(document: Document, a: str, b: str) -> float | None:
    """Steps between two, on average over the qualities that both were rated on; None with fewer than three."""
    steps = [abs(x - y) for x, y in _shared(document, a, b).values()]
    return sum(steps) / len(steps) if len(steps) >= LEAST_SHARED else None


def pairs(document: Document) -> tuple[Pair, ...]:
    """Those who are rated most alike, the nearest first: at most three quarters of a step apart on average."""
    everyone = [*(person.id for person in document.people), ME, WISH]
    found = [(apart(document, a, b), a, b) for a, b in combinations(everyone, 2)]
    near = sorted((d, a, b) for d, a, b in found if d is not None and d <= NEAR)
    near.sort(key=lambda pair: pair[0])
    return tuple(_pair(document, a, b) for _, a, b in near[:MOST_PAIRS])


def around(document: Document, people: Sequence[str]) -> tuple[str, ...]:
    """An order in which each stands beside whoever is nearest of those who are left."""
    left, order = list(people), list(people[:1])
    while len(order) < len(people):
        left.remove(order[-1])
        order.append(min(left, key=lambda other: _distance(document, order[-1], other)))
    return tuple(order)


def _distance(document: Document, a: str, b: str) -> float:
    found = apart(document, a, b)
    return FAR if found is None else found


def _shared(document: Document, a: str, b: str) -> dict[str, tuple[int, int]]:
    both = ((q.id, document.value(q.id, a), document.value(q.id, b)) for q in document.qualities)
    return {id: (x, y) for id, x, y in both if x is not None and y is not None}


def _pair(document: Document, a: str, b: str) -> Pair:
    shared = _shared(document, a, b)
    both = tuple(id for id, values in shared.items() if min(values) > 3)
    neither = tuple(id for id, values in shared.items() if max(values) < 3)
    return Pair(a, b, both[:MOST_NAMED], neither[:MOST_NAMED])
