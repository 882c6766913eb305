"""What a page of the room adds to the sealed state."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.talk.models import Kept
from footing.talk.queries import PART, compose, part

PASSING = ("at", "first", "own")


def suggest(state: dict[str, Any], *, first: Sequence[str]) -> None:
    """Put these needs first, as the plan proposes."""
    part(state)["first"] = list(first)


def turn_to(state: dict[str, Any], page: str) -> None:
    """Remember which page is shown, so that Back knows where it comes from."""
    part(state)["at"] = page


def own(kept: dict[str, Any] | None) -> dict[str, Any]:
    """A state with the sentence that a signed-in person kept, if any: the same sentence, with no plan around it."""
    return {PART: {**(kept or {}), "own": True}}


def keep_picks(
    state: dict[str, Any], *, feelings: Sequence[str], feeling: str, when: str, need: str, own_need: str
) -> None:
    """What was picked, and a draft made from it."""
    picked = {
        "feelings": list(feelings),
        "feeling": feeling,
        "when": when,
        "need": need,
        "own_need": own_need,
    }
    part(state).update(
        picked=picked,
        draft=compose(feelings=feelings, feeling=feeling, when=when, need=need, own_need=own_need),
    )


def keep_sentence(state: dict[str, Any], *, sentence: str) -> None:
    """The sentence as the person wants it."""
    part(state).update(draft=sentence, sentence=sentence)


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep this room's part of a state in place of what was kept before; nothing where nothing was written."""
    written = {name: value for name, value in state.get(PART, {}).items() if name not in PASSING}
    if written:
        row = Kept.objects.filter(holder=person).first() or Kept(holder=person)
        row.sentence, row.at = written, now
        row.save()
