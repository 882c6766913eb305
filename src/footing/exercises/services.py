"""Write on a sheet, finish it, look back on it, delete it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from footing.exercises import queries
from footing.exercises.lines import Line
from footing.exercises.models import Index, Sheet
from footing.exercises.reading import Exercise
from footing.practice.queries import local_day


class ClosedError(Exception):
    """This exercise cannot be worked on about this person or place now."""


class EmptyError(Exception):
    """Nothing was written or chosen."""


class WaitsError(Exception):
    """Something in it still waits for its day, so that it cannot be finished."""


class NotThereError(Exception):
    """No such sheet of this person, or it cannot be looked back on now."""


@dataclass(frozen=True)
class Work:
    """What was typed: answers by field (text, a choice, or lines), and ratings or None."""

    answers: Mapping[str, Any]
    before: int | None = None
    after: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the sheet holds it."""
        return {"answers": dict(self.answers), "before": self.before, "after": self.after}

    def comes(self, exercise: Exercise) -> int | None:
        """The first day, as a number, on which a line that waits comes back."""
        days = [
            date.fromisoformat(row["day"]).toordinal()
            for field in exercise.fields
            if field.waits
            for row in self.answers.get(field.id, ())
            if row["side"] == field.waits
        ]
        return min(days, default=None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written or chosen."""
        return not any(self.answers.values()) and self.before is None and self.after is None


def keep(
    *, person: UUID, exercise: Exercise, about: int, work: Work, now: datetime, done: bool = False
) -> UUID:
    """Keep the draft of an exercise about somebody, or finish it; the same one finished twice is kept once.

    Raises ClosedError, EmptyError, WaitsError.
    """
    if not queries.opens(person, exercise, about, now=now):
        raise ClosedError
    if work.is_empty:
        raise EmptyError
    day, comes = local_day(now), work.comes(exercise)
    if done and comes:
        raise WaitsError
    with transaction.atomic():
        index = _locked(person)
        lines = queries.read(index)
        line = next((one for one in lines if queries.is_draft(one, exercise.id, about)), None)
        if done and line is None and (known := _sent_twice(person, lines, exercise, about, work)):
            return known
        row = Sheet.objects.get(holder=person, id=line.id) if line else Sheet(holder=person)
        began = row.content["begun"] if line else day.isoformat()
        row.content = {
            "exercise": exercise.id, "version": exercise.version, "about": about, **work.as_dict(),
            "begun": began, "done": day.isoformat() if done else None, "later": None, "looked": None, "helped": "",
        }  # fmt: skip
        row.save()
        line = line or Line(row.id.hex, exercise.id, about, day.toordinal())
        line = line._replace(done=day.toordinal() if done else None, looks=exercise.looks_back, comes=comes)
        _put(index, [*(one for one in lines if one.key != line.key), line])
    return row.id


def look(*, person: UUID, id: UUID, helped: str, later: int | None, now: datetime) -> None:
    """Say whether it helped; after a week, how it is now. That is said once. Raises NotThereError."""
    today = local_day(now)
    with transaction.atomic():
        index = _locked(person)
        lines = queries.read(index)
        line = next((one for one in lines if one.key == id.hex), None)
        if line is None or line.done is None or line.looked is not None:
            raise NotThereError
        row = Sheet.objects.get(holder=person, id=id)
        closes = line.is_due(today)
        row.content = {**row.content, "helped": helped}
        if closes:
            row.content = {**row.content, "later": later, "looked": today.isoformat()}
        row.save()
        looked = line._replace(helped=helped, looked=today.toordinal() if closes else None)
        _put(index, [looked if one.key == id.hex else one for one in lines])


def delete(*, person: UUID, id: UUID) -> None:
    """Delete one sheet with all that stands in it. Raises NotThereError."""
    with transaction.atomic():
        index = _locked(person)
        if not Sheet.objects.filter(holder=person, id=id).delete()[0]:
            raise NotThereError
        _put(index, [line for line in queries.read(index) if line.key != id.hex])


def delete_all(*, person: UUID) -> None:
    """Delete every sheet of a person."""
    with transaction.atomic():
        Index.objects.select_for_update().filter(holder=person).first()
        Sheet.objects.filter(holder=person).delete()
        Index.objects.filter(holder=person).delete()


def _locked(person: UUID) -> Index:
    """A person's index, held until the transaction ends; made where there is none."""
    rows = Index.objects.select_for_update()
    return rows.get_or_create(holder=person, defaults={"lines": {"lines": []}})[0]


def _put(index: Index, lines: list[Line]) -> None:
    index.lines = {"lines": [list(line) for line in lines]}
    index.save()


def _sent_twice(person: UUID, lines: list[Line], exercise: Exercise, about: int, work: Work) -> UUID | None:
    same = [one for one in lines if (one.exercise, one.about) == (exercise.id, about)]
    newest = Sheet.objects.filter(holder=person, id=same[-1].id).first() if same else None
    written = work.as_dict()
    return newest.id if newest and {n: newest.content[n] for n in written} == written else None
