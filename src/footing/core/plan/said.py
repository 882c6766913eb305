"""What the plan may know: signs by context, and causes. Nothing else fits into these types."""

from dataclasses import dataclass

SIGNS = ("s1", "s2", "s3", "s4", "s5", "s6")
CAUSES = ("c1", "c2", "c3", "c4", "c5", "c6", "c7")
CONTEXTS = ("partner", "partners", "date", "ex", "none", "friends", "family", "work")
MOST = 3


@dataclass(frozen=True)
class SignSaid:
    """One sign: `level` 0 quiet to 3 most of the time, `in_the_way` 0 to 3; None where not said.

    Raises ValueError for anything else.
    """

    sign: str
    level: int | None = None
    in_the_way: int | None = None
    overwhelming: bool = False

    def __post_init__(self) -> None:
        known = self.sign in SIGNS and _in_range(self.level) and _in_range(self.in_the_way)
        if not known or not isinstance(self.overwhelming, bool):
            raise ValueError("a sign has an id, a level and a weight from 0 to 3, and yes or no")


@dataclass(frozen=True)
class ContextSaid:
    """The signs of one context, each at most once. Raises ValueError for an unknown or doubled one."""

    context: str
    signs: tuple[SignSaid, ...] = ()

    def __post_init__(self) -> None:
        names = [said.sign for said in self.signs]
        if self.context not in CONTEXTS or len(names) != len(set(names)):
            raise ValueError("a context is known and has every sign at most once")


@dataclass(frozen=True)
class Answers:
    """Everything the plan is made from. Empty answers are answers too. Raises ValueError."""

    contexts: tuple[ContextSaid, ...] = ()
    causes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(not isinstance(said, ContextSaid) for said in self.contexts):
            raise ValueError("contexts hold signs and nothing else")
        if any(cause not in CAUSES for cause in self.causes):
            raise ValueError("a cause has a known id")


def _in_range(value: int | None) -> bool:
    return value is None or value in range(MOST + 1)
