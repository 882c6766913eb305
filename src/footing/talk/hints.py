"""Where somebody may want to look at their words once more: rules of a content file, held against a text.

Pure text in, hints out. What stands in quotation marks, and what is told of somebody's words, is nobody's blame and is
passed over. Nothing is changed, counted or kept, and no rule looks for danger.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# One sign for one sign, so that places stay the same.
PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\r": " ", "\t": " "})
SPEECH = (r"“[^”]*”", r"«[^»]*»", r'"[^"]*"', r"(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)")
NAME = re.compile(r"@(\w+)")
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Rule:
    """One kind of hint: what it finds, and what looks like it and is none."""

    id: str
    find: Patterns
    but: Patterns


@dataclass(frozen=True)
class Rules:
    """The rules of one language. `told`: how telling somebody's words begins; `until`: where it ends."""

    told: Patterns
    until: Patterns
    every: tuple[Rule, ...]


@dataclass(frozen=True)
class Hint:
    """A rule that found something, and the words in which it did, as they were typed."""

    id: str
    words: str


def read_rules(source: Mapping[str, Any]) -> Rules:
    """Rules from their file. Patterns stand one on a line; `@name` is one of its lists. Raises KeyError, re.error."""
    names = source["names"]
    every = tuple(
        Rule(one["id"], _patterns(one["find"], names), _patterns(one.get("but", ""), names))
        for one in source["rule"]
    )
    return Rules(_patterns(source["telling"], names), _patterns(source["telling_until"], names), every)


def hints(text: str, rules: Rules) -> tuple[Hint, ...]:
    """One hint at most of each rule, in the order of the rules."""
    plain = _without_speech(text.translate(PLAIN), rules)
    found = ((rule, _found(plain, rule)) for rule in rules.every)
    return tuple(Hint(rule.id, text[place].strip()) for rule, place in found if place)


def _found(plain: str, rule: Rule) -> slice | None:
    """Where a rule first finds something."""
    left = _blanked(plain, rule.but)
    places = [match.span() for pattern in rule.find if (match := pattern.search(left))]
    return slice(*min(places)) if places else None


def _without_speech(plain: str, rules: Rules) -> str:
    """The text with blanks in place of direct speech and of what somebody is told to have said."""
    left = _blanked(plain, _speech())
    for pattern in rules.told:
        for match in pattern.finditer(left):
            end = min(_ends(left, match.end(), rules.until), default=len(left))
            left = left[: match.start()] + " " * (end - match.start()) + left[end:]
    return left


def _ends(text: str, start: int, until: Patterns) -> Iterator[int]:
    return (match.start() for pattern in until if (match := pattern.search(text, start)))


def _blanked(text: str, patterns: Patterns) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


@lru_cache(maxsize=1)
def _speech() -> Patterns:
    return tuple(re.compile(pattern) for pattern in SPEECH)


def _patterns(lines: str, names: Mapping[str, str]) -> Patterns:
    written = (line.strip() for line in lines.splitlines())
    return tuple(
        re.compile(NAME.sub(lambda name: f"(?:{names[name[1]]})", line), re.IGNORECASE)
        for line in written
        if line
    )
