"""What the plan may know: signs by context, causes, core steps that were done. Nothing else fits into these types."""

from dataclasses import dataclass

SIGNS = ("s1", "s2", "s3", "s4", "s5", "s6")
CAUSES = ("c1", "c2", "c3", "c4", "c5", "c6", "c7")
CONTEXTS = ("partner", "partners", "date", "ex", "none", "friends", "family", "work")
MOST = 3
# What was answered to "did it help?"; empty where nothing was.
HELPED = ("yes", "little", "no", "unknown", "")


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
class Did:
    """A core step that was done, and whether it helped. Raises ValueError for a word that is no answer.

    There is no room for whom it was about: which steps about others are open depends on the private questions.
    """

    step: str
    helped: str = ""

    def __post_init__(self) -> None:
        if not self.step or self.helped not in HELPED:
            raise ValueError("a step has an id, and helped, helped a little, did not, or nobody knows")


@dataclass(frozen=True)
class Answers:
    """Everything the plan is made from. Empty answers are answers too. Raises ValueError.

    `did` is the newest first, each step once; it is empty for a first plan.
    """

    contexts: tuple[ContextSaid, ...] = ()
    causes: tuple[str, ...] = ()
    did: tuple[Did, ...] = ()

    def __post_init__(self) -> None:
        if any(not isinstance(said, ContextSaid) for said in self.contexts):
            raise ValueError("contexts hold signs and nothing else")
        if any(cause not in CAUSES for cause in self.causes):
            raise ValueError("a cause has a known id")
        steps = [did.step for did in self.did]
        if len(steps) != len(set(steps)):
            raise ValueError("each step was done once, the last time counts")


def _in_range(value: int | None) -> bool:
    return value is None or value in range(MOST + 1)
