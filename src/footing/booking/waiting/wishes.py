"""What somebody would like, and which starts fit it: by weekday and part of the day in their own zone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from footing.booking.models import BLOCK_MINUTES
from footing.core.slots.walltime import EPOCH_WEEKDAY, MINUTES_A_DAY, segments
from footing.design import content

Blocks = NDArray[np.int64]


@dataclass(frozen=True)
class Wanted:
    """A wish. `days` from Monday, 0; no days are any day, no parts any time of the day. `weeks` at most."""

    type: str
    mode: str
    therapist: UUID | None = None
    days: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    weeks: int = 4

    def kept(self, passed: Collection[int]) -> dict[str, Any]:
        """What the sealed `wish` of a row holds."""
        return {"days": sorted(self.days), "parts": list(self.parts), "passed": sorted(passed)}


def parts() -> dict[str, dict[str, Any]]:
    """Parts of a day by id: label, and from which hour to which."""
    return {part["id"]: part for part in content.table("booking/waiting.toml")["part"]}


def lengths() -> dict[int, str]:
    """For how many weeks somebody can wait, in words."""
    return {entry["weeks"]: entry["label"] for entry in content.table("booking/waiting.toml")["until"]}


def fitting(starts: Blocks, *, days: Collection[int], parts_: Collection[str], zone: str) -> Blocks:
    """Those of the starts (blocks, in order) that lie on these weekdays and in these parts of the day in `zone`."""
    if not len(starts):
        return starts
    minutes = starts * BLOCK_MINUTES
    local = minutes.copy()
    for low, high, offset in segments(zone, int(minutes[0]), int(minutes[-1]) + 1):
        local[(minutes >= low) & (minutes < high)] += offset
    fits = np.ones(len(starts), dtype=bool)
    if days:
        fits &= np.isin((local // MINUTES_A_DAY + EPOCH_WEEKDAY) % 7, list(days))
    if parts_:
        hour = local % MINUTES_A_DAY // 60
        known = parts()
        spans = [(known[id]["from"], known[id]["to"]) for id in parts_ if id in known]
        fits &= np.logical_or.reduce([(hour >= low) & (hour < high) for low, high in spans] or [fits])
    found: Blocks = starts[fits]
    return found


def end_of_waiting(now: datetime, weeks: int) -> datetime:
    """Until when somebody waits who asks now."""
    return now + timedelta(weeks=weeks)
