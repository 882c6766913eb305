"""Which of a few things somebody likes best, from choices between two, and how sure that is.

Each thing has a worth; the worths are drawn apart from one another from a standard normal distribution, and i is chosen
over j with chance 1 / (1 + exp(-s (worth of i - worth of j))) (Bradley and Terry 1952, 10.1093/biomet/39.3-4.324). How
steady a person is, s, is not known: it is one of `STEADINESS`, each as likely beforehand, and all are averaged over.

The sum goes over all K! orders. Within an order the K worths are averaged over a fixed set of sorted draws that is
its own mirror image, so that nothing hangs on how the things are numbered, and nobody is favoured by the method.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise, permutations
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEADINESS = (0.5, 1.0, 2.0, 4.0, 8.0)
APART_LEVEL = 0.8
MOST_ITEMS, MOST_PAIRS = 7, 8
_DRAWS = {2: 256, 3: 128, 4: 128, 5: 64, 6: 64, 7: 16}


@dataclass(frozen=True, eq=False)
class Ranking:
    """What the choices say of K items.

    - `order`: items by how many others they are likely to stand before, best first; alike ones by number.
    - `probability`: that this very order is the true one, 0 to 1.
    - `top` (K): that each item is the first; they add up to 1.
    - `places` (K x K): item in rows, place in columns; rows and columns add up to 1.
    - `before` (K x K): that the item of the row stands before that of the column; 0 on the diagonal.
    - `together`: the order cut where two neighbours can be told apart (`APART_LEVEL`); one group is tied.
    - `steadiness`: how likely each of `STEADINESS` is now.
    """

    order: tuple[int, ...]
    probability: float
    top: Floats
    places: Floats
    before: Floats
    together: tuple[tuple[int, ...], ...]
    steadiness: Floats


@dataclass(frozen=True)
class Pair:
    """Two items to choose between next, and how much the answer is expected to say of the top, in bits."""

    one: int
    other: int
    bits: float


def rank(wins: ArrayLike, *, steadiness: tuple[float, ...] = STEADINESS) -> Ranking:
    """The posterior of the order. `wins` (K x K): how often the row's item was chosen over the column's; "the same" is
    one half for each. 2 to 7 items. Without any choice all orders are as likely. Raises ValueError for another shape,
    a negative or infinite count, or an item against itself.
    """
    table = checked(wins)
    weights, _ = _weights(table, steadiness)
    orders = _orders(len(table))
    of_order = weights.sum(axis=1)
    places = _places(orders, of_order)
    before = _before(orders, of_order)
    order = tuple(sorted(range(len(table)), key=lambda i: (-round(float(before[i].sum()), 9), i)))
    at = int(np.flatnonzero((orders == np.array(order)).all(axis=1))[0])
    found = (places[:, 0], places, before)
    by_steadiness = weights.sum(axis=0).reshape(len(steadiness), -1).sum(axis=1)
    return Ranking(order, float(of_order[at]), *found, _together(order, before), by_steadiness)


def next_pair(
    wins: ArrayLike, *, each: int = 2, most: int = MOST_PAIRS, steadiness: tuple[float, ...] = STEADINESS
) -> Pair | None:
    """The pair whose answer is expected to say most of which item is first; None once `most` were asked, or every pair
    `each` times. Of equally good pairs the least asked, then the first by number. Raises ValueError as `rank` does.
    """
    table = checked(wins)
    asked = table + table.T
    if asked.sum() / 2 >= most:
        return None
    pairs = [(i, j) for i, j in combinations(range(len(table)), 2) if asked[i, j] < each]
    if not pairs:
        return None
    gains = _gains(table, steadiness)
    i, j = max(pairs, key=lambda p: (round(float(gains[p]), 9), -asked[p], -p[0], -p[1]))
    return Pair(i, j, max(0.0, float(gains[i, j])))


def checked(wins: ArrayLike, most: int = MOST_ITEMS) -> Floats:
    """A table of counts, or ValueError."""
    table = np.array(wins, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not 2 <= len(table) <= most:
        raise ValueError(f"wins must be a square table of 2 to {most} items")
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError("a count is 0 or more")
    if table.diagonal().any():
        raise ValueError("no item is chosen over itself")
    return table


def _weights(table: Floats, steadiness: tuple[float, ...]) -> tuple[Floats, Floats]:
    """How likely each order with each set of worths is (K! x sets, adding up to 1); and the chance, by set, that the
    item at one place is chosen over that at another (K * K x sets)."""
    chances = _chances(len(table), steadiness)
    orders = _orders(len(table))
    by_place = table[orders[:, :, None], orders[:, None, :]].reshape(len(orders), -1)
    log = by_place @ np.log(chances)
    weights = np.exp(log - log.max())
    return weights / weights.sum(), chances


@lru_cache(maxsize=8)
def _orders(items: int) -> Ints:
    """All orders; each row has the items from the first place to the last."""
    return np.array(list(permutations(range(items))), dtype=np.int64)


@lru_cache(maxsize=32)
def _chances(items: int, steadiness: tuple[float, ...]) -> Floats:
    gaps = _draws(items)[:, :, None] - _draws(items)[:, None, :]
    sets = np.concatenate([s * gaps.reshape(len(gaps), -1) for s in steadiness])
    found: Floats = (1 / (1 + np.exp(-sets))).T
    return found


@lru_cache(maxsize=8)
def _draws(items: int) -> Floats:
    """Sets of K normal worths, highest first, evenly spread over all there could be (Roberts' sequence), each with its
    mirror image."""
    root = 2.0
    for _ in range(64):
        root = (1 + root) ** (1 / (items + 1))
    step = np.array([root ** -(k + 1) for k in range(items)])
    spots = (0.5 + np.outer(np.arange(1, _DRAWS[items] + 1), step)) % 1
    normal = NormalDist()
    drawn = np.sort([[normal.inv_cdf(float(x)) for x in spot] for spot in spots], axis=1)
    return np.concatenate([drawn[:, ::-1], -drawn])


def _places(orders: Ints, weights: Floats) -> Floats:
    items = orders.shape[1]
    columns = [np.bincount(orders[:, place], weights, items) for place in range(items)]
    return np.stack(columns, axis=1)


def _before(orders: Ints, weights: Floats) -> Floats:
    at = np.argsort(orders, axis=1)
    earlier: Floats = (at[:, :, None] < at[:, None, :]).astype(np.float64)
    found: Floats = np.tensordot(weights, earlier, axes=1)
    return found


def _together(order: tuple[int, ...], before: Floats) -> tuple[tuple[int, ...], ...]:
    groups = [[order[0]]]
    for one, other in pairwise(order):
        if before[one, other] >= APART_LEVEL:
            groups.append([])
        groups[-1].append(other)
    return tuple(map(tuple, groups))


def _gains(table: Floats, steadiness: tuple[float, ...]) -> Floats:
    """For each pair by how many bits an answer is expected to narrow down which item is first."""
    weights, chances = _weights(table, steadiness)
    orders, items = _orders(len(table)), len(table)
    by_place = weights @ chances.T
    at = np.argsort(orders, axis=1)
    by_item = np.take_along_axis(
        by_place, (at[:, :, None] * items + at[:, None, :]).reshape(len(orders), -1), axis=1
    )
    # [first item, one, other]: that it is the first, and that `one` is chosen over `other`.
    chosen = np.stack([by_item[orders[:, 0] == i].sum(axis=0) for i in range(items)]).reshape(
        items, items, items
    )
    now = _bits(_places(orders, weights.sum(axis=1))[:, 0])
    after = _bits(chosen) + _bits(chosen.transpose(0, 2, 1))
    whole = chosen.sum(axis=0)
    return now - (after - _bits(np.stack([whole, whole.T])))


def _bits(p: Floats) -> Floats:
    """The sum of -p log2 p over the first axis."""
    safe = np.where(p > 0, p, 1.0)
    found: Floats = -(safe * np.log(safe)).sum(axis=0) / math.log(2)
    return found
