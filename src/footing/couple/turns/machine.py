"""Listening turns as a machine: one speaks, the other says back what they heard, the first says whether that is it.

Pure: two sides, no clock, no words. A press carries the version that its side saw. One that comes late, twice or from
the side whose turn it is not changes nothing: the same room comes back. Only Stop counts whatever was seen.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Side(StrEnum):
    """One of the two."""

    ONE = "one"
    OTHER = "other"

    @property
    def across(self) -> "Side":
        """The one who sits opposite."""
        return Side.OTHER if self is Side.ONE else Side.ONE


class Phase(StrEnum):
    """Where a round stands."""

    OPEN = "open"  # nobody has the floor yet
    SPEAKING = "speaking"
    BACK = "back"  # the listener says back what they heard
    CHECK = "check"  # the speaker says whether that is it
    MEND = "mend"  # the speaker says what was missing
    ENDED = "ended"


class Action(StrEnum):
    """What somebody can press."""

    SPEAK = "speak"  # I speak first
    LISTEN = "listen"  # I listen first
    SAID = "said"
    AGAIN = "again"  # please say it once more
    HEARD = "heard"  # I said it back
    CORRECT = "correct"  # not quite
    MORE = "more"  # that is it, and there is more
    GIVE = "give"  # that is it, now you; or, before I began, now you
    STOP = "stop"


class Role(StrEnum):
    """What a side is at in a phase."""

    FREE = "free"
    SPEAKER = "speaker"
    LISTENER = "listener"


@dataclass(frozen=True)
class Room:
    """A round. `floor`: whose turn it is; `turn`: how many turns have begun; `version`: rises with each change."""

    phase: Phase = Phase.OPEN
    floor: Side | None = None
    turn: int = 0
    version: int = 1


@dataclass(frozen=True)
class _Rule:
    """Who may press, where it leads, and whether the floor passes or a new turn of the same side begins."""

    role: Role
    phase: Phase
    passes: bool = False
    begins: bool = False


_RULES = {
    (Phase.OPEN, Action.SPEAK): _Rule(Role.FREE, Phase.SPEAKING, begins=True),
    (Phase.OPEN, Action.LISTEN): _Rule(Role.FREE, Phase.SPEAKING, passes=True, begins=True),
    (Phase.SPEAKING, Action.SAID): _Rule(Role.SPEAKER, Phase.BACK),
    (Phase.SPEAKING, Action.GIVE): _Rule(Role.SPEAKER, Phase.SPEAKING, passes=True, begins=True),
    (Phase.BACK, Action.AGAIN): _Rule(Role.LISTENER, Phase.SPEAKING),
    (Phase.BACK, Action.HEARD): _Rule(Role.LISTENER, Phase.CHECK),
    (Phase.CHECK, Action.CORRECT): _Rule(Role.SPEAKER, Phase.MEND),
    (Phase.CHECK, Action.MORE): _Rule(Role.SPEAKER, Phase.SPEAKING, begins=True),
    (Phase.CHECK, Action.GIVE): _Rule(Role.SPEAKER, Phase.SPEAKING, passes=True, begins=True),
    (Phase.MEND, Action.SAID): _Rule(Role.SPEAKER, Phase.BACK),
}


def role(room: Room, side: Side) -> Role:
    """What a side is at."""
    if room.floor is None:
        return Role.FREE
    return Role.SPEAKER if room.floor is side else Role.LISTENER


def may(room: Room, side: Side) -> tuple[Action, ...]:
    """What a side can press now; Stop last. Nothing once it has ended."""
    if room.phase is Phase.ENDED:
        return ()
    own = role(room, side)
    return (
        *(act for (phase, act), rule in _RULES.items() if phase is room.phase and rule.role is own),
        Action.STOP,
    )


def press(room: Room, side: Side, action: Action, seen: int) -> Room:
    """The round after a press. `seen` is the version that the side saw; the same room where nothing changes."""
    if action not in may(room, side):
        return room
    if action is Action.STOP:
        return replace(room, phase=Phase.ENDED, floor=None, version=room.version + 1)
    if seen != room.version:
        return room
    rule = _RULES[room.phase, action]
    here = room.floor or side
    floor = here.across if rule.passes else here
    return Room(rule.phase, floor, room.turn + rule.begins, room.version + 1)


def agrees(room: Room, action: Action) -> bool:
    """Whether this press says of what was said back: that is it."""
    return room.phase is Phase.CHECK and action in {Action.MORE, Action.GIVE}
