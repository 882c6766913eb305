"""Open starts from weekly hours and busy times, exact across changes of the clock."""

from footing.core.slots.blocks import (
    Demand,
    Spans,
    Template,
    Windows,
    open_blocks,
    starts_in,
    still_open,
    template,
)
from footing.core.slots.limits import below_cap, days_of, laid_out, serving
from footing.core.slots.sweep import open_slots
from footing.core.slots.validity import changes, covers, from_day, holding, until_change, without
from footing.core.slots.walltime import Window, opening

__all__ = [
    "Demand", "Spans", "Template", "Window", "Windows", "below_cap", "changes", "covers", "days_of", "from_day",
    "holding", "laid_out", "open_blocks", "open_slots", "opening", "serving", "starts_in", "still_open", "template",
    "until_change", "without",
]  # fmt: skip
