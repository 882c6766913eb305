"""What a page of the room adds to the sealed state."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.trustmap.models import Kept
from footing.trustmap.queries import MOST, PART, PERSON, part

PASSING = ("at", "first")


def suggest(state: dict[str, Any], *, first: Sequence[str]) -> None:
    """Put these qualities first, as the plan proposes."""
    part(state)["first"] = list(first)


def turn_to(state: dict[str, Any], page: str) -> None:
    """Remember which page is shown, so that Back knows where it comes from."""
    part(state)["at"] = page


def keep_name(state: dict[str, Any], *, name: str) -> None:
    """Somebody whom one trusts. Another kind than before clears what was ticked for it."""
    _begin(state, PERSON, name)


def keep_path(state: dict[str, Any], *, path: str, word: str) -> None:
    """A place, an animal, somebody in a story or a moment, in place of a person."""
    _begin(state, path, word)


def keep_things(state: dict[str, Any], *, things: Sequence[str], own: Sequence[str]) -> None:
    """Up to three things, ticked or in one's own words."""
    part(state).update(things=list(things), own=list(own)[: MOST - len(things)], done=True)


def keep_others(state: dict[str, Any], *, others: Mapping[str, str]) -> None:
    """Who else does each of them, by the thing's key; empty where nobody is."""
    part(state)["others"] = dict(others)


def _begin(state: dict[str, Any], path: str, who: str) -> None:
    own = part(state)
    if (own.get("path", PERSON) == PERSON) != (path == PERSON):
        for name in ("things", "own", "others", "done"):
            own.pop(name, None)
    own.update(path=path, who=who)


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep this room's part of a state in place of what was kept before; nothing where nothing was written."""
    written = {name: value for name, value in state.get(PART, {}).items() if name not in PASSING}
    if written:
        row = Kept.objects.filter(holder=person).first() or Kept(holder=person)
        row.model, row.at = written, now
        row.save()
