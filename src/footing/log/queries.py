"""A person's log: the numbers of all of it, the words of one page, and about whom something can be written now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from footing.check import queries as check
from footing.core.prediction import Entry as Numbers
from footing.core.prediction import Summary, summarise
from footing.design import content
from footing.log.lines import ME, Line
from footing.log.models import Entry, Index, Outcome
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.vault import keys

PAGE, DUE_SHOWN = 10, 3
NOT_ABOUT_YOU = "not-about-you"


@dataclass(frozen=True)
class Shown:
    """One entry with its words; `found` is what was said afterwards."""

    line: Line
    fear: dict[str, Any]
    found: dict[str, Any] | None
    due: bool

    @property
    def about(self) -> str:
        """About whom, in the words of the check."""
        return whom(self.line.about)


@dataclass(frozen=True)
class Log:
    """The page: what is due, what may be said, one page of entries, the newest first."""

    due: tuple[Shown, ...]
    due_count: int
    summary: Summary
    entries: tuple[Shown, ...]
    count: int
    page: int
    pages: int


def words() -> dict[str, Any]:
    """The words of the room, and the states in which it is open."""
    return content.table("log/texts.toml")


def label(name: str, value: object) -> str:
    """An answer in the words of the form: of `seen`, `sure`, `feared`, `expected`, `outcome`, `found` or `coped`."""
    choices: list[list[str]] = words()["choices"][name]
    return next((said for code, said, *_ in choices if code == ("" if value is None else str(value))), "")


def whom(about: int) -> str:
    """About whom, in the words of the check; ME is oneself."""
    return check.label(about) or str(words()["form"]["me"])


def day_of(text: str) -> date | None:
    """A day from year-month-day, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def opens(person: UUID, about: int, *, now: datetime) -> bool:
    """Whether an entry about this person or place may be written now. About oneself always: that is a core step.

    After some weeks nothing but that is open for anybody, until the private questions were asked again.
    """
    return about == ME or safety.opens(person, about, _rule(), now=now)


def comforts(person: UUID, *, now: datetime) -> bool:
    """Whether comforting sentences are open: only where every person and place is."""
    return safety.opens_all(person, _rule(), now=now)


def lines(person: UUID) -> list[Line]:
    """The numbers of a person's log, oldest first: one row."""
    index = Index.objects.filter(holder=person).first()
    return read(index) if index else []


def read(index: Index) -> list[Line]:
    """The lines of an index."""
    return [Line(*row) for row in index.lines["lines"]]


def line(entry: Entry) -> Line:
    """The numbers of a new entry."""
    f = entry.fear
    written, due = (date.fromisoformat(f[name]).toordinal() for name in ("written", "due"))
    return Line(entry.id.hex, f["about"], written, due, f["sure"], f["feared"], f["expected"])


def due(person: UUID, *, now: datetime) -> int:
    """How many entries wait for an answer."""
    today = local_day(now)
    return sum(one.is_due(today) for one in lines(person))


def entry(person: UUID, id: UUID, *, now: datetime) -> Shown | None:
    """One entry of this person; None for another's and for none alike."""
    found = next((one for one in lines(person) if one.key == id.hex), None)
    return _shown(person, [found], local_day(now))[0] if found else None


def log(person: UUID, *, now: datetime, page: int = 1) -> Log:
    """One page of a person's log. Words are opened for that page only."""
    keys.prefetch([person])
    every, today = lines(person), local_day(now)
    by = today.toordinal()
    waiting = sorted((one for one in every if one.outcome is None and one.day <= by), key=lambda one: one.day)
    pages = max(1, -(-len(every) // PAGE))
    page = min(max(1, page), pages)
    here = every[::-1][(page - 1) * PAGE : page * PAGE]
    first = waiting[:DUE_SHOWN]
    shown = _shown(person, [*first, *here], today)
    return Log(
        due=shown[: len(first)],
        due_count=len(waiting),
        summary=summary([one.entry() for one in every], today, comforts(person, now=now)),
        entries=shown[len(first) :],
        count=len(every),
        page=page,
        pages=pages,
    )


def summary(entries: Sequence[Numbers], today: date, comfort_open: bool) -> Summary:
    """What may be said of a log."""
    return summarise(entries, today=today, comfort_open=comfort_open)


def _shown(person: UUID, lines: Sequence[Line], today: date) -> tuple[Shown, ...]:
    wanted = {one.id for one in lines}
    fears = {row.id: row.fear for row in Entry.objects.filter(holder=person, id__in=wanted)}
    outcomes = Outcome.objects.filter(holder=person, entry_id__in=wanted)
    found = {row.entry_id: row.found for row in outcomes}
    return tuple(Shown(one, fears[one.id], found.get(one.id), one.is_due(today)) for one in lines)


@lru_cache(maxsize=1)
def _rule() -> safety.Opening:
    return safety.opening(words()["open"])
