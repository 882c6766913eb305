"""The words of the room, and what somebody wrote in it, in the sealed state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.design import content, saying
from footing.trustmap.document import Document, from_dict
from footing.trustmap.document import Quality as Sought
from footing.trustmap.models import Copy, Kept, Map

PART = "trustmap"
PERSON = "person"
MOST = 3


@dataclass(frozen=True)
class Quality:
    """Something that makes one feel safe: to tick, to draw, to look for, to notice."""

    id: str
    label: str
    short: str
    look: str
    notice: str


@dataclass(frozen=True)
class Thing:
    """One chosen quality, suggested or in one's own words, and who else does it. `key` names it in the state."""

    key: str
    text: str
    look: str
    notice: str
    other: str


@dataclass(frozen=True)
class Model:
    """What safe looks like to somebody."""

    who: str
    things: tuple[Thing, ...]

    @property
    def notice(self) -> str:
        """The one thing for this week: one that nobody else does yet, or the first."""
        return next((t for t in self.things if not t.other), self.things[0]).notice


def words() -> dict[str, Any]:
    """The words of every page of the room."""
    return content.table("trustmap/texts.toml")


def part(state: dict[str, Any]) -> dict[str, Any]:
    """This room's part of the sealed state."""
    found: dict[str, Any] = state.setdefault(PART, {})
    return found


def of_person(state: dict[str, Any]) -> bool:
    """Whether it is about a person; else a place, an animal, somebody in a story, a moment."""
    return bool(part(state).get("path", PERSON) == PERSON)


def qualities(state: dict[str, Any]) -> tuple[Quality, ...]:
    """What can be ticked; what fits the person's answers comes first."""
    entries = words()["quality" if of_person(state) else "comfort"]
    first = part(state).get("first", [])
    found = [Quality(**entry) for entry in entries]
    found.sort(key=lambda q: first.index(q.id) if q.id in first else len(first))
    return tuple(found)


def who(state: dict[str, Any]) -> str:
    """The name, or the words for what stands in its place; empty before anything was said."""
    own = part(state)
    titles = {path["id"]: path["title"] for path in words()["none"]["path"]}
    return str(own.get("who") or titles.get(own.get("path", ""), ""))


def model(state: dict[str, Any]) -> Model | None:
    """The model, or None before something was chosen."""
    own, found = part(state), []
    if not who(state):
        return None
    known = {q.id: q for q in qualities(state)}
    others, page = own.get("others", {}), words()["model"]
    for quality in (known[t] for t in own.get("things", []) if t in known):
        found.append((quality.id, quality.short, quality.look, quality.notice))
    for text in own.get("own", []):
        found.append((f"own {text}", text, page["own_look"], page["own_notice"].replace("{thing}", text)))
    things = tuple(Thing(*each, other=others.get(each[0], "")) for each in found[:MOST])
    return Model(who(state), things) if things else None


def line(state: dict[str, Any]) -> str:
    """The finished step in one line, or nothing."""
    found = model(state) if part(state).get("done") else None
    return f"{saying.colon(found.who)} {', '.join(t.text for t in found.things)}." if found else ""


def furthest(state: dict[str, Any]) -> str:
    """The page that somebody comes back to."""
    if part(state).get("done") and model(state):
        return "model"
    return "things" if who(state) else "name"


def may_show(state: dict[str, Any], page: str) -> bool:
    """Whether what a page builds on was said: a name before things, things before others and the picture."""
    return bool({"things": who(state), "others": model(state), "model": model(state)}.get(page, True))


def before(state: dict[str, Any]) -> str:
    """The page before the one that was shown last."""
    first = "name" if of_person(state) else "none"
    return {"things": first, "others": "things", "model": "others"}.get(part(state).get("at", ""), "name")


def kept(person: UUID) -> dict[str, Any] | None:
    """What a person kept, as the sealed state has it; None before they did."""
    row = Kept.objects.filter(holder=person).first()
    return row.model if row else None


@dataclass(frozen=True)
class Own:
    """A person's map, and the kind of the change that can be taken back; empty for none."""

    document: Document
    undo: str


@dataclass(frozen=True)
class Day:
    """A map as it was on a day, without names."""

    id: UUID
    at: datetime
    document: Document


def own_words() -> dict[str, Any]:
    """The words of the whole map."""
    return content.table("trustmap/map.toml")


def less_of() -> dict[str, str]:
    """The other end of each suggestion, by its id."""
    found: dict[str, str] = own_words()["less"]
    return found


def suggestions(document: Document) -> tuple[Sought, ...]:
    """What can be looked for and is not on the map yet."""
    less, there = less_of(), {quality.of for quality in document.qualities}
    every = [Quality(**entry) for entry in words()["quality"]]
    return tuple(Sought("", q.short, less[q.id], q.id) for q in every if q.id not in there)


def own(person: UUID) -> Own | None:
    """A person's map; None before they began one."""
    row = Map.objects.filter(holder=person).first()
    if row is None:
        return None
    steps = row.undo.get("steps", [])
    return Own(from_dict(row.content), str(steps[-1]["kind"]) if steps else "")


def days(person: UUID) -> tuple[Day, ...]:
    """The kept days, the newest first."""
    rows = Copy.objects.filter(holder=person).order_by("-at", "id")
    return tuple(Day(row.id, row.at, from_dict(row.content)) for row in rows)


def day(person: UUID, id: UUID) -> Day | None:
    """One of them; None for anybody else's and for none."""
    return next((found for found in days(person) if found.id == id), None)
