"""Where constructs pull against each other: triads out of balance, and implicative dilemmas."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from footing.core.grid.relations import Floats, correlations

# A correlation this small is zero: sums of whole ratings give it exactly, floating point nearly.
ZERO = 1e-12
LEAST_CORRELATION = 0.35


@dataclass(frozen=True)
class TriadCounts:
    """All triads of constructs: `conflict` + `balanced` + `undecided` = `total`."""

    total: int
    conflict: int
    balanced: int
    undecided: int


class Method(StrEnum):
    """How a construct is found congruent or discrepant."""

    DIFFERENCE = "difference"
    MIDPOINT = "midpoint"


class Kind(StrEnum):
    """What self and ideal say on a construct."""

    CONGRUENT = "congruent"
    DISCREPANT = "discrepant"
    NEITHER = "neither"
    UNRATED = "unrated"


class Side(StrEnum):
    """The pole on whose side self stands: low ratings are the left pole's."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Dilemma:
    """A wish that would cost something: indices of constructs, self's side of each, and how closely they go together.

    `correlation` (`LEAST_CORRELATION` or the asked least, to 1) is between both constructs when each is turned so that
    self's side comes first.
    """

    congruent: int
    discrepant: int
    correlation: float
    congruent_side: Side
    discrepant_side: Side


def conflict_triads(correlation: Floats) -> tuple[tuple[tuple[int, int, int], ...], TriadCounts]:
    """Triads of constructs (i < j < k) whose three correlations have a negative product, and the counts of all triads.

    Heider's balance (1958), counted for grids by Slade and Sheehan 1979, British Journal of Psychology 70(4), 519-524.
    Our rule for what they leave open: a triad with a correlation of zero, or an undefined one, is undecided, for zero
    says nothing of direction. It does not depend on which pole of a construct comes first.
    """
    count = len(correlation)
    total = math.comb(count, 3)
    if not total:
        return (), TriadCounts(0, 0, 0, 0)
    sign = np.where(np.isnan(correlation) | (np.abs(correlation) < ZERO), 0, np.sign(correlation))
    places = _triads(count)
    i, j, k = places.T
    product = sign[i, j] * sign[i, k] * sign[j, k]
    found = places[product < 0].tolist()
    balanced = int((product > 0).sum())
    counts = TriadCounts(total, len(found), balanced, total - len(found) - balanced)
    return tuple((a, b, c) for a, b, c in found), counts


@lru_cache(maxsize=8)
def _triads(count: int) -> NDArray[np.intp]:
    return np.array(list(combinations(range(count), 3)), dtype=np.intp)


def classify(
    ratings: Floats, *, scale: tuple[float, float], self_index: int, ideal_index: int,
    method: Method = Method.DIFFERENCE,
) -> tuple[Kind, ...]:  # fmt: skip
    """Each construct: congruent (self is about where it would be), discrepant (far from it), neither, or unrated.

    DIFFERENCE (Feixas and Saul 2004, Spanish Journal of Psychology 7(1), 69-78, with the steps that OpenRepGrid
    takes for other scales): congruent when self and ideal are at most a quarter of the scale's width apart, rounded
    down to whole steps, and neither stands in the middle; discrepant when they are at least six tenths apart,
    rounded up (1 to 7: at most 1; at least 4). MIDPOINT (Grice 2008, Idiogrid manual): congruent on the same side
    of the middle, discrepant on opposite sides, neither where one stands in the middle.
    """
    middle, width = sum(scale) / 2, scale[1] - scale[0]
    near, far = math.floor(width * 0.25 + 1e-9), math.ceil(width * 0.6 - 1e-9)
    found = []
    for own, ideal in zip(ratings[:, self_index].tolist(), ratings[:, ideal_index].tolist(), strict=True):
        if math.isnan(own) or math.isnan(ideal):
            found.append(Kind.UNRATED)
            continue
        sided = middle not in {own, ideal}
        if method is Method.MIDPOINT:
            same, opposite = sided and (own < middle) == (ideal < middle), sided
        else:
            same, opposite = sided and abs(own - ideal) <= near, abs(own - ideal) >= far
        found.append(Kind.CONGRUENT if same else Kind.DISCREPANT if opposite else Kind.NEITHER)
    return tuple(found)


def implicative_dilemmas(
    ratings: Floats, *, scale: tuple[float, float], self_index: int, ideal_index: int,
    method: Method = Method.DIFFERENCE, least: float = LEAST_CORRELATION, exclude: bool = False,
) -> tuple[Dilemma, ...]:  # fmt: skip
    """Pairs of a congruent and a discrepant construct where the wished change would bring an unwished one.

    Feixas and Saul 2004: with both constructs turned to self's side, their correlation is `least` or more; so moving
    to the ideal on the discrepant one goes along with leaving it on the congruent one. Neither kind has self in the
    middle of the scale, so there always is a side. No dilemma where the correlation is undefined. `exclude` leaves self
    and ideal out of every correlation. Ordered by the lower index, then the higher.
    """
    kinds = classify(
        ratings, scale=scale, self_index=self_index, ideal_index=ideal_index, method=Method(method)
    )
    own, middle = ratings[:, self_index].tolist(), sum(scale) / 2
    profiles = np.delete(ratings, [self_index, ideal_index], axis=1) if exclude else ratings
    correlation = correlations(profiles, scale[1] - scale[0])
    found = []
    for keep in (i for i, kind in enumerate(kinds) if kind is Kind.CONGRUENT):
        for change in (i for i, kind in enumerate(kinds) if kind is Kind.DISCREPANT):
            sides = [Side.LEFT if own[i] < middle else Side.RIGHT for i in (keep, change)]
            turned = float(correlation[keep, change]) * (1 if sides[0] is sides[1] else -1)
            if turned >= least:
                found.append(Dilemma(keep, change, turned, sides[0], sides[1]))
    return tuple(sorted(found, key=lambda d: sorted((d.congruent, d.discrepant))))
