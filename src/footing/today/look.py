"""A look after three months: one quiet line, once, for everybody alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from footing.check import queries as check
from footing.diary.queries import Book
from footing.log import queries as log
from footing.log.lines import Line

AFTER = timedelta(days=90)
# Until then it is three months; later it is some.
THREE = timedelta(days=120)


@dataclass(frozen=True)
class Look:
    """That it is time; `recent`: about three months. `about` is whom the newest check is about, or None."""

    recent: bool
    about: int | None


def of(
    person: UUID, book: Book, checks: Sequence[date], *, today: date, lines: list[Line] | None = None
) -> Look | None:
    """The look that is due; None before, once it was put aside, and once a check was kept again.

    It counts from the first check (`checks` are their days), entry or check-in that is still kept; no column holds a
    day for it.
    """
    if book.look:
        return None
    known = _began(checks, book, [])
    if known and any(day >= known + AFTER for day in checks):
        return None  # an older entry would only make that check a later one
    began = _began(checks, book, log.lines(person) if lines is None else lines)
    if began is None or today < began + AFTER or any(day >= began + AFTER for day in checks):
        return None
    kept = check.kept(person)
    return Look(today < began + THREE, kept[-1]["about"] if kept else None)


def _began(checks: Sequence[date], book: Book, lines: list[Line]) -> date | None:
    days = [*checks]
    days += [book.lines[0].on] if book.lines else []
    days += [date.fromordinal(lines[0].wrote)] if lines else []
    return min(days, default=None)
