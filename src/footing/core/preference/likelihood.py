"""Bradley and Terry's worths by maximum likelihood, where there is a maximum, and a reason where there is none.

Of few choices there mostly is none: somebody who chose A each time has no largest worth for A. No number is then given.
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from footing.core.preference.posterior import Floats, checked

MOST_FITTED = 200
_STEPS, _CLOSE = 100, 1e-12


class NoFit(Enum):
    """Why there are no worths."""

    EMPTY = "no choice between any two"
    APART = "two groups were never put side by side"
    UNBEATEN = "a group was always chosen over all others it met"


@dataclass(frozen=True, eq=False)
class Fit:
    """What choices between K items come to.

    `worth` (K): log-worths, those of the reference 0; i is chosen over j with chance 1 / (1 + exp(worth j - worth i)).
    `error` (K): standard errors, that of the reference 0; `covariance` (K x K). `deviance`: twice how far the log
    likelihood lies below that of a table in which each pair has a chance of its own, on `freedom` degrees.
    All None where there is no maximum, and `missing` says why. `groups`: items that are joined by choices in both
    directions, so that they have finite worths among themselves; none of a later group was chosen over an earlier one.
    """

    worth: Floats | None
    error: Floats | None
    covariance: Floats | None
    deviance: float | None
    freedom: int | None
    missing: NoFit | None
    groups: tuple[tuple[int, ...], ...]


def fit(wins: ArrayLike, *, reference: int = 0) -> Fit:
    """Fit `wins` (K x K, 2 to 200 items): how often the row's item was chosen over the column's, ties as one half each.

    A finite maximum is there, and is the only one, where every item is linked to every other by choices in both
    directions (Ford 1957, 10.1080/00029890.1957.11989117). Newton's steps, halved where one leads down.
    Raises ValueError for another shape, a negative count, an item against itself, or an unknown reference.
    """
    table = checked(wins, MOST_FITTED)
    if not 0 <= reference < len(table):
        raise ValueError(f"the reference is one of the {len(table)} items")
    groups = _groups(table)
    if len(groups) > 1:
        return Fit(None, None, None, None, None, _why(table), groups)
    worth = _highest(table, reference)
    free = np.arange(len(table)) != reference
    covariance = np.zeros_like(table)
    covariance[np.ix_(free, free)] = np.linalg.inv(_curvature(table, worth)[np.ix_(free, free)])
    pairs = int(np.count_nonzero(np.triu(table + table.T)))
    return Fit(
        worth, np.sqrt(covariance.diagonal()), covariance, _deviance(table, worth), pairs - len(table) + 1, None, groups
    )  # fmt: skip


def _why(table: Floats) -> NoFit:
    if not table.any():
        return NoFit.EMPTY
    return NoFit.UNBEATEN if _reached(table + table.T).all() else NoFit.APART


def _groups(table: Floats) -> tuple[tuple[int, ...], ...]:
    """Items that reach each other by choices, the group that beats others before those."""
    reached = _reached(table)
    mutual = reached & reached.T
    found = {tuple(map(int, np.flatnonzero(row))) for row in mutual}
    return tuple(sorted(found, key=lambda group: (-int(reached[group[0]].sum()), group)))


def _reached(table: Floats) -> NDArray[np.bool_]:
    """Whether from the row's item to the column's there is a chain of choices; each item reaches itself."""
    reached = (table > 0) | np.eye(len(table), dtype=bool)
    for middle in range(len(table)):
        reached |= reached[:, middle : middle + 1] & reached[middle : middle + 1, :]
    return reached


def _highest(table: Floats, reference: int) -> Floats:
    worth: Floats = np.zeros(len(table))
    free = np.arange(len(table)) != reference
    now = _likelihood(table, worth)
    for _ in range(_STEPS):
        chance = _chance(worth)
        slope = (table * chance.T - table.T * chance).sum(axis=1)[free]
        step = np.linalg.solve(_curvature(table, worth)[np.ix_(free, free)], slope)
        share, ahead = 1.0, worth.copy()
        while share > _CLOSE:
            ahead[free] = worth[free] + share * step
            there = _likelihood(table, ahead)
            if there >= now:
                break
            share /= 2
        worth, now = ahead.copy(), there
        if np.abs(share * step).max() < _CLOSE:
            break
    return worth


def _chance(worth: Floats) -> Floats:
    """That the row's item is chosen over the column's."""
    found: Floats = 1 / (1 + np.exp(worth[None, :] - worth[:, None]))
    return found


def _curvature(table: Floats, worth: Floats) -> Floats:
    """What the likelihood curves down by: Fisher's information."""
    chance = _chance(worth)
    off: Floats = (table + table.T) * chance * chance.T
    found: Floats = np.diag(off.sum(axis=1)) - off
    return found


def _likelihood(table: Floats, worth: Floats) -> float:
    return -float((table * np.logaddexp(0, worth[None, :] - worth[:, None])).sum())


def _deviance(table: Floats, worth: Floats) -> float:
    whole = table + table.T
    share = np.divide(table, whole, out=np.ones_like(table), where=table > 0)
    return 2 * (float((table * np.log(share)).sum()) - _likelihood(table, worth))
