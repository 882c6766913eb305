"""The seven causes from content, and those that somebody ticked, in the sealed state."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from footing.design import content
from footing.story.models import Kept

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
