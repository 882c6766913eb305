"""Therapists in the order in which they fit one person, each with the reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from footing.core.matching.judge import ENOUGH_TIMES, Judged, judge
from footing.core.matching.values import Candidate, Criterion, Finding, Seeker

__all__ = ["ENOUGH_TIMES", "Fit", "Standing", "rank"]
# Two that differ by less are alike: sums of floats are no finer.
DIGITS = 9


class Standing(StrEnum):
    """How somebody's hard wishes stand with a therapist: all met, some to be asked about, some not met."""

    FITS = "fits"
    ASK = "ask"
    LACKS = "lacks"


@dataclass(frozen=True)
class Fit:
    """One therapist for one person.

    `score` from 0 to 1 lies in the middle of `low` (whatever is not known does not fit) and `high` (all of it
    does). It orders; it does not say how a therapy would go.
    """

    id: str
    standing: Standing
    score: float
    low: float
    high: float
    findings: tuple[Finding, ...]


def rank(
    seeker: Seeker, candidates: Iterable[Candidate], weights: Mapping[Criterion, float]
) -> tuple[Fit, ...]:
    """Order therapists for one person: hard wishes first, then the weighted mean of what was asked, then ids.

    score = sum(w · degree) / sum(w) over the criteria that the person asks about and `load`; a degree is how
    far one fits, 0 to 1; not known counts as the middle. A weight of 0, or none, leaves a criterion out of
    the score; hard wishes and findings stay. Raises ValueError for a weight below 0 or not finite.
    """
    wrong = [name for name, weight in weights.items() if not 0 <= weight < float("inf")]
    if wrong:
        raise ValueError(f"weights are 0 or more: {', '.join(sorted(wrong))}")
    return tuple(sorted((_fit(seeker, one, weights) for one in candidates), key=_place))


def _fit(seeker: Seeker, candidate: Candidate, weights: Mapping[Criterion, float]) -> Fit:
    asked = seeker.asked()
    judged = {criterion: judge(criterion, seeker, candidate) for criterion in (*asked, Criterion.LOAD)}
    total = sum(weights.get(criterion, 0) for criterion in judged)
    ends = [
        sum(weights.get(criterion, 0) * (one.low, one.high)[end] for criterion, one in judged.items())
        / (total or 1)
        for end in (0, 1)
    ]
    low, high = (round(end, DIGITS) for end in ends)
    findings = tuple(finding for criterion in asked for finding in judged[criterion].findings)
    hard = [judged[criterion] for criterion in asked if criterion in seeker.musts]
    return Fit(candidate.id, _standing(hard), round((low + high) / 2, DIGITS), low, high, findings)


def _standing(hard: list[Judged]) -> Standing:
    met = {one.met for one in hard}
    return Standing.LACKS if False in met else Standing.ASK if None in met else Standing.FITS


def _place(fit: Fit) -> tuple[int, float, float, str]:
    """Of two with one score, first the one of whom more of it is known; then ids, so that the order is one."""
    return list(Standing).index(fit.standing), -fit.score, -fit.low, fit.id
