"""The seven causes from content, those that somebody ticked, and what they wrote about them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from footing.design import content
from footing.story.items import Item, from_dict
from footing.story.models import Kept, Story

PART = "story"


@dataclass(frozen=True)
class Cause:
    """One cause: a label to tick, and a short form for sentences."""

    id: str
    label: str
    short: str
    hint: str = ""


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table("story/causes.toml")


def causes() -> tuple[Cause, ...]:
    """All seven, in order."""
    return tuple(Cause(**entry) for entry in words()["cause"])


def answered(state: dict[str, Any]) -> bool:
    """Whether the page was filled in or passed by."""
    return PART in state


def chosen(state: dict[str, Any]) -> tuple[str, ...]:
    """Ids of the ticked causes, in order; none where the page was passed by."""
    ticked = state.get(PART, {}).get("causes", ())
    return tuple(cause.id for cause in causes() if cause.id in ticked)


def keep(state: dict[str, Any], chosen: list[str]) -> None:
    """Put the ticked causes into the sealed state."""
    state[PART] = {"causes": [cause.id for cause in causes() if cause.id in chosen]}


def kept(person: UUID) -> dict[str, Any] | None:
    """What a person kept, as the sealed state has it; None before they did."""
    row = Kept.objects.filter(holder=person).first()
    return row.causes if row else None


def story(person: UUID) -> tuple[Item, ...]:
    """All that a person wrote, in the order in which it was begun: one row."""
    row = Story.objects.filter(holder=person).first()
    return read(row) if row else ()


def read(row: Story) -> tuple[Item, ...]:
    """The items of a row."""
    return tuple(from_dict(one) for one in row.content["items"])


def item(person: UUID, id: UUID) -> Item | None:
    """One item of this person; None for another's and for none alike."""
    return next((one for one in story(person) if one.id == str(id)), None)
