"""What a person did of their own accord. `exercises` lies above and says it here at start-up.

Core steps about oneself and nothing else: they are open to everybody, so what is read here tells nothing of the private
questions. A step about another person is never among them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Offered:
    """A core step as it is offered."""

    id: str
    title: str
    purpose: str
    minutes: int


@dataclass(frozen=True)
class Doing:
    """A core step that was done, the last time: its id, the day, and what was answered to "did it help?"."""

    step: str
    day: date
    helped: str


Done = Callable[[UUID], Sequence[Doing]]
Step = Callable[[str], Offered | None]

_known: list[tuple[Done, Step]] = []


def register(done: Done, step: Step) -> None:
    """Name what knows the core steps that a person did, newest first, and what knows a core step by its id."""
    _known[:] = [(done, step)]


def done(person: UUID) -> Sequence[Doing]:
    """The core steps that a person did, newest first, each once; none while nobody knows."""
    return _known[0][0](person) if _known else ()


def step(id: str) -> Offered | None:
    """The core step with this id; None for another step and for none alike."""
    return _known[0][1](id) if _known else None
