"""The numbers of one entry, as the index has them: short, since a person's whole index is opened on every page."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from footing.core.prediction import Entry, Outcome

ME = 0
OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class Line(NamedTuple):
    """One entry without its words. `about` is the check's number of a person or place, or ME; `sure` is in 100.

    Ids are hexadecimal and days ordinal, as in the index: most lines of a long log are counted and never shown.
    """

    key: str
    about: int
    wrote: int
    day: int
    sure: int
    feared: int | None
    expected: int | None
    outcome: str | None = None
    found: int | None = None
    coped: int | None = None

    @property
    def id(self) -> UUID:
        """The entry's id."""
        return UUID(hex=self.key)

    @property
    def due(self) -> date:
        """By which day it will be known."""
        return date.fromordinal(self.day)

    def entry(self) -> Entry:
        """For `core.prediction`."""
        _key, _about, _wrote, day, sure, feared, expected, outcome, found, coped = self
        came = OUTCOMES[outcome] if outcome else None
        return Entry(date.fromordinal(day), sure / 100, feared, expected, came, found, coped)

    def is_due(self, today: date) -> bool:
        """Whether its day has come and nothing was said of it."""
        return self.outcome is None and self.day <= today.toordinal()
