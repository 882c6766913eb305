"""What is kept once a person, each part under its name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from footing.talk.models import Shelf


class FullError(Exception):
    """There are as many as can be kept."""


def kept(person: UUID, part: str) -> dict[str, Any]:
    """One part: `repair`, `weekly` or `listening`; empty before something was kept."""
    row = Shelf.objects.filter(holder=person).first()
    found: dict[str, Any] = getattr(row, part) if row else {}
    return found


def lines(person: UUID, part: str) -> list[dict[str, str]]:
    """The lines of a part, the oldest first."""
    return list(kept(person, part).get("lines", ()))


def add(*, person: UUID, part: str, line: dict[str, str], most: int) -> None:
    """Add a line; the same one is kept once. Raises FullError."""

    def changed(own: dict[str, Any]) -> dict[str, Any]:
        there = own.get("lines", [])
        if any({**one, "id": ""} == {**line, "id": ""} for one in there):
            return own
        if len(there) >= most:
            raise FullError
        return {**own, "lines": [*there, {**line, "id": uuid4().hex}]}

    put(person=person, part=part, changed=changed)


def drop(*, person: UUID, part: str, id: str) -> None:
    """Delete a line; nothing where there is none."""

    def changed(own: dict[str, Any]) -> dict[str, Any]:
        return {**own, "lines": [one for one in own.get("lines", ()) if one["id"] != id]}

    put(person=person, part=part, changed=changed)


def put(*, person: UUID, part: str, changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Put a changed part in place of what was there."""
    with transaction.atomic():
        row = Shelf.objects.select_for_update().get_or_create(holder=person)[0]
        setattr(row, part, changed(getattr(row, part)))
        row.save()
