"""What somebody can show to a person they are linked with: only things written for that. Rooms say here what they have.

A room's `shared.py` calls `register`. Nothing of the private questions, signs, story, log or weeks is ever registered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Item:
    """One thing of a person that could be shown: an id that is the person's own, and how its owner knows it."""

    id: str
    label: str


@dataclass(frozen=True)
class Kind:
    """A kind of thing. `items` are what a person has of it; `content` is one as it is shown, None where it is gone.

    `template` shows it, to its owner beforehand and to the other person: one file, so that both see the same. With
    `both` neither sees the other's before each has given theirs; the template then has `mine` and `theirs`, else
    `content`.
    """

    id: str
    title: Any
    about: Any
    template: str
    items: Callable[[UUID], Sequence[Item]]
    content: Callable[[UUID, str], Any]
    both: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Say that there is something that can be shown to a linked person."""
    _kinds[kind.id] = kind
