"""Code and second part as they are read aloud: in groups, each sign with its word."""

from dataclasses import dataclass

from footing.design import content
from footing.vault import codes

GROUP = 4


@dataclass(frozen=True)
class Group:
    """A few signs that are said in one breath."""

    signs: str
    words: str


def code(text: str) -> tuple[Group, ...]:
    """The code, in the two groups in which it is shown."""
    return tuple(map(_group, codes.spoken(text).split("-")))


def token(text: str) -> tuple[Group, ...]:
    """The second part, in groups of four."""
    return tuple(_group(text[n : n + GROUP]) for n in range(0, len(text), GROUP))


def _group(signs: str) -> Group:
    spell = content.table("desk/caller.toml")["spell"]
    return Group(signs, ", ".join(spell[sign.lower()] for sign in signs))
