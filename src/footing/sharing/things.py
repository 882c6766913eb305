"""What can be shown to somebody else. The rooms lie above and say here what they have, and how it looks.

A room's `shared.py` calls `register` for a thing and `offer` for lines that may go into a note.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps

from footing.sharing import between


@dataclass(frozen=True)
class Thing:
    """Something that can be shown whole. `content` is None where the person has nothing of it.

    `template` shows it, to its owner beforehand and to the reader: one file, so that both see the same.
    """

    kind: str
    title: Any
    about: Any
    template: str
    content: Callable[[UUID], Any]


@dataclass(frozen=True)
class Line:
    """A sentence that somebody may take into their note."""

    id: str
    text: str


Source = Callable[[UUID], Sequence[Line]]
_things: dict[str, Thing] = {}
_sources: dict[str, Source] = {}


def register(thing: Thing) -> None:
    """Say that there is something that can be shown."""
    _things[thing.kind] = thing


def offer(room: str, source: Source) -> None:
    """Name a function that gives a person's lines of one room."""
    _sources[room] = source


def every() -> list[Thing]:
    """All things, the note first."""
    _discover()
    return list(_things.values())


def thing(kind: str) -> Thing | None:
    """One of them."""
    return next((known for known in every() if known.kind == kind), None)


def between_two() -> list[between.Kind]:
    """What can be shown to somebody one is linked with, in one order for everybody."""
    _discover()
    return [between._kinds[id] for id in sorted(between._kinds)]


def lines(person: UUID) -> list[Line]:
    """What a person may take into a note, room by room."""
    _discover()
    return [line for source in _sources.values() for line in source(person)]


def _discover() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("footing.") and find_spec(f"{config.name}.shared"):
            import_module(f"{config.name}.shared")
