"""Content files: TOML and Markdown with ids and versions, read once per process.

A translation lends its words to the English file (`design.merge`). One that is missing, of another version or of
another shape is not shown: the English text stands in its place, whole.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.utils.translation import get_language

from footing.design import merge

FENCE = "+++"
SOURCE = "en"
# Words of the demonstration and of the desk, which is English.
ENGLISH_ONLY = ("demo/", "desk/")


class ContentError(Exception):
    """A content file that cannot be read; the message names the file."""


@dataclass(frozen=True)
class Page:
    """A Markdown file with its front matter, and the language that it came in."""

    id: str
    meta: dict[str, Any]
    body: str
    language: str = SOURCE


def table(path: str, language: str = "") -> dict[str, Any]:
    """A TOML file of the current language, such as `check/items.toml`. Raises ContentError."""
    return _table_in(settings.FOOTING_CONTENT, language or _language(), path)


def page(path: str) -> Page:
    """A Markdown page of the current language, such as `learn/s1.md`. Raises ContentError."""
    return _page_in(settings.FOOTING_CONTENT, _language(), path)


def pages(folder: str) -> tuple[Page, ...]:
    """All Markdown pages of a folder, by file name."""
    root: Path = settings.FOOTING_CONTENT
    names = sorted(p.name for p in (root / SOURCE / folder).glob("*.md"))
    return tuple(page(f"{folder}/{name}") for name in names)


def tables(folder: str) -> tuple[dict[str, Any], ...]:
    """All TOML files of a folder, `e2` before `e10`. Raises ContentError."""
    root: Path = settings.FOOTING_CONTENT
    names = sorted((p.name for p in (root / SOURCE / folder).glob("*.toml")), key=lambda n: (len(n), n))
    return tuple(table(f"{folder}/{name}") for name in names)


def untranslated(language: str) -> dict[str, str]:
    """Each English file that is shown in English in this language too, and why."""
    root: Path = settings.FOOTING_CONTENT
    found = {}
    for file in sorted((root / SOURCE).rglob("*.*")):
        path = file.relative_to(root / SOURCE).as_posix()
        if file.suffix in {".toml", ".md"} and not path.startswith(ENGLISH_ONLY):
            if file.suffix == ".toml" and not merge.has_words(_table(file)):
                continue
            try:
                _translated(root, language, path)
            except (ContentError, merge.ShapeError) as error:
                found[path] = str(error)
    return found


def _language() -> str:
    return (get_language() or SOURCE).split("-")[0]


@lru_cache(maxsize=1024)
def _table_in(root: Path, language: str, path: str) -> dict[str, Any]:
    english = _table(_file(root, SOURCE, path))
    try:
        return english if language == SOURCE else cast("dict[str, Any]", _translated(root, language, path))
    except (ContentError, merge.ShapeError):
        return english


@lru_cache(maxsize=1024)
def _page_in(root: Path, language: str, path: str) -> Page:
    english = _page(_file(root, SOURCE, path))
    try:
        return english if language == SOURCE else cast("Page", _translated(root, language, path))
    except (ContentError, merge.ShapeError):
        return english


def _translated(root: Path, language: str, path: str) -> dict[str, Any] | Page:
    """An English file with the words of its translation. Raises ContentError, ShapeError."""
    english, own = _file(root, SOURCE, path), _file(root, language, path)
    if english.suffix == ".toml":
        return _paired(_table(english), _table(own))
    before, now = _page(english), _page(own)
    return Page(before.id, _paired(before.meta, now.meta), now.body, language)


def _paired(english: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    if english.get("version") != own.get("version"):
        raise merge.ShapeError(f"version {own.get('version')}, not {english.get('version')}")
    return cast("dict[str, Any]", merge.merged(english, own))


def _file(root: Path, language: str, path: str) -> Path:
    file = root / language / path
    if not file.is_file():
        raise ContentError(f"{path}: no such content file in {language}")
    return file


@lru_cache(maxsize=512)
def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        raise ContentError(f"{file}: {error}") from error


@lru_cache(maxsize=512)
def _page(file: Path) -> Page:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeError as error:
        raise ContentError(f"{file}: {error}") from error
    if not text.startswith(FENCE):
        raise ContentError(f"{file}: begins with {FENCE} and its front matter")
    try:
        _, front, body = text.split(FENCE, 2)
        meta = tomllib.loads(front)
    except ValueError as error:
        raise ContentError(f"{file}: {error}") from error
    return Page(id=str(meta.get("id", file.stem)), meta=meta, body=body.strip())
