"""A person's check-ins: when the next one is, the numbers of all, the words of one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from footing.core.change import Measure
from footing.design import content
from footing.diary.models import CheckIn, Index
from footing.practice.queries import local_day
from footing.vault import keys

PAGE = 10
# The questions are about seven days. A day less, so that whoever was a day late can go back to their own day.
APART = timedelta(days=6)
WEEK, FORTNIGHT, NEVER = "week", "fortnight", "never"
ASKED = {WEEK: timedelta(days=7), FORTNIGHT: timedelta(days=14)}


class Line(NamedTuple):
    """The numbers of one check-in, as the index has them: id, day (ordinal), answers by question."""

    key: str
    day: int
    answers: Mapping[str, int]

    @property
    def id(self) -> UUID:
        """The check-in's id."""
        return UUID(hex=self.key)

    @property
    def on(self) -> date:
        """Its day."""
        return date.fromordinal(self.day)


@dataclass(frozen=True)
class Book:
    """The numbers of a person: lines, how often they want to be asked, when the look was put aside."""

    lines: tuple[Line, ...] = ()
    every: str = WEEK
    look: date | None = None


@dataclass(frozen=True)
class Question:
    """One question about oneself; `answers` from the least to the most."""

    id: str
    ask: str
    name: str
    short: str
    answers: tuple[str, ...]
    hint: str
    higher_is_better: bool
    better: str
    worse: str

    @property
    def measure(self) -> Measure:
        """Its scale. Nobody knows its error: it is our own question."""
        return Measure(0, len(self.answers) - 1, self.higher_is_better)


@dataclass(frozen=True)
class Standing:
    """When the newest one was, whether one can be written now and from which day, whether it may be asked for."""

    every: str
    last: date | None
    opens: date | None
    due: bool
    today: bool


@dataclass(frozen=True)
class Shown:
    """One check-in with its words."""

    line: Line
    said: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """When the next one is, and some check-ins, the newest first."""

    standing: Standing
    shown: tuple[Shown, ...]
    count: int
    page: int
    pages: int


def words() -> dict[str, Any]:
    """The words of the room."""
    return content.table("diary/texts.toml")


def questions() -> tuple[Question, ...]:
    """The questions, in order."""
    return tuple(
        Question(
            id=entry["id"], ask=entry["ask"], name=entry["name"], short=entry["short"],
            answers=tuple(entry["answers"]), hint=entry.get("hint", ""), higher_is_better=entry["more_is_better"],
            better=entry["better"], worse=entry["worse"],
        )
        for entry in words()["question"]
    )  # fmt: skip


def steps() -> tuple[tuple[str, str], ...]:
    """What one may have tried: ids and words."""
    return tuple((id, said) for id, said in words()["steps"])


def answers_in_words(answers: Mapping[str, int]) -> list[tuple[str, str]]:
    """Each question by name, with its answer in words; a question that is gone from the file is left out."""
    unsaid = words()["form"]["cannot"]
    return [(q.name, q.answers[answers[q.id]] if q.id in answers else unsaid) for q in questions()]


def tried_in_words(tried: Sequence[str]) -> list[str]:
    """What was tried, in words."""
    return [said for id, said in steps() if id in tried]


def book(person: UUID) -> Book:
    """The numbers of a person: one row."""
    index = Index.objects.filter(holder=person).first()
    return read(index) if index else Book()


def read(index: Index) -> Book:
    """What an index says."""
    held = index.lines
    look = date.fromordinal(held["look"]) if held.get("look") else None
    return Book(tuple(Line(*row) for row in held["lines"]), held.get("every", WEEK), look)


def standing(found: Book, *, today: date) -> Standing:
    """Where somebody stands on a day."""
    last = found.lines[-1].on if found.lines else None
    opens = last + APART if last and today < last + APART else None
    asked = ASKED.get(found.every)
    due = asked is not None and (last is None or today >= last + asked)
    return Standing(found.every, last, opens, due, today=last == today)


def newest(person: UUID, *, now: datetime) -> Shown | None:
    """Today's check-in; None where there is none today."""
    lines = book(person).lines
    if not lines or lines[-1].on != local_day(now):
        return None
    return _shown(person, lines[-1:])[0]


def one(person: UUID, id: UUID) -> Shown | None:
    """One check-in of this person; None for another's and for none alike."""
    line = next((line for line in book(person).lines if line.key == id.hex), None)
    return _shown(person, [line])[0] if line else None


def page(person: UUID, *, now: datetime, number: int = 1) -> Page:
    """One page of a person's check-ins. Words are opened for that page only."""
    keys.prefetch([person])
    found = book(person)
    pages = max(1, -(-len(found.lines) // PAGE))
    number = min(max(1, number), pages)
    here = found.lines[::-1][(number - 1) * PAGE : number * PAGE]
    return Page(standing(found, today=local_day(now)), _shown(person, here), len(found.lines), number, pages)


def scores(lines: Sequence[Line], question: str) -> dict[date, float]:
    """The answers to one question by day."""
    return {line.on: line.answers[question] for line in lines if question in line.answers}


def without(found: Book, id: UUID) -> Book:
    """The same without one line."""
    return replace(found, lines=tuple(line for line in found.lines if line.key != id.hex))


def _shown(person: UUID, lines: Sequence[Line]) -> tuple[Shown, ...]:
    rows = CheckIn.objects.filter(holder=person, id__in=[line.id for line in lines])
    said = {row.id: row.said for row in rows}
    return tuple(Shown(line, said[line.id]) for line in lines)
