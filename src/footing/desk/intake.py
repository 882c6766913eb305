"""Reads of the intake: what people sent, for those of the practice whose it is to answer.

The list shows no name and no word of anybody; each one that is opened leaves a line in the access log.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone

from footing.accounts.models import Person
from footing.desk.access import Staff
from footing.practice import policies, queries
from footing.practice.models import Inquiry, Manager, Therapist
from footing.vault import access, codes, keys

WAITING = ("received", "assigned")


@dataclass(frozen=True)
class Line:
    """One of the list: what it is, how far it has come, whose it is, and whether its day is over."""

    inquiry: Inquiry
    code: str
    state: str
    owner: str
    due: str


@dataclass(frozen=True)
class Step:
    """Something that was done: what, by whom, when, and the words of an answer."""

    what: str
    by: str
    at: datetime
    more: str = ""


def listed(staff: Staff, *, done: bool) -> list[Line]:
    """What waits, due first, and below it what is answered; or what is done, latest first."""
    rows = queries.inquiries(person=staff.person.id)
    found = list(queries.over(rows) if done else queries.waiting(rows))
    names, today = people({row.owner for row in found if row.owner}), _today()  # type: ignore[attr-defined]
    return sorted((_line(row, names, today) for row in found), key=lambda line: line.state == "answered")


def inquiry(staff: Staff, id: uuid.UUID) -> Inquiry:
    """One that this person may see, with a line in the log. Raises Http404 for any other, as for none."""
    found = queries.inquiries(person=staff.person.id).filter(id=id).first()
    if found is None:
        raise Http404
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="inquiry", action="look", purpose="intake"
    )
    return found


def line(found: Inquiry) -> Line:
    """An opened one as its line in the list."""
    return _line(found, people({found.owner} - {None}), _today())  # type: ignore[attr-defined]


def steps(found: Inquiry) -> list[Step]:
    """What was done with it, in order."""
    assigned, given = list(found.assignments.all()), list(found.answers.all())
    ended = [row for row in (_one(found, "conversion"), _one(found, "closing")) if row]
    names = people({*(row.by for row in (*assigned, *given, *ended)), *(row.owner_id for row in assigned)})
    reasons = {reason["id"]: reason["label"] for reason in policies.rules()["close"]}
    done = [Step("assigned", names.get(r.by, ""), r.at, names.get(r.owner_id, "")) for r in assigned]
    done += [Step(r.way, names.get(r.by, ""), r.at, r.text) for r in given]
    done += [
        Step(*(("closed", names.get(r.by, ""), r.at, reasons.get(r.reason, r.reason)) if hasattr(r, "reason")
               else ("converted", names.get(r.by, ""), r.at)))
        for r in ended
    ]  # fmt: skip
    return sorted(done, key=lambda step: step.at)


def booking_of(found: Inquiry) -> uuid.UUID | None:
    """The booking that it became."""
    row = _one(found, "conversion")
    return row.booking if row else None


def owners() -> list[tuple[str, str]]:
    """Everybody who can be given one: id and name, by name."""
    ids = {*Manager.objects.values_list("person", flat=True)}
    ids |= {id for id in Therapist.objects.values_list("person", flat=True) if id}
    ids = {*Person.objects.filter(id__in=ids, is_active=True).values_list("id", flat=True)}
    return sorted(((str(id), name) for id, name in people(ids).items()), key=lambda pair: pair[1])


def people(ids: set[Any]) -> dict[uuid.UUID, str]:
    """The names of people of the practice: a therapist's public one, a manager's own."""
    known = dict(Therapist.objects.filter(person__in=ids).values_list("person", "name"))
    rows = list(Person.objects.filter(id__in=ids - known.keys()))
    keys.prefetch(row.holder for row in rows)
    names = {**known, **{row.id: row.name for row in rows}}
    keys.forget()
    return names


def template(found: Inquiry, id: str) -> str:
    """The words of an answer to begin from, filled in; nothing for an id that is not there."""
    text = next((t["text"] for t in policies.rules()["answer"] if t["id"] == id), "")
    return str(text).strip().replace("{name}", found.name).replace("{code}", codes.spoken(found.code))


def _one(found: Inquiry, name: str) -> Any:
    return getattr(found, name, None)


def _line(row: Any, names: dict[uuid.UUID, str], today: date) -> Line:
    due = ""
    if row.state in WAITING:
        due = "overdue" if row.answer_by < today else "today" if row.answer_by == today else ""
    return Line(row, codes.spoken(row.code), row.state, names.get(row.owner, ""), due)


def _today() -> date:
    return timezone.now().astimezone(ZoneInfo(queries.zone())).date()
