"""Who of the practice stands by which text of the program, in which words.

A file counts as adopted in its words as they are: another version, or a change without one, asks anew.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from footing.design import content
from footing.practice.models import Adoption, Therapist

# What visitors and clients read, by folder: not invented people, types of appointment and the desk's own words.
GROUPS: dict[str, Any] = {
    "safety": _("Help lines and private questions"), "check": _("The check"), "learn": _("Pages to read"),
    "pages": _("About this site"), "practice": _("Before somebody writes or books"), "exercises": _("Steps"),
    "steps": _("Words around the steps"), "plan": _("The plan"), "story": _("Where it comes from"),
    "trustmap": _("The map"), "talk": _("Saying it"), "log": _("The log"), "diary": _("The weeks"),
    "today": _("Today"), "sharing": _("Letting somebody see"),
}  # fmt: skip
HELP_LINES = "safety/help_lines.toml"
# Numbers age: whoever stands by them looks again.
AGES = {HELP_LINES: timedelta(days=180)}


class NotAProfessionalError(Exception):
    """Only somebody with a profession and a registration of their own can stand by a text."""


class ChangedError(Exception):
    """The words are not those that were shown."""


@dataclass(frozen=True)
class File:
    """A content file of one language as it stands now. `evidence`: its label, or nothing."""

    path: str
    language: str
    title: str
    version: int
    evidence: str
    text_hash: str

    @property
    def id(self) -> str:
        """Its name in an address. The path says what a page is about; this does not."""
        return hashlib.sha256(f"{self.language}/{self.path}".encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Line:
    """A file, who stands by it in these words, and whether that was too long ago."""

    file: File
    adoption: Adoption | None
    is_old: bool

    @property
    def is_adopted(self) -> bool:
        """Whether somebody stands by it now."""
        return self.adoption is not None and not self.is_old


def lines(*, now: datetime) -> list[Line]:
    """Every file of every language, by group, with who stands by it."""
    found: dict[tuple[str, str, str], Adoption] = {}
    for row in Adoption.objects.order_by("at", "id"):
        found[row.path, row.language, row.text_hash] = row
    return [_line(f, found.get((f.path, f.language, f.text_hash)), now) for f in files()]


def one(id: str, *, now: datetime) -> Line | None:
    """One of them; None for what is no such file."""
    file = next((f for f in files() if f.id == id), None)
    return None if file is None else _line(file, _latest(file.path, file.language, file.text_hash), now)


def of(path: str) -> Adoption | None:
    """Who stands by the file that a page of the present language shows. For the foot of that page."""
    language = (get_language() or "en").split("-")[0]
    root: Path = settings.FOOTING_CONTENT
    for own in (language, "en"):
        if (root / own / path).is_file():
            return _latest(path, own, _digest(root / own / path))
    return None


def adopt(*, therapist: Therapist | None, by: UUID, id: str, text_hash: str) -> Adoption:
    """Stand by a file in the words that were shown. Raises NotAProfessionalError, ChangedError.

    Who may come here at all is asked by the desk.
    """
    if therapist is None or not (therapist.profession and therapist.registration_number):
        raise NotAProfessionalError
    now = timezone.now()
    with transaction.atomic():
        found = one(id, now=now)
        if found is None or found.file.text_hash != text_hash:
            raise ChangedError
        if found.adoption is not None and found.is_adopted:
            return found.adoption
        return Adoption.objects.create(
            path=found.file.path, language=found.file.language, version=found.file.version, text_hash=text_hash,
            name=therapist.name, by=by, at=now,
        )  # fmt: skip


def words(path: str, language: str) -> str:
    """A file as it is written, for whoever is to stand by it."""
    return (settings.FOOTING_CONTENT / language / path).read_text(encoding="utf-8")


def body(file: File) -> str:
    """The Markdown of a page; nothing for a table."""
    if not file.path.endswith(".md"):
        return ""
    with override(file.language):
        return content.page(file.path).body


def files() -> tuple[File, ...]:
    """Every content file that is read here, of every language, in order."""
    return _files(settings.FOOTING_CONTENT)


@lru_cache(maxsize=4)  # the files are read once per process, as the pages are
def _files(root: Path) -> tuple[File, ...]:
    languages = sorted(p.name for p in root.iterdir() if p.is_dir())
    return tuple(
        _file(file, f"{folder}/{file.name}", language)
        for language in languages
        for folder in GROUPS
        for file in sorted((root / language / folder).glob("*.*"), key=lambda f: (len(f.stem), f.stem))
        if file.suffix in {".md", ".toml"}
    )


def _file(file: Path, path: str, language: str) -> File:
    with override(language):
        meta = content.page(path).meta if file.suffix == ".md" else content.table(path)
    title = (
        meta.get("title")
        or meta.get("name")
        or meta.get("heading")
        or file.stem.replace("_", " ").capitalize()
    )
    version, evidence = int(meta.get("version", 1)), meta.get("evidence", "")
    if isinstance(evidence, dict):
        evidence = evidence.get("label", "")
    return File(path, language, str(title), version, str(evidence), _digest(file))


@lru_cache(maxsize=512)
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _latest(path: str, language: str, text_hash: str) -> Adoption | None:
    rows = Adoption.objects.filter(path=path, language=language, text_hash=text_hash)
    return rows.order_by("-at", "-id").first()


def _line(file: File, adoption: Adoption | None, now: datetime) -> Line:
    longest = AGES.get(file.path)
    old = adoption is not None and longest is not None and now - adoption.at > longest
    return Line(file, adoption, old)
