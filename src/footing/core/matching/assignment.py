"""Several clients at once, each to one therapist, at the lowest cost together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from footing.core.matching.load import further_cost


@dataclass(frozen=True)
class Assignment:
    """The therapist of each client, by place, and the sum of the costs, those of load included."""

    therapists: tuple[int, ...]
    total: float


def assign(cost: ArrayLike, capacity: int | Sequence[int], *, load: float = 0.0) -> Assignment:
    """Give each client (row) a therapist (column), nobody more than their capacity, at the lowest total cost.

    `load` times `further_cost` is added for each further client of a therapist, so that people are spread.
    Shortest augmenting paths over therapists repeated by their capacity (Kuhn 1955, Munkres 1957). Raises
    ValueError for costs that are not a finite table, capacities or a load below 0, or more clients than places.
    """
    table = np.asarray(cost, dtype=float)
    if table.ndim != 2 or not np.isfinite(table).all():
        raise ValueError("cost is a table of finite numbers: clients in rows, therapists in columns")
    rooms = [capacity] * table.shape[1] if isinstance(capacity, int) else list(capacity)
    if len(rooms) != table.shape[1] or any(room < 0 for room in rooms) or not 0 <= load < float("inf"):
        raise ValueError("capacities, one for each therapist, and load are 0 or more")
    if sum(rooms) < len(table):
        raise ValueError("more clients than places")
    owner = np.repeat(np.arange(len(rooms)), rooms)
    steps = np.array([load * further_cost(place, room) for room in rooms for place in range(room)])
    wide = table[:, owner] + steps
    chosen = _columns(wide)
    total = float(sum(wide[row, column] for row, column in enumerate(chosen)))
    return Assignment(tuple(int(owner[column]) for column in chosen), total)


def _columns(cost: NDArray[np.float64]) -> list[int]:
    """A column for each row, none twice, at the lowest sum. Column 0 of the work arrays stands for "no column"."""
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        row_of[0], here = row, 0
        before = np.zeros(columns + 1, dtype=np.int64)
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        while True:
            used[here] = True
            at = row_of[here]
            reduced = np.concatenate(([np.inf], cost[at - 1] - u[at] - v[1:]))
            nearer = ~used & (reduced < least)
            least[nearer], before[nearer] = reduced[nearer], here
            following = int(np.argmin(np.where(used, np.inf, least)))
            step = least[following]
            u[row_of[used]] += step
            v[used] -= step
            least[~used] -= step
            here = following
            if row_of[here] == 0:
                break
        while here:
            row_of[here], here = row_of[before[here]], int(before[here])
    place = {int(row): column - 1 for column, row in enumerate(row_of.tolist()) if column and row}
    return [place[row] for row in range(1, rows + 1)]
