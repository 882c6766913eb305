"""A person's sheets, and which exercise stands at an address for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.check import queries as check
from footing.design import content
from footing.exercises import reading
from footing.exercises.lines import ME, Line
from footing.exercises.models import Index, Sheet
from footing.exercises.reading import Exercise
from footing.plan.doings import Doing, Offered
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.trustmap import ideas
from footing.vault import keys

PAGE, DUE_SHOWN = 10, 3


@dataclass(frozen=True)
class Named:
    """A sheet without its words: its line, the title, and about whom."""

    line: Line
    title: str
    about: str


@dataclass(frozen=True)
class Shown:
    """One sheet with its words. The exercise is None where its file is gone."""

    line: Line
    exercise: Exercise | None
    content: dict[str, Any]
    due: bool

    @property
    def title(self) -> str:
        """The exercise's title."""
        return _title(self.line)

    @property
    def about(self) -> str:
        """About whom, in the words of the check; empty for oneself."""
        return check.label(self.line.about)


@dataclass(frozen=True)
class Sheets:
    """What has come to its day, what is due, what is begun, and one page of what was done, the newest first."""

    come: tuple[Named, ...]
    due: tuple[Named, ...]
    due_count: int
    begun: tuple[Named, ...]
    done: tuple[Named, ...]
    count: int
    page: int
    pages: int


def words() -> dict[str, Any]:
    """The words of the room."""
    return content.table("steps/texts.toml")


def opens(person: UUID, exercise: Exercise, about: int, *, now: datetime) -> bool:
    """Whether an exercise may be worked on about this person or place now. A core step always, about oneself."""
    if exercise.about_me or about == ME:
        return exercise.is_core and about == ME
    return about != check.NO_ONE_NOW and safety.opens(person, about, exercise.rule, now=now)


def is_week(person: UUID, now: datetime) -> bool:
    """Whether this is a week in which steps about others can be begun: about every second, for everybody.

    The weeks are those of the map's ideas, so that two rooms do not give two chances a week to guess.
    """
    return ideas.asks_this_week(person, local_day(now))


def at(person: UUID | None, asked: Exercise, about: int, *, now: datetime) -> tuple[Exercise, int]:
    """What stands at an exercise's address: itself, or where it is closed the core step next to it.

    About another person one is begun in its weeks only; what is begun can be gone on with while its state opens.
    """
    if asked.is_core:
        return asked, ME
    if person is not None and opens(person, asked, about, now=now):
        begun = draft(person, asked.id, about) is not None
        if begun or is_week(person, now):
            return asked, about
    return reading.in_place_of(asked), ME


def lines(person: UUID) -> list[Line]:
    """The lines of a person's sheets, oldest first: one row."""
    index = Index.objects.filter(holder=person).first()
    return read(index) if index else []


def read(index: Index) -> list[Line]:
    """The lines of an index."""
    return [Line(*row) for row in index.lines["lines"]]


def draft(person: UUID, exercise: str, about: int) -> Sheet | None:
    """The sheet of this exercise about this person that is not done yet."""
    found = next((one for one in lines(person) if is_draft(one, exercise, about)), None)
    return Sheet.objects.filter(holder=person, id=found.id).first() if found else None


def is_draft(line: Line, exercise: str, about: int) -> bool:
    """Whether a line is of an unfinished sheet of this exercise about this person."""
    return (line.exercise, line.about, line.done) == (exercise, about, None)


def unhelpful(person: UUID) -> frozenset[str]:
    """Exercises of which somebody last said that they did not help."""
    said = {line.exercise: line.helped for line in lines(person) if line.helped}
    return frozenset(id for id, helped in said.items() if helped == "no")


def core_done(person: UUID) -> list[Doing]:
    """The core steps that somebody did, newest first, each as it was the last time. None is about another person."""
    core = {one.id for one in reading.listed()}
    own = [one for one in lines(person) if one.done and one.about == ME and one.exercise in core]
    last = {one.exercise: Doing(one.exercise, one.day, one.helped) for one in own}
    return sorted(last.values(), key=lambda one: one.day, reverse=True)


def core_step(id: str) -> Offered | None:
    """A core step as it is offered, or None."""
    found = next((one for one in reading.listed() if one.id == id), None)
    return Offered(found.id, found.title, found.purpose, found.minutes) if found else None


def begun(person: UUID) -> frozenset[str]:
    """Exercises of which somebody has a sheet, finished or not."""
    return frozenset(line.exercise for line in lines(person))


def waiting(person: UUID, *, now: datetime) -> tuple[int, int]:
    """How many sheets wait for a look back, and in how many the day of something has come."""
    today, every = local_day(now), lines(person)
    return sum(one.is_due(today) for one in every), sum(one.has_come(today) for one in every)


def sheet(person: UUID, id: UUID, *, now: datetime) -> Shown | None:
    """One sheet of this person; None for another's and for none alike."""
    line = next((one for one in lines(person) if one.key == id.hex), None)
    row = Sheet.objects.filter(holder=person, id=id).first() if line else None
    if line is None or row is None:
        return None
    return Shown(line, reading.exercise(line.exercise), row.content, line.is_due(local_day(now)))


def sheets(person: UUID, *, now: datetime, page: int = 1) -> Sheets:
    """A person's sheets without their words. The private questions have no part in it."""
    keys.prefetch([person])
    every, today = lines(person), local_day(now)
    waiting = [one for one in every if one.is_due(today)]
    done = [one for one in reversed(every) if one.done is not None]
    pages = max(1, -(-len(done) // PAGE))
    page = min(max(1, page), pages)
    return Sheets(
        come=_named([one for one in every if one.has_come(today)]),
        due=_named(waiting[:DUE_SHOWN]),
        due_count=len(waiting),
        begun=_named([one for one in reversed(every) if one.done is None]),
        done=_named(done[(page - 1) * PAGE : page * PAGE]),
        count=len(done),
        page=page,
        pages=pages,
    )


def _named(found: Sequence[Line]) -> tuple[Named, ...]:
    return tuple(Named(one, _title(one), check.label(one.about)) for one in found)


def _title(line: Line) -> str:
    found = reading.exercise(line.exercise)
    return found.title if found else line.exercise
