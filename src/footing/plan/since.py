"""What was done since a plan was kept, in words, and the small step that follows. Core steps and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from footing.core.plan import WAYS, Did, Next
from footing.design import content, saying
from footing.plan import doings


@dataclass(frozen=True)
class Card:
    """The next small step. `exercise` and `anchor`: where it is, one of the two. `first`: it follows a first step."""

    title: str
    why: str
    purpose: str
    minutes: int
    exercise: str = ""
    anchor: str = ""
    first: bool = False


def words() -> dict[str, Any]:
    """The rules and words about what was done."""
    return content.table("plan/since.toml")


def did(person: UUID, first: Mapping[str, str]) -> tuple[Did, ...]:
    """What somebody did: exercises, newest first, then first steps (`first`: by way, a line once it is done).

    A first step comes last, since every plan begins with one.
    """
    exercises = [Did(one.step, one.helped) for one in doings.done(person)]
    return (*exercises, *(Did(way) for way, line in first.items() if line))


def said(found: Did) -> str:
    """A step that was done, and whether it helped, as a reason cites it."""
    own = words()["page"]
    helped = own["helped"].get(found.helped, "")
    title = own["undated"].format(title=_title(found.step))
    return f"{saying.joined((title, helped))}." if helped else f"{title}."


def card(found: Next, person: UUID) -> Card | None:
    """What follows, in words; None where its file is gone."""
    why = f"{_done(found.did, person)} {words()['so'][found.rule]}"
    if found.step in WAYS:
        way = _ways()[found.step]
        return Card(way["title"], why, "", way["minutes"], anchor=found.step)
    step, first = doings.step(found.step), found.did.step in WAYS
    return Card(step.title, why, step.purpose, step.minutes, exercise=step.id, first=first) if step else None


def _done(found: Did, person: UUID) -> str:
    own = words()["page"]
    day = next((one.day for one in doings.done(person) if one.step == found.step), None)
    title = _title(found.step)
    what = (own["on"] if day else own["undated"]).format(title=title, day=saying.day(day) if day else "")
    return f"{own['you_did'].format(what=what)} {own['it_helped'].get(found.helped, '')}".strip()


def _title(step: str) -> str:
    if step in WAYS:
        return str(_ways()[step]["title"])
    found = doings.step(step)
    return found.title if found else step


def _ways() -> dict[str, Any]:
    ways: dict[str, Any] = content.table("plan/texts.toml")["ways"]
    return ways
