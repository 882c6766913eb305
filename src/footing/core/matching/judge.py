"""One criterion at a time: how far a therapist fits, at least and at most, and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from footing.core.matching.load import further_cost
from footing.core.matching.values import Answer, Candidate, Criterion, Finding, Seeker

# Four times within what was wished for is as good as forty: one is enough, some choice is better.
ENOUGH_TIMES = 4
# At least and at most, from 0 (does not fit) to 1 (fits).
RANGE = {Answer.YES: (1.0, 1.0), Answer.NO: (0.0, 0.0), Answer.UNKNOWN: (0.0, 1.0), Answer.ASK: (0.5, 1.0)}


@dataclass(frozen=True)
class Judged:
    """How far a therapist fits in one criterion, and whether a hard wish would be met (None: nobody knows)."""

    low: float
    high: float
    met: bool | None
    findings: tuple[Finding, ...] = ()


def judge(criterion: Criterion, seeker: Seeker, candidate: Candidate) -> Judged:
    """A therapist held against one criterion that somebody asks about."""
    return _JUDGES[criterion](seeker, candidate)


def _needs(seeker: Seeker, candidate: Candidate) -> Judged:
    if candidate.needs is None:
        return _whole(Criterion.NEEDS, Answer.UNKNOWN)
    named = candidate.needs
    return _each(Criterion.NEEDS, [(_known(need in named), need) for need in sorted(seeker.needs)])


def _language(seeker: Seeker, candidate: Candidate) -> Judged:
    return _any(Criterion.LANGUAGE, seeker.languages, candidate.languages)


def _mode(seeker: Seeker, candidate: Candidate) -> Judged:
    return _any(Criterion.MODE, seeker.modes, candidate.modes)


def _hours(seeker: Seeker, candidate: Candidate) -> Judged:
    if candidate.open is None:
        return _whole(Criterion.HOURS, Answer.UNKNOWN)
    found = {time: count for time in sorted(seeker.times) if (count := candidate.open.get(time, 0)) > 0}
    if not found:
        return _whole(Criterion.HOURS, Answer.NO)
    degree = min(1.0, sum(found.values()) / ENOUGH_TIMES)
    return Judged(degree, degree, True, tuple(Finding(Criterion.HOURS, Answer.YES, t) for t in found))


def _preference(seeker: Seeker, candidate: Candidate) -> Judged:
    parts = []
    for group, wished in sorted(seeker.preferences):
        said = candidate.said.get(group)
        parts.append((Answer.UNKNOWN if said is None else _known(said == wished), f"{group}:{wished}"))
    return _each(Criterion.PREFERENCE, parts)


def _fee(seeker: Seeker, candidate: Candidate) -> Judged:
    most, fee, lowest = seeker.most_fee, candidate.fee, candidate.lowest_fee
    if most is None or fee is None or candidate.currency != seeker.currency:
        return _whole(Criterion.FEE, Answer.UNKNOWN)
    if fee <= most:
        return _whole(Criterion.FEE, Answer.YES)
    if lowest is None:
        return _whole(Criterion.FEE, Answer.UNKNOWN)
    # A lower fee is known, whether a place at it is free is not.
    return _whole(Criterion.FEE, Answer.ASK if lowest <= most else Answer.NO)


def _access(seeker: Seeker, candidate: Candidate) -> Judged:
    known = candidate.access
    parts = [(_known(known[f]) if f in known else Answer.UNKNOWN, f) for f in sorted(seeker.access)]
    return _each(Criterion.ACCESS, parts)


def _interpreter(_seeker: Seeker, candidate: Candidate) -> Judged:
    takes = candidate.interpreter
    return _whole(Criterion.INTERPRETER, Answer.UNKNOWN if takes is None else _known(takes))


def _load(_seeker: Seeker, candidate: Candidate) -> Judged:
    if candidate.booked is None or candidate.places is None:
        return _whole(Criterion.LOAD, Answer.UNKNOWN)
    room = 1.0 - min(1.0, further_cost(candidate.booked, candidate.places))
    return Judged(room, room, None)


_JUDGES: dict[Criterion, Callable[[Seeker, Candidate], Judged]] = {
    Criterion.NEEDS: _needs, Criterion.LANGUAGE: _language, Criterion.MODE: _mode, Criterion.HOURS: _hours,
    Criterion.PREFERENCE: _preference, Criterion.FEE: _fee, Criterion.ACCESS: _access,
    Criterion.INTERPRETER: _interpreter, Criterion.LOAD: _load,
}  # fmt: skip


def _any(criterion: Criterion, wished: Iterable[str], offered: frozenset[str] | None) -> Judged:
    """Any one of what is wished for is enough."""
    if offered is None:
        return _whole(criterion, Answer.UNKNOWN)
    both = sorted(offered.intersection(wished))
    answer = _known(bool(both))
    findings = tuple(Finding(criterion, answer, value) for value in both or sorted(wished))
    return Judged(*RANGE[answer], bool(both), findings)


def _each(criterion: Criterion, parts: Sequence[tuple[Answer, str]]) -> Judged:
    """Everything that is wished for counts alike; a hard wish needs all of it."""
    low, high = (sum(RANGE[answer][end] for answer, _ in parts) / len(parts) for end in (0, 1))
    answers = {answer for answer, _ in parts}
    met = False if Answer.NO in answers else None if answers - {Answer.YES} else True
    return Judged(low, high, met, tuple(Finding(criterion, answer, value) for answer, value in parts))


def _whole(criterion: Criterion, answer: Answer) -> Judged:
    """A criterion that is one thing."""
    return _each(criterion, [(answer, "")])


def _known(fits: bool) -> Answer:
    return Answer.YES if fits else Answer.NO
