"""Keep the ticked causes for the person who ticked them; keep, change and delete what they wrote about one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from footing.story import queries
from footing.story.items import Item
from footing.story.models import Kept, Story
from footing.story.queries import PART

MOST = 30


class NotThereError(Exception):
    """There is no such item of this person."""


class FullError(Exception):
    """As many items as fit are kept."""


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep this room's part of a state in place of what was kept before."""
    if PART in state:
        row = Kept.objects.filter(holder=person).first() or Kept(holder=person)
        row.causes, row.at = state[PART], now
        row.save()


@transaction.atomic
def write(*, person: UUID, item: Item) -> None:
    """Keep an item in place of the one with its id, or as a new one. Raises FullError.

    A form that is sent twice carries one id, and so is kept once.
    """
    row = _locked(person)
    items = list(queries.read(row))
    at = next((n for n, one in enumerate(items) if one.id == item.id), None)
    if at is None and len(items) >= MOST:
        raise FullError
    _put(row, [*items, item] if at is None else [*items[:at], item, *items[at + 1 :]])


@transaction.atomic
def delete(*, person: UUID, id: UUID) -> None:
    """Delete one item. The last one takes the row along. Raises NotThereError."""
    row = Story.objects.select_for_update().filter(holder=person).first()
    items = queries.read(row) if row else ()
    left = [one for one in items if one.id != str(id)]
    if row is None or len(left) == len(items):
        raise NotThereError
    if left:
        _put(row, left)
    else:
        row.delete()


def delete_all(*, person: UUID) -> None:
    """Delete all that a person wrote. What they ticked for the plan stays."""
    Story.objects.filter(holder=person).delete()


def _locked(person: UUID) -> Story:
    rows = Story.objects.select_for_update()
    return rows.get_or_create(holder=person, defaults={"content": {"items": []}})[0]


def _put(row: Story, items: list[Item]) -> None:
    row.content = {"items": [one.as_dict() for one in items]}
    row.save()
