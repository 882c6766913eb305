"""The exercises as their files have them. A new file is a new exercise; nothing lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from footing.core.gate import State
from footing.design import content
from footing.safety import queries as safety

FOLDER = "exercises"
EVERY_STATE = frozenset(State)
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Field:
    """One question of a form. `kind`: text, choice (of `options`) or lines (each with a day, or one of `sides`).

    Days may lie ahead where `ahead` is not 0; that many days ahead is where nothing is said. A line on the side
    `waits` comes back on its day. `said` has a sentence for each side: of one line, and of `{n}`.
    """

    id: str
    kind: str
    label: str
    hint: str = ""
    options: Options = ()
    sides: Options = ()
    said: tuple[tuple[str, str, str], ...] = ()
    dated: bool = False
    day: str = ""
    side: str = ""
    ahead: int = 0
    waits: str = ""
    rows: int = 2


@dataclass(frozen=True)
class Rating:
    """The same question before, after and a week later, as far as it is asked; 0 to `scale`, which is 3 or 10."""

    scale: int
    before: str = ""
    after: str = ""
    later: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a figure comes from; `quoted` if it was read in a text that quotes it."""

    title: str
    year: int
    doi: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Exercise:
    """One exercise. `beside` is the core step that stands in its place where it is closed.

    One with `doors` is for whoever came through these, and stands there and not among the three for everybody.
    """

    id: str
    version: int
    signs: tuple[str, ...]
    about_me: bool
    beside: str
    doors: tuple[str, ...]
    title: str
    purpose: str
    minutes: int
    when_not: tuple[str, ...]
    how: tuple[str, ...]
    example: tuple[str, ...]
    rule: safety.Opening
    rating: Rating | None
    fields: tuple[Field, ...]
    evidence: str
    evidence_note: str
    sources: tuple[Source, ...]
    reviewed_on: date

    @property
    def is_core(self) -> bool:
        """Whether it is open for everybody: about oneself, and in every state."""
        return self.about_me and self.rule.own == EVERY_STATE

    @property
    def looks_back(self) -> bool:
        """Whether it asks again after a week."""
        return bool(self.rating and self.rating.later)


# Each with the table that it was read of, which therefore keeps its id.
_kept: dict[int, tuple[Mapping[str, Any], Exercise]] = {}


def exercises() -> tuple[Exercise, ...]:
    """All exercises, by their files' names."""
    return tuple(_once(source) for source in content.tables(FOLDER))


def exercise(id: str) -> Exercise | None:
    """The one with this id, or None."""
    return next((one for one in exercises() if one.id == id), None)


def core() -> tuple[Exercise, ...]:
    """Those that are open for everybody."""
    return tuple(one for one in exercises() if one.is_core)


def listed() -> tuple[Exercise, ...]:
    """Those of them that are for everybody, whichever door they came through."""
    return tuple(one for one in core() if not one.doors)


def in_place_of(closed: Exercise) -> Exercise:
    """The core step next to one that is closed."""
    found = core()
    return next((one for one in found if one.id == closed.beside), found[0])


def read(source: Mapping[str, Any]) -> Exercise:
    """An exercise from its file. Raises KeyError, ValueError for what is missing or unknown."""
    evidence, rating = source["evidence"], source.get("rating")
    return Exercise(
        id=source["id"],
        version=source["version"],
        signs=tuple(source["signs"]),
        about_me=source["about"] == "me",
        beside=source.get("beside", ""),
        doors=tuple(source.get("doors", ())),
        title=source["title"],
        purpose=source["purpose"],
        minutes=source["minutes"],
        when_not=tuple(source["when_not"]),
        how=tuple(source["how"]),
        example=tuple(source["example"]),
        rule=safety.opening(source.get("open", {})),
        rating=Rating(**{**rating, "words": tuple(rating.get("words", ()))}) if rating else None,
        fields=tuple(_field(one) for one in source["field"]),
        evidence=evidence["label"],
        evidence_note=evidence["note"],
        sources=tuple(Source(**one) for one in evidence.get("source", ())),
        reviewed_on=source["reviewed_on"],
    )


def _once(source: Mapping[str, Any]) -> Exercise:
    """What was read of this very table before: content hands the same one to every request."""
    kept = _kept.get(id(source))
    if kept is None or kept[0] is not source:
        kept = _kept[id(source)] = (source, read(source))
    return kept[1]


def _field(source: Mapping[str, Any]) -> Field:
    pairs = {name: tuple(map(tuple, source.get(name, ()))) for name in ("options", "sides", "said")}
    return Field(**{**source, **pairs})
