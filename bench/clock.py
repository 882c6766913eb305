"""The time that services and pages read, set by hand. Needs Django set up."""

from datetime import datetime


class Clock:
    """Takes the place of `timezone.now` in this process."""

    def __init__(self, at: datetime) -> None:
        from django.utils import timezone

        self.at = at
        timezone.now = self.now

    def now(self) -> datetime:
        """The moment that was set last."""
        return self.at
