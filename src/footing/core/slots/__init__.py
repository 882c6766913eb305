"""Open starts from weekly hours and busy times, exact across changes of the clock."""

from footing.core.slots.blocks import (
    Demand,
    Hours,
    Spans,
    Template,
    open_blocks,
    starts_in,
    still_open,
    template,
)
from footing.core.slots.sweep import open_slots
from footing.core.slots.walltime import Window, opening

__all__ = [
    "Demand", "Hours", "Spans", "Template", "Window", "open_blocks", "open_slots", "opening", "starts_in",
    "still_open", "template",
]  # fmt: skip
