"""Fair load: each further client of a therapist costs more than the one before."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def further_cost(booked: float, places: float = 1.0) -> float:
    """What one more client costs somebody who has `booked` of `places`: (booked + 1/2) / places.

    It is the step from n to n + 1 of the convex cost n² / (2 · places): about the share of their time that is
    taken. Infinite for nobody's places. Raises ValueError below 0.
    """
    if booked < 0 or places < 0:
        raise ValueError("booked and places are 0 or more")
    return (booked + 0.5) / places if places else float("inf")


def fairest(order: Sequence[T], booked: Mapping[T, int], places: Mapping[T, float] | None = None) -> list[T]:
    """Those for whom one more client costs least come first; equals stay in the order given.

    Without `places` all work alike. Giving each client in turn to the first keeps the sum of the costs lowest.
    """
    known = places or {}
    return sorted(order, key=lambda one: further_cost(booked.get(one, 0), known.get(one, 1.0)))
