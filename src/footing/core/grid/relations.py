"""How alike constructs are, and elements: correlations, distances, intensity; ratings may be missing.

`ratings` is constructs x elements, NaN where somebody gave none. Every figure of a pair rests on what both were
rated on; where that is too little, or does not vary, the figure is NaN, and `gaps` says where and why.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_SHARED = 3
# A variance this small beside the square of the scale's width is the rounding of a sum, not a difference in ratings.
FLAT = 1e-12


class Reason(StrEnum):
    """Why a figure is not defined."""

    TOO_FEW = "too few ratings shared"
    CONSTANT = "the same rating throughout"
    UNRATED = "no rating at all"
    NO_SPREAD = "no differences between elements anywhere"
    TRIVIAL = "one axis is all that so few ratings can have"


@dataclass(frozen=True)
class Undefined:
    """Where a field holds NaN or None, and why: indices into the field, empty for a field that is one figure.

    Of a symmetric matrix only (i, j) with i <= j are named.
    """

    field: str
    reason: Reason
    where: tuple[tuple[int, ...], ...]


def correlations(profiles: Floats, width: float) -> Floats:
    """Pearson correlations between rows, over the columns that both rows have; shape (rows, rows), -1 to 1.

    NaN with fewer than three shared columns (two points always lie on a line) or where a row is constant on
    the shared ones. `width` is the width of the rating scale.
    """
    has = ~np.isnan(profiles)
    shared = has.astype(np.float64) @ has.T
    x = np.where(has, profiles - _means(profiles)[:, None], 0.0)
    n = np.maximum(shared, 1)
    sums = x @ has.T
    spread = (x * x) @ has.T - sums * sums / n
    together = x @ x.T - sums * sums.T / n
    usable = (shared >= LEAST_SHARED) & (np.minimum(spread, spread.T) > FLAT * width**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = together / np.sqrt(spread * spread.T)
    found = np.where(usable, np.clip(found, -1, 1), np.nan)
    np.fill_diagonal(found, np.where(usable.diagonal(), 1.0, np.nan))
    return found


def reflected_correlations(ratings: Floats, scale: tuple[float, float]) -> Floats:
    """Cohen's rc between elements; (elements, elements), -1 to 1: the same whichever way a construct is written.

    Cohen 1969, Psychological Bulletin 71(4), 281-284: the correlation over each construct and its reflection, which
    is the cosine of the ratings' distances from the middle of the scale. NaN where fewer than three constructs
    are shared or an element stands in the middle on all of them.
    """
    has = ~np.isnan(ratings)
    x = np.where(has, ratings - sum(scale) / 2, 0.0)
    shared = has.T.astype(np.float64) @ has
    squares = (x * x).T @ has
    usable = (shared >= LEAST_SHARED) & (squares > FLAT * (scale[1] - scale[0]) ** 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (x.T @ x) / np.sqrt(squares * squares.T)
    found = np.where(usable & usable.T, np.clip(found, -1, 1), np.nan)
    np.fill_diagonal(found, np.where(usable.diagonal(), 1.0, np.nan))
    return found


def distances(ratings: Floats) -> Floats:
    """Euclidean distances between elements, in steps of the scale; (elements, elements), 0 or more.

    Where ratings are missing, the squares over the shared constructs are scaled up to all constructs that were
    rated at all (as `dist` of R does). NaN where two elements share none.
    """
    has = ~np.isnan(ratings)
    apart = np.where(has[:, :, None] & has[:, None, :], ratings[:, :, None] - ratings[:, None, :], 0.0)
    shared = has.T.astype(np.float64) @ has
    rated = has.any(axis=1).sum()
    squares = (apart * apart).sum(axis=0) * rated / np.maximum(shared, 1)
    return np.where(shared > 0, np.sqrt(squares), np.nan)


def slater(ratings: Floats, euclidean: Floats, width: float) -> Floats:
    """Slater's standardised distances: 1 is what two elements of this grid are apart on average (of squares).

    Slater 1977, The measurement of intrapersonal space by grid technique, p. 94: the Euclidean distance by
    U = sqrt(2 S / (elements - 1)), S the sum of squares about the constructs' means; with missing ratings S / (elements
    - 1) is the sum of the constructs' sample variances. NaN throughout where no construct tells elements apart.
    """
    has = ~np.isnan(ratings)
    count = has.sum(axis=1)
    x = np.where(has, ratings - _means(ratings)[:, None], 0.0)
    squares = (x * x).sum(axis=1)
    variance = float((squares[count > 1] / (count[count > 1] - 1)).sum())
    if variance <= FLAT * width**2:
        return np.full_like(euclidean, np.nan)
    standard: Floats = euclidean / np.sqrt(2 * variance)
    return standard


def intensity(correlation: Floats) -> Floats:
    """Of each row: the mean of its squared correlations with the others that are defined, 0 to 1; NaN with none.

    Bannister 1960, Journal of Mental Science 106, 1230-1249.
    """
    squares = correlation**2
    np.fill_diagonal(squares, np.nan)
    known = ~np.isnan(squares)
    return np.where(known.any(1), np.where(known, squares, 0).sum(1) / np.maximum(known.sum(1), 1), np.nan)


def gaps(field: str, values: Floats, profiles: Floats | None, constant: Reason) -> list[Undefined]:
    """Each NaN of `values` with its reason: too few shared by `profiles` (rows are what is compared), else
    `constant`.
    """
    gone = np.argwhere(np.isnan(values))
    found: dict[Reason, list[tuple[int, ...]]] = {}
    for place in (tuple(int(i) for i in row) for row in gone):
        if len(place) == 2 and place[0] > place[1]:
            continue
        reason = constant
        if profiles is not None:
            shared = ~np.isnan(profiles[place[0]]) & ~np.isnan(profiles[place[-1]])
            reason = Reason.TOO_FEW if shared.sum() < LEAST_SHARED else constant
        found.setdefault(reason, []).append(place)
    return [Undefined(field, reason, tuple(where)) for reason, where in found.items()]


def _means(profiles: Floats) -> Floats:
    has = ~np.isnan(profiles)
    means: Floats = np.where(has, profiles, 0.0).sum(axis=1) / np.maximum(has.sum(axis=1), 1)
    return means
