"""The whole analysis of one grid."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from footing.core.grid.axes import Biplot, decompose
from footing.core.grid.conflict import (
    Dilemma,
    Kind,
    TriadCounts,
    classify,
    conflict_triads,
    implicative_dilemmas,
)
from footing.core.grid.relations import (
    Floats,
    Reason,
    Undefined,
    correlations,
    distances,
    gaps,
    intensity,
    reflected_correlations,
    slater,
)

MOST = 100


@dataclass(frozen=True, eq=False)
class GridAnalysis:
    """What a grid of c constructs and e elements says. A figure that is not defined is NaN in an array and None by
    itself, and then stands in `undefined` with its reason; show no figure without looking there.

    - `construct_correlations` (c x c), `element_correlations` (e x e): Pearson, -1 to 1. The elements' depend on
      which pole of a construct comes first; `element_rc` (e x e), Cohen's rc, does not.
    - `element_distances` (e x e): Euclidean, in steps of the scale. `slater_distances`: the same by the mean of
      this grid.
    - `singular_values` (the smaller of c and e, descending) of the ratings centred by construct; `explained`: their
      shares of the sum of squares, 0 to 1. `pvaff`: the first share, the percentage of variance accounted for by
      the first factor; None where a single axis is all there can be (one construct, two elements).
    - `construct_intensity` (c), `element_intensity` (e), 0 to 1: mean squared correlation with the others, the
      elements' by Pearson. `intensity`: the mean of all of them; because of the elements' part it compares only
      grids whose poles are written the same way round.
    - `conflict_triads`: constructs i < j < k out of balance; `triads`: how many of each kind.
    - `kinds` (c) and `dilemmas`: by self and ideal, None without both.
    - `biplot`: coordinates for a picture. `missing`: how many ratings are missing; each counts as its construct's
      mean in singular values, shares and biplot, and is left out, pair by pair, everywhere else.
    """

    construct_correlations: Floats
    element_correlations: Floats
    element_rc: Floats
    element_distances: Floats
    slater_distances: Floats
    singular_values: Floats
    explained: Floats
    pvaff: float | None
    construct_intensity: Floats
    element_intensity: Floats
    intensity: float | None
    conflict_triads: tuple[tuple[int, int, int], ...]
    triads: TriadCounts
    kinds: tuple[Kind, ...] | None
    dilemmas: tuple[Dilemma, ...] | None
    biplot: Biplot
    missing: int
    undefined: tuple[Undefined, ...]


def analyse(
    ratings: ArrayLike, *, scale: Sequence[float], self_index: int | None = None, ideal_index: int | None = None
) -> GridAnalysis:  # fmt: skip
    """Analyse a grid: constructs in rows, elements in columns, high ratings towards the right pole.

    `ratings`: 1 to 100 constructs by 2 to 100 elements; None or NaN where there is no rating. `scale`: lowest and
    highest rating. `self_index`, `ideal_index`: columns of the elements self and ideal self, counted from 0. Raises
    ValueError for another shape, a rating outside the scale, or an index that is no element.
    """
    low, high = (float(bound) for bound in scale)
    grid = _checked(ratings, low, high)
    for name, index in (("self_index", self_index), ("ideal_index", ideal_index)):
        if index is not None and not 0 <= index < grid.shape[1]:
            raise ValueError(f"{name} is {index}; it must be a column from 0 to {grid.shape[1] - 1}")
    if self_index is not None and self_index == ideal_index:
        raise ValueError("self_index and ideal_index are the same element")
    width = high - low
    between_constructs, between_elements = correlations(grid, width), correlations(grid.T, width)
    rc = reflected_correlations(grid, (low, high))
    apart = distances(grid)
    standard = slater(grid, apart, width)
    values, explained, biplot = decompose(grid, width)
    of_constructs, of_elements = intensity(between_constructs), intensity(between_elements)
    every = np.concatenate([of_constructs, of_elements])
    every = every[~np.isnan(every)]
    triads, counts = conflict_triads(between_constructs)
    kinds = dilemmas = None
    if self_index is not None and ideal_index is not None:
        kinds = classify(grid, scale=(low, high), self_index=self_index, ideal_index=ideal_index)
        dilemmas = implicative_dilemmas(
            grid, scale=(low, high), self_index=self_index, ideal_index=ideal_index
        )
    single = min(grid.shape[0], grid.shape[1] - 1) == 1
    found = GridAnalysis(
        between_constructs, between_elements, rc, apart, standard, values, explained,
        None if single or math.isnan(explained[0]) else float(explained[0]), of_constructs, of_elements,
        float(every.mean()) if len(every) else None, triads, counts, kinds, dilemmas, biplot,
        int(np.isnan(grid).sum()), (),
    )  # fmt: skip
    object.__setattr__(found, "undefined", _undefined(found, grid, single))
    return found


def _checked(ratings: ArrayLike, low: float, high: float) -> Floats:
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError("scale must be two numbers, the lowest rating and the highest")
    grid = np.array(ratings, dtype=np.float64)
    if grid.ndim != 2 or not 1 <= grid.shape[0] <= MOST or not 2 <= grid.shape[1] <= MOST:
        raise ValueError(
            f"ratings must have 1 to {MOST} rows (constructs) and 2 to {MOST} columns (elements)"
        )
    outside = np.argwhere((grid < low) | (grid > high))
    if len(outside):
        row, column = (int(i) for i in outside[0])
        raise ValueError(f"rating {grid[row, column]:g} in row {row}, column {column} is outside the scale")
    return grid


def _undefined(found: GridAnalysis, grid: Floats, single: bool) -> tuple[Undefined, ...]:
    """Every NaN and None of an analysis with its reason."""
    records = [
        *gaps("construct_correlations", found.construct_correlations, grid, Reason.CONSTANT),
        *gaps("element_correlations", found.element_correlations, grid.T, Reason.CONSTANT),
        *gaps("element_rc", found.element_rc, grid.T, Reason.CONSTANT),
        *gaps("element_distances", found.element_distances, None, Reason.TOO_FEW),
    ]
    flat = bool(np.isnan(found.explained[0]))
    reason = Reason.NO_SPREAD if flat else Reason.TOO_FEW
    records += gaps("slater_distances", found.slater_distances, None, reason)
    records += gaps("explained", found.explained, None, Reason.NO_SPREAD)
    for name in ("construct_intensity", "element_intensity"):
        records += gaps(name, getattr(found, name), None, Reason.TOO_FEW)
    if found.pvaff is None:
        records.append(Undefined("pvaff", Reason.TRIVIAL if single and not flat else Reason.NO_SPREAD, ()))
    if found.intensity is None:
        records.append(Undefined("intensity", Reason.TOO_FEW, ()))
    for name, values in (("constructs", found.biplot.constructs), ("elements", found.biplot.elements)):
        rows = np.unique(np.argwhere(np.isnan(values))[:, 0]).tolist()
        if rows:
            records.append(Undefined(f"biplot.{name}", Reason.UNRATED, tuple((row,) for row in rows)))
    return tuple(records)
