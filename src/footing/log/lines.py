"""The numbers of one entry, as the index has them: short, since a person's whole index is opened on every page."""

from datetime import date
from typing import Any, NamedTuple, Self
from uuid import UUID

from footing.core.prediction import Entry, Outcome

ME = 0


class Line(NamedTuple):
    """One entry without its words. `about` is the check's number of a person or place, or ME; `sure` is in 100."""

    id: UUID
    about: int
    written: date
    due: date
    sure: int
    feared: int | None
    expected: int | None
    outcome: str | None = None
    found: int | None = None
    coped: int | None = None

    @classmethod
    def read(cls, row: list[Any]) -> Self:
        """From the sealed index."""
        id, about, written, due, *rest = row
        return cls(UUID(hex=id), about, date.fromordinal(written), date.fromordinal(due), *rest)

    def packed(self) -> list[Any]:
        """For the sealed index."""
        return [self.id.hex, self.about, self.written.toordinal(), self.due.toordinal(), *self[4:]]

    def entry(self) -> Entry:
        """For `core.prediction`."""
        outcome = Outcome(self.outcome) if self.outcome else None
        return Entry(self.due, self.sure / 100, self.feared, self.expected, outcome, self.found, self.coped)

    def is_due(self, today: date) -> bool:
        """Whether its day has come and nothing was said of it."""
        return self.outcome is None and self.due <= today
