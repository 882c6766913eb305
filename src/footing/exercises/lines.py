"""What the index holds of one sheet: short, since a person's whole index is opened on every page."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

ME = 0
WEEK = 7


class Line(NamedTuple):
    """One sheet without its words. `about` is the check's number of a person or place, or ME.

    Ids are hexadecimal and days ordinal, as in the index. `looks` says whether the exercise asks again after a week,
    `comes` on which day something that is written there comes back.
    """

    key: str
    exercise: str
    about: int
    begun: int
    done: int | None = None
    looks: bool = False
    looked: int | None = None
    helped: str = ""
    comes: int | None = None

    @property
    def id(self) -> UUID:
        """The sheet's id."""
        return UUID(hex=self.key)

    @property
    def day(self) -> date:
        """The day on which it was done, or else begun."""
        return date.fromordinal(self.done or self.begun)

    def is_due(self, today: date) -> bool:
        """Whether a week has passed since it was done, and nobody has looked back."""
        waits = self.done is not None and self.looks and self.looked is None
        return waits and today.toordinal() >= (self.done or 0) + WEEK

    def has_come(self, today: date) -> bool:
        """Whether the day of something that waits there has come."""
        return self.comes is not None and today.toordinal() >= self.comes
