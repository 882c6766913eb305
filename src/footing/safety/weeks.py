"""Weeks in which something about another person can be begun: about every second, for everybody.

The rules are open. So that a page without it tells nothing of the private questions, every other week has none for
anybody; all rooms have the same weeks, so that two of them do not give two chances a week to guess.
"""

import hashlib
from datetime import date
from uuid import UUID


def is_open(person: UUID, day: date) -> bool:
    """Whether this is one of a person's weeks."""
    year, week, _ = day.isocalendar()
    return bool(hashlib.sha256(f"{person}|{year}|{week}".encode()).digest()[0] % 2)
