"""One text from two files: words from the translation, everything else from the English file.

So a translation can change neither an id nor a number, and can never open an exercise where it is closed.
"""

import re
from typing import Any

# Always data, whatever it looks like.
DATA = {
    "id", "version", "kind", "url", "doi", "tel", "mark", "tool", "code", "country", "region", "source", "open_in",
    "reviewed_by", "person.languages",
}  # fmt: skip
# What looks like a code is data: a new key is closed to translations until it is named here or has more than a word.
CODE = re.compile(r"[a-z0-9][\w./+-]*|[A-Z][+-]?|[\W\d_]*")
WORDS = {
    "about.you", "levels.words", "figures.of", "because.often", "page.minutes", "page.since", "page.until",
    "line.about", "line.now", "line.then", "compose.and", "feeling.label", "feeling.word", "compare.then",
    "compare.today", "picture.close", "picture.trust", "place.short", "banned",
}  # fmt: skip
DIGITS = re.compile(r"\d+")
PLACEHOLDER = re.compile(r"\{(\w*)\}|%\((\w+)\)[sd]|%[sd]")


class ShapeError(Exception):
    """A translation that does not fit its English file; the message says where."""


def merged(english: Any, translated: Any, path: tuple[str, ...] = ()) -> Any:
    """The English value with the translation's words in it. Raises ShapeError."""
    if type(english) is not type(translated):
        raise ShapeError(f"{'.'.join(path)}: another kind of value")
    if isinstance(english, dict):
        if english.keys() != translated.keys():
            raise ShapeError(f"{'.'.join(path)}: other keys: {sorted(english.keys() ^ translated.keys())}")
        return {key: merged(value, translated[key], (*path, key)) for key, value in english.items()}
    if isinstance(english, list):
        return _list(english, translated, path)
    return _text(english, translated, path) if is_words(english, path) else english


def is_words(value: Any, path: tuple[str, ...]) -> bool:
    """Whether a value is something that a person reads."""
    if not isinstance(value, str) or (path[-1:] and path[-1] in DATA) or ".".join(path[-2:]) in DATA:
        return False
    return bool(value) and (".".join(path[-2:]) in WORDS or not CODE.fullmatch(value))


def has_words(value: Any, path: tuple[str, ...] = ()) -> bool:
    """Whether there is anything in it to translate."""
    if isinstance(value, dict):
        return any(has_words(one, (*path, key)) for key, one in value.items())
    return any(has_words(one, path) for one in value) if isinstance(value, list) else is_words(value, path)


def placeholders(text: str) -> list[str]:
    """What is filled in, in alphabetical order; `{You}` begins a sentence with what `{you}` says."""
    return sorted(
        found[0].lower() if found[0].startswith("{") else found[0] for found in PLACEHOLDER.finditer(text)
    )


def _list(english: list[Any], translated: list[Any], path: tuple[str, ...]) -> list[Any]:
    if len(english) != len(translated):
        raise ShapeError(f"{'.'.join(path)}: {len(translated)} in place of {len(english)}")
    both = list(zip(english, _in_order(english, translated, path), strict=True))
    if english and isinstance(english[0], list):
        return [_row(one, other, path) for one, other in both]
    return [merged(one, other, path) for one, other in both]


def _in_order(english: list[Any], translated: list[Any], path: tuple[str, ...]) -> list[Any]:
    """The translation's entries in the order of the English ones: by id or code where they have one."""
    ids, others = ([_id(one) for one in values] for values in (english, translated))
    if None in ids or len(set(ids)) < len(ids):
        return translated
    if set(ids) != set(others):
        raise ShapeError(f"{'.'.join(path)}: other ids")
    return [translated[others.index(id)] for id in ids]


def _id(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("id")
    return value[0] if isinstance(value, list) and value else None


def _row(english: list[Any], translated: list[Any], path: tuple[str, ...]) -> list[Any]:
    """A row such as [code, words]: all texts but the first are words."""
    if not isinstance(translated, list) or [type(v) for v in english] != [type(v) for v in translated]:
        raise ShapeError(f"{'.'.join(path)}: another row")
    pairs = zip(english[1:], translated[1:], strict=True)
    return [english[0], *(_text(one, other, path) if isinstance(one, str) else one for one, other in pairs)]


def _text(english: str, translated: str, path: tuple[str, ...]) -> str:
    if not translated.strip():
        raise ShapeError(f"{'.'.join(path)}: no words")
    if placeholders(english) != placeholders(translated):
        raise ShapeError(f"{'.'.join(path)}: other placeholders")
    if path[-1:] == ("number",) and DIGITS.findall(english) != DIGITS.findall(translated):
        raise ShapeError(f"{'.'.join(path)}: another number to call")
    return translated
