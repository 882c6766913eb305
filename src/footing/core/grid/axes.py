"""The axes along which a grid differs: singular values, shares, and coordinates to draw it by."""

from dataclasses import dataclass

import numpy as np

from footing.core.grid.relations import FLAT, Floats

DRAWN = 3
# Entries this close to the largest are as large: which of them rounding favours must not turn an axis round.
TIED = 1e-9


@dataclass(frozen=True)
class Biplot:
    """Coordinates on the first axes, at most three; fewer where the grid has fewer.

    `constructs` (constructs x axes): left singular vectors, -1 to 1. `elements` (elements x axes): right singular
    vectors times singular values, so that `constructs @ elements.T` comes as near as so few axes can to the centred
    ratings. On each axis the construct that counts most is positive (the first, where several do), so a picture
    does not turn round by itself. NaN for a construct or element without any rating. Where two singular values are
    equal, the two axes may be turned together in any way: only the plane means something.
    """

    constructs: Floats
    elements: Floats


def centred(ratings: Floats) -> Floats:
    """Ratings less their construct's mean; a missing one as 0, the construct's mean, so that it pulls nowhere."""
    has = ~np.isnan(ratings)
    means = np.where(has, ratings, 0.0).sum(axis=1) / np.maximum(has.sum(axis=1), 1)
    return np.where(has, ratings - means[:, None], 0.0)


def decompose(ratings: Floats, width: float) -> tuple[Floats, Floats, Biplot]:
    """Singular values (descending), the shares of the sum of squares that they explain, and the biplot.

    Of the ratings centred by construct (Slater 1977): as many as the smaller side of the grid. Shares are 0 to 1 and
    add up to 1; NaN where no construct tells elements apart.
    """
    left, values, right = np.linalg.svd(centred(ratings), full_matrices=False)
    squares = values**2
    total = float(squares.sum())
    flat = total <= FLAT * width**2
    explained = np.full_like(values, np.nan) if flat else squares / total
    axes = 0 if flat else min(DRAWN, int((values > values[0] * 1e-10).sum()))
    left, right = left[:, :axes], right[:axes].T
    for axis in range(axes):
        size = np.abs(left[:, axis])
        first = int(np.flatnonzero(size >= size.max() - TIED)[0])
        if left[first, axis] < 0:
            left[:, axis], right[:, axis] = -left[:, axis], -right[:, axis]
    elements = right * values[:axes]
    gone = np.isnan(ratings)
    left = np.where(np.all(gone, axis=1, keepdims=True), np.nan, left)
    elements = np.where(np.all(gone.T, axis=1, keepdims=True), np.nan, elements)
    return values, explained, Biplot(left, elements)
