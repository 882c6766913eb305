"""A look after three months: one quiet line, once, for everybody alike."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from footing.check import queries as check
from footing.diary.queries import Book
from footing.log import queries as log
from footing.log.lines import Line
from footing.practice.queries import local_day

AFTER = timedelta(days=90)
# Until then it is three months; later it is some.
THREE = timedelta(days=120)


@dataclass(frozen=True)
class Look:
    """That it is time; `recent`: about three months. `about` is whom the newest check is about, or None."""

    recent: bool
    about: int | None


def of(person: UUID, book: Book, *, now: datetime, lines: list[Line] | None = None) -> Look | None:
    """The look that is due; None before, once it was put aside, and once a check was kept again.

    It counts from the first check, entry or check-in that is still kept; no column holds a day for it.
    """
    first, last = check.kept_from_to(person)
    began = _began(first, book, log.lines(person) if lines is None else lines)
    today = local_day(now)
    if began is None or book.look or today < began + AFTER:
        return None
    if last and local_day(last) >= began + AFTER:
        return None
    kept = check.kept(person)
    return Look(today < began + THREE, kept[-1]["about"] if kept else None)


def _began(first: datetime | None, book: Book, lines: list[Line]) -> date | None:
    days = [local_day(first)] if first else []
    days += [book.lines[0].on] if book.lines else []
    days += [date.fromordinal(lines[0].wrote)] if lines else []
    return min(days, default=None)
