"""Small ideas, three at a time. Things to ask for go through the private questions' states, and are not always there.

The rules are open. So that a page without a thing to ask for tells nothing, every other week has none for anybody,
and the ideas for everybody are the same in every state.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from footing.core.gate import State, decode, may_offer
from footing.design import content
from footing.safety import queries as safety
from footing.safety import weeks
from footing.trustmap import results
from footing.trustmap.document import Document

SHOWN = 3


def three(person: UUID, document: Document, *, turn: int, today: date) -> tuple[str, ...]:
    """Three ideas in words for this day and turn."""
    entries = content.table("trustmap/ideas.toml")["idea"]
    everybody = [entry for entry in entries if set(entry.get("open_in", ())) == set(State)]
    found = [everybody[(turn * SHOWN + n) % len(everybody)] for n in range(SHOWN)]
    if document.hard and asks_this_week(person, today):
        states = safety.kept(person, now=timezone.now()).get(document.about, decode(""))
        asks = [e for e in entries if e not in everybody and may_offer(_open_in(e), states)]
        if asks:
            found[-1] = asks[turn % len(asks)]
    things = _things(document)
    return tuple(
        entry["text"].format(
            thing=things[(turn + n) % len(things)], name=results.name_of(document, document.hard)
        )
        for n, entry in enumerate(found)
    )


def asks_this_week(person: UUID, today: date) -> bool:
    """Whether this is one of the weeks, about every second, that may hold a thing to ask for."""
    return weeks.is_open(person, today)


def _open_in(entry: dict[str, Any]) -> list[State]:
    return [State(name) for name in entry.get("open_in", ())]


def _things(document: Document) -> tuple[str, ...]:
    """What goes with trust, or else what is missing, or else all that is looked for."""
    hard = results.hard(document)
    found = results.computed(document).with_trust
    wanted = tuple(document.qualities[row].more for row in found) or (hard.missing if hard else ())
    return wanted or tuple(quality.more for quality in document.qualities)
