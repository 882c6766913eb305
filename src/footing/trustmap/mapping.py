"""Changes to a person's map: one transaction each, undone one by one; a deletion reaches everything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from footing.trustmap import queries
from footing.trustmap.document import Document, from_dict
from footing.trustmap.models import Copy, Kept, Map

MOST_UNDONE, MOST_COPIES = 10, 6


class NotYoursError(Exception):
    """There is no such person or copy on this map."""


class TooManyError(Exception):
    """As many copies as fit are kept."""


@transaction.atomic
def change(*, person: UUID, kind: str, by: Callable[[Document], Document], now: datetime) -> Document:
    """Change a map; what it was stays for `undo`, named by `kind`; not with an empty one.

    Nothing is written where nothing changes.
    """
    row = _locked(person, now)
    before = from_dict(row.content)
    after = by(before)
    if after == before:
        return before
    steps = [*row.undo.get("steps", []), *([{"kind": kind, "was": before.as_dict()}] if kind else [])]
    row.content, row.undo, row.at = after.as_dict(), {"steps": steps[-MOST_UNDONE:]}, now
    row.save()
    return after


@transaction.atomic
def undo(*, person: UUID, now: datetime) -> str:
    """Take the last change back; returns its kind, or nothing where there was none."""
    row = _locked(person, now)
    steps = row.undo.get("steps", [])
    if not steps:
        return ""
    # Ids go on counting, so that no copy takes one person or quality for another.
    was = replace(from_dict(steps[-1]["was"]), next=from_dict(row.content).next)
    row.content, row.undo, row.at = was.as_dict(), {"steps": steps[:-1]}, now
    row.save()
    return str(steps[-1]["kind"])


@transaction.atomic
def forget(*, person: UUID, relation: str, now: datetime) -> None:
    """Delete somebody everywhere: the map, what can be undone, all copies, and the name in the first step.

    There is no undoing it. Raises NotYoursError.
    """
    row = _locked(person, now)
    gone = from_dict(row.content).person(relation)
    if gone is None:
        raise NotYoursError
    names = {gone.name.casefold()}
    steps = []
    for step in row.undo.get("steps", []):
        was = from_dict(step["was"])
        names |= {p.name.casefold() for p in was.people if p.id == relation}
        steps.append({"kind": step["kind"], "was": was.without_person(relation).as_dict()})
    row.content, row.at = from_dict(row.content).without_person(relation).as_dict(), now
    # A step that was about them alone changes nothing any more.
    row.undo = {"steps": _that_change(steps, row.content)}
    row.save()
    for copy in Copy.objects.select_for_update().filter(holder=person):
        copy.content = from_dict(copy.content).without_person(relation).as_dict()
        copy.save()
    _forget_name(person, names, now)


def _that_change(steps: list[dict[str, Any]], last: dict[str, Any]) -> list[dict[str, Any]]:
    after = [*(step["was"] for step in steps[1:]), last]
    return [step for step, then in zip(steps, after, strict=False) if _seen(step["was"]) != _seen(then)]


def _seen(content: dict[str, Any]) -> dict[str, Any]:
    ratings = {question: row for question, row in content["ratings"].items() if row}
    return {**content, "next": 0, "ratings": ratings}


def _forget_name(person: UUID, names: set[str], now: datetime) -> None:
    row = Kept.objects.select_for_update().filter(holder=person).first()
    if row is None:
        return
    model = dict(row.model)
    if str(model.get("who", "")).casefold() in names:
        model["who"] = str(queries.own_words()["forget"]["someone"])
    model["others"] = {k: n for k, n in model.get("others", {}).items() if n.casefold() not in names}
    if model != row.model:
        row.model, row.at = model, now
        row.save()


@transaction.atomic
def keep_copy(*, person: UUID, now: datetime) -> None:
    """Keep the map as it is today. Raises TooManyError."""
    row = _locked(person, now)
    if Copy.objects.filter(holder=person).count() >= MOST_COPIES:
        raise TooManyError
    content = row.content
    people = [{"id": entry["id"], "name": ""} for entry in content.get("people", [])]
    Copy.objects.create(holder=person, content={**content, "people": people}, at=now)


def delete_copy(*, person: UUID, id: UUID) -> None:
    """Delete a copy. Raises NotYoursError."""
    if not Copy.objects.filter(holder=person, id=id).delete()[0]:
        raise NotYoursError


@transaction.atomic
def delete(*, person: UUID) -> None:
    """Delete the map and every copy. The first step of the plan stays."""
    Map.objects.filter(holder=person).delete()
    Copy.objects.filter(holder=person).delete()


def begin(*, person: UUID, state: dict[str, Any], now: datetime) -> Document:
    """Begin a map with what the first step brought: its person, whoever else does it, and the things."""
    return change(person=person, kind="begun", by=lambda found: _begun(found, state), now=now)


def _begun(found: Document, state: dict[str, Any]) -> Document:
    model = queries.model(state)
    if found.people or model is None or not queries.of_person(state):
        return found
    for name in (model.who, *(thing.other for thing in model.things if thing.other)):
        found = found.with_person(name)
    less = queries.less_of()
    for thing in model.things:
        of = thing.key if thing.key in less else ""
        found = found.with_quality(thing.text, less.get(of, ""), of)
    return replace(found, turn=0)


def _locked(person: UUID, now: datetime) -> Map:
    rows = Map.objects.select_for_update()
    return rows.get_or_create(holder=person, defaults={"content": {}, "undo": {}, "at": now})[0]
