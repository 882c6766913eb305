"""Write a check-in, change it on its day, delete it; say how often to be asked; put the look aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from footing.diary import queries
from footing.diary.models import CheckIn, Index
from footing.diary.queries import APART, ASKED, NEVER, Book, Line
from footing.practice.queries import local_day


class TooSoonError(Exception):
    """There is one of this week already, on `last`."""

    def __init__(self, last: date) -> None:
        super().__init__(last.isoformat())
        self.last = last


class NotThereError(Exception):
    """No such check-in of this person."""


@dataclass(frozen=True)
class Said:
    """What was said: answers by question (left out where nothing was), ids of what was tried, a line."""

    answers: Mapping[str, int]
    tried: tuple[str, ...]
    line: str

    def content(self, day: date) -> dict[str, Any]:
        """As a row has it."""
        return {
            "day": day.isoformat(), "answers": dict(self.answers), "tried": list(self.tried), "line": self.line,
        }  # fmt: skip


def check_in(*, person: UUID, said: Said, now: datetime) -> UUID:
    """Keep a check-in; a second one on the same day takes the place of the first. Raises TooSoonError."""
    today = local_day(now)
    with transaction.atomic():
        index = _locked(person)
        found = queries.read(index)
        last = found.lines[-1] if found.lines else None
        if last and last.on == today:
            row = CheckIn.objects.get(holder=person, id=last.id)
            found = replace(found, lines=found.lines[:-1])
        elif last and today < last.on + APART:
            raise TooSoonError(last.on)
        else:
            row = CheckIn(holder=person)
        row.said = said.content(today)
        row.save()
        _put(index, replace(found, lines=(*found.lines, Line(row.id.hex, today.toordinal(), said.answers))))
    return row.id


def ask(*, person: UUID, every: str) -> None:
    """Say how often to be asked: `week`, `fortnight` or `never`. Raises ValueError."""
    if every not in {*ASKED, NEVER}:
        raise ValueError(every)
    with transaction.atomic():
        index = _locked(person)
        _put(index, replace(queries.read(index), every=every))


def put_aside(*, person: UUID, now: datetime) -> None:
    """The line about a look after three months is not shown any more."""
    with transaction.atomic():
        index = _locked(person)
        _put(index, replace(queries.read(index), look=local_day(now)))


def delete(*, person: UUID, id: UUID) -> None:
    """Delete one check-in. Raises NotThereError."""
    with transaction.atomic():
        index = _locked(person)
        if not CheckIn.objects.filter(holder=person, id=id).delete()[0]:
            raise NotThereError
        _put(index, queries.without(queries.read(index), id))


def delete_all(*, person: UUID) -> None:
    """Delete all check-ins of a person. How often they want to be asked stays."""
    with transaction.atomic():
        index = _locked(person)
        CheckIn.objects.filter(holder=person).delete()
        _put(index, replace(queries.read(index), lines=()))


def _locked(person: UUID) -> Index:
    """A person's index, held until the transaction ends; made where there is none."""
    rows = Index.objects.select_for_update()
    return rows.get_or_create(holder=person, defaults={"lines": {"lines": []}})[0]


def _put(index: Index, found: Book) -> None:
    index.lines = {
        "lines": [[line.key, line.day, dict(line.answers)] for line in found.lines], "every": found.every,
        "look": found.look.toordinal() if found.look else None,
    }  # fmt: skip
    index.save()
