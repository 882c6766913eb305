"""A language in which every word that can be translated stands in brackets: what is outside of them cannot be.

It lives in memory and takes the place of French: its catalogue and the words that content files lend.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import trans_real

from footing.design import content, merge
from tests.conftest import OwnClient

INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
READ_OUT = (
    "alt",
    "aria-label",
    "title",
    "placeholder",
    "data-ask",
    "data-stay",
    "data-gone",
    "data-back",
    "data-wait",
)
UNSEEN = {"script", "style"}


class PseudoClient(OwnClient):
    """A client that stays under `/fr/`, whatever address it is given."""

    def generic(self, method: str, path: str, *args: Any, **extra: Any) -> Any:
        return super().generic(method, path if path.startswith("/fr/") else f"/fr{path}", *args, **extra)


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the brackets in."""
    french: Any = trans_real.translation("fr")
    monkeypatch.setattr(french, "gettext", lambda words: bracketed(words.rpartition("\x04")[2]))
    monkeypatch.setattr(french, "ngettext", lambda one, more, n: bracketed(one if n == 1 else more))

    def translated(root: Path, _language: str, path: str) -> Any:
        file = root / content.SOURCE / path
        if file.suffix == ".toml":
            table = content._table(file)
            return merge.merged(table, _inside(table))
        page = content._page(file)
        return replace(
            page, meta=merge.merged(page.meta, _inside(page.meta)), body=bracketed("A text."), language="fr"
        )

    for name in ("_table_in", "_page_in"):  # caches of its own, so that no brackets stay behind
        monkeypatch.setattr(content, name, lru_cache(maxsize=None)(getattr(content, name).__wrapped__))
    monkeypatch.setattr(content, "_translated", translated)


def bracketed(words: str) -> str:
    """Words in brackets."""
    return f"⟦{words}⟧"


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: one if key == "id" else _inside(one) for key, one in value.items()}
    if isinstance(value, list):
        rows = bool(value) and isinstance(value[0], list)
        return [[one[0], *_inside(one[1:])] if rows else _inside(one) for one in value]
    return bracketed(value) if isinstance(value, str) else value


class Reader(HTMLParser):
    """All that a person reads or hears of a page, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.heard: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        self.heard += [value for name, value in attrs if name in READ_OUT and value]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not UNSEEN & set(self.inside):
            self.seen.append(data)


def outside(page: str, known: re.Pattern[str]) -> Iterator[str]:
    """What of a page stands in no brackets and is neither a number nor known."""
    reader = Reader()
    reader.feed(page)
    for text in ("\n".join(reader.seen), *reader.heard):
        left, before = text, ""
        while before != left:
            before, left = left, INNERMOST.sub("", left)
        left = known.sub("", left)
        yield from (line.strip() for line in left.splitlines() if re.search(r"[^\W\d_]", line))
