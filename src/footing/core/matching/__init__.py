"""Who fits whom: a ranking with its reasons, fair load, and assignments."""

from footing.core.matching.assignment import Assignment, assign
from footing.core.matching.fit import ENOUGH_TIMES, Fit, Standing, rank
from footing.core.matching.load import fairest, further_cost
from footing.core.matching.stable import stable
from footing.core.matching.values import Answer, Candidate, Criterion, Finding, Seeker

__all__ = [
    "ENOUGH_TIMES", "Answer", "Assignment", "Candidate", "Criterion", "Finding", "Fit", "Seeker", "Standing", "assign",
    "fairest", "further_cost", "rank", "stable",
]  # fmt: skip
