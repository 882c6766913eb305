"""Content files: TOML and Markdown with ids and versions, read once per process."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

FENCE = "+++"


class ContentError(Exception):
    """A content file that cannot be read; the message names the file."""


@dataclass(frozen=True)
class Page:
    """A Markdown file with its front matter."""

    id: str
    meta: dict[str, Any]
    body: str


def table(path: str) -> dict[str, Any]:
    """A TOML file of the current language, such as `check/items.toml`. Raises ContentError."""
    return _table(_find(path))


def page(path: str) -> Page:
    """A Markdown page of the current language, such as `learn/s1.md`. Raises ContentError."""
    return _page(_find(path))


def pages(folder: str) -> tuple[Page, ...]:
    """All Markdown pages of a folder, by file name."""
    root: Path = settings.FOOTING_CONTENT
    names = sorted(p.name for p in (root / "en" / folder).glob("*.md"))
    return tuple(page(f"{folder}/{name}") for name in names)


def tables(folder: str) -> tuple[dict[str, Any], ...]:
    """All TOML files of a folder, `e2` before `e10`. Raises ContentError."""
    root: Path = settings.FOOTING_CONTENT
    names = sorted((p.name for p in (root / "en" / folder).glob("*.toml")), key=lambda n: (len(n), n))
    return tuple(table(f"{folder}/{name}") for name in names)


def _find(path: str) -> Path:
    return _found(settings.FOOTING_CONTENT, (get_language() or "en").split("-")[0], path)


@lru_cache(maxsize=1024)  # a page asks some thirty times, and the disk would answer each time
def _found(root: Path, own: str, path: str) -> Path:
    for language in (own, "en"):
        file = root / language / path
        if file.is_file():
            return file
    raise ContentError(f"{path}: no such content file")


@lru_cache(maxsize=512)
def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        raise ContentError(f"{file}: {error}") from error


@lru_cache(maxsize=512)
def _page(file: Path) -> Page:
    text = file.read_text(encoding="utf-8")
    if not text.startswith(FENCE):
        raise ContentError(f"{file}: begins with {FENCE} and its front matter")
    try:
        _, front, body = text.split(FENCE, 2)
        meta = tomllib.loads(front)
    except ValueError as error:
        raise ContentError(f"{file}: {error}") from error
    return Page(id=str(meta.get("id", file.stem)), meta=meta, body=body.strip())
