"""Change of one person in time: reliable change, trends, phases, and what may be said of a series."""

from footing.core.change.ordered import exact_p, kendall, mann_kendall, order_p
from footing.core.change.phases import nap, nap_overlap
from footing.core.change.reliable import Class, classify, cutoff_a, cutoff_b, cutoff_c, reliable_change
from footing.core.change.series import (
    Change,
    Judged,
    Measure,
    Point,
    Why,
    Word,
    compare_phases,
    describe,
    looked_at,
)
from footing.core.change.slope import Slope, exact_theil_sen, theil_sen

__all__ = [
    "Change", "Class", "Judged", "Measure", "Point", "Slope", "Why", "Word", "classify", "compare_phases", "cutoff_a",
    "cutoff_b", "cutoff_c", "describe", "exact_p", "exact_theil_sen", "kendall", "looked_at", "mann_kendall", "nap",
    "nap_overlap", "order_p", "reliable_change", "theil_sen",
]  # fmt: skip
