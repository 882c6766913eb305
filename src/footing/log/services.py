"""Write an entry down, say what came of it, delete it. There is no verb that changes one."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from footing.core.prediction import Outcome as Came
from footing.core.prediction import Seen, refusals
from footing.log import queries
from footing.log.lines import ME, Line
from footing.log.models import Entry, Index, Outcome
from footing.practice.queries import local_day


class RefusedError(Exception):
    """A fear that cannot be logged; `reasons` are ids whose words are content."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class ClosedError(Exception):
    """Nothing can be written about this person or place now."""


class NotThereError(Exception):
    """No such entry of this person, or nothing more to say of it."""


@dataclass(frozen=True)
class Fear:
    """What is written beforehand; days as ISO text, `sure` in 100, answers 0 to 3 or None."""

    text: str
    about: int
    seen: str
    due: str
    sure: int
    feared: int | None
    expected: int | None


@dataclass(frozen=True)
class Found:
    """What is said afterwards; answers 0 to 3 or None."""

    outcome: str
    found: int | None
    coped: int | None
    did: str


def reasons(fear: Fear, *, now: datetime) -> tuple[str, ...]:
    """Every reason why a fear cannot be logged, from choices only; the same for everybody."""
    seen, due = Seen(fear.seen), queries.day_of(fear.due)
    found: list[str] = [str(r) for r in refusals(seen, written=local_day(now), due=due)]
    if fear.about == ME and seen in {Seen.THERE, Seen.TO_ME}:
        found.insert(0, queries.NOT_ABOUT_YOU)
    return tuple(found)


def write(*, person: UUID, fear: Fear, now: datetime) -> UUID:
    """Keep an entry; the same one sent twice on a day is kept once. Raises ClosedError, RefusedError."""
    if not queries.opens(person, fear.about, now=now):
        raise ClosedError
    if refused := reasons(fear, now=now):
        raise RefusedError(refused)
    content = {**asdict(fear), "written": local_day(now).isoformat()}
    with transaction.atomic():
        index = _locked(person)
        if (known := _sent_twice(person, index, content)) is not None:
            return known
        entry = Entry(holder=person, fear=content)
        entry.save(force_insert=True)
        _append(index, queries.line(entry))
    return entry.id


def answer(*, person: UUID, id: UUID, found: Found, now: datetime) -> None:
    """Say what came of an entry, once and for good. Before its day only that it happened. Raises NotThereError."""
    today = local_day(now)
    with transaction.atomic():
        index = _locked(person)
        lines = queries.read(index)
        line = next((one for one in lines if one.key == id.hex), None)
        if line is None or line.outcome is not None:
            raise NotThereError
        if line.due > today and found.outcome != Came.HAPPENED:
            raise NotThereError
        Outcome(holder=person, entry_id=id, found={**asdict(found), "on": today.isoformat()}).save(
            force_insert=True
        )
        answered = line._replace(outcome=found.outcome, found=found.found, coped=found.coped)
        _put(index, [answered if one.key == id.hex else one for one in lines])


def delete(*, person: UUID, id: UUID) -> None:
    """Delete one entry with what came of it. Raises NotThereError."""
    with transaction.atomic():
        index = _locked(person)
        if not Entry.objects.filter(holder=person, id=id).delete()[0]:
            raise NotThereError
        _put(index, [line for line in queries.read(index) if line.key != id.hex])


def delete_all(*, person: UUID) -> None:
    """Delete the whole log of a person."""
    with transaction.atomic():
        Index.objects.select_for_update().filter(holder=person).first()
        Entry.objects.filter(holder=person).delete()
        Index.objects.filter(holder=person).delete()


def _locked(person: UUID) -> Index:
    """A person's index, held until the transaction ends; made where there is none."""
    rows = Index.objects.select_for_update()
    return rows.get_or_create(holder=person, defaults={"lines": {"lines": []}})[0]


def _append(index: Index, line: Line) -> None:
    _put(index, [*queries.read(index), line])


def _put(index: Index, lines: list[Line]) -> None:
    index.lines = {"lines": [list(line) for line in lines]}
    index.save()


def _sent_twice(person: UUID, index: Index, content: dict[str, Any]) -> UUID | None:
    lines = queries.read(index)
    if not lines:
        return None
    newest = Entry.objects.filter(holder=person, id=lines[-1].id).first()
    return newest.id if newest and newest.fear == content else None
