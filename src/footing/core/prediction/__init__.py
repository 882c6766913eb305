"""The log of feared outcomes: what may be said of it, intervals of a rate, and scores of stated sureness."""

from footing.core.prediction.entries import Counts, Entry, Outcome, Refusal, Seen, count, due, refusals
from footing.core.prediction.paired import Paired
from footing.core.prediction.rate import Interval, jeffreys
from footing.core.prediction.scores import (
    Corp,
    CurvePoint,
    Murphy,
    Overestimate,
    brier,
    corp,
    curve,
    murphy,
    overestimate,
)
from footing.core.prediction.summary import (
    Comfort,
    Comforting,
    Fact,
    Figures,
    Going,
    Said,
    Stop,
    Stopped,
    Summary,
    stops,
    summarise,
)

__all__ = [
    "Comfort", "Comforting", "Corp", "Counts", "CurvePoint", "Entry", "Fact", "Figures", "Going", "Interval", "Murphy",
    "Outcome", "Overestimate", "Paired", "Refusal", "Said", "Seen", "Stop", "Stopped", "Summary", "brier", "corp",
    "count", "curve", "due", "jeffreys", "murphy", "overestimate", "refusals", "stops", "summarise",
]  # fmt: skip
