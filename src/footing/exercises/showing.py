"""A sheet in words: each question with what was answered, for its page and for what is kept of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from footing.check import queries as check
from footing.design import saying
from footing.exercises import queries
from footing.exercises.forms import rating_words
from footing.exercises.reading import Exercise, Options, exercise

RATINGS = ("before", "after", "later")


@dataclass(frozen=True)
class Said:
    """One question and its answer: words, or lines with a day or a side."""

    label: str
    text: str = ""
    lines: tuple[tuple[str, str], ...] = ()


def said(content: dict[str, Any], found: Exercise | None) -> tuple[Said, ...]:
    """The answers of a sheet, in the order of the form. Of a file that is gone the names stand there."""
    fields = {field.id: field for field in found.fields} if found else {}
    order = [*fields, *(id for id in content["answers"] if id not in fields)]
    return tuple(
        _said(fields[id].label if id in fields else id, content["answers"][id], fields.get(id))
        for id in order
        if content["answers"].get(id)
    )


def ratings(content: dict[str, Any], found: Exercise | None) -> tuple[tuple[str, str], ...]:
    """Before, after and a week later, as far as they were given."""
    w, words = queries.words()["sheet"], dict(rating_words(found.rating)) if found and found.rating else {}
    given = [(w[name], content.get(name)) for name in RATINGS]
    return tuple((label, words.get(str(n), str(n))) for label, n in given if n is not None)


def counted(answers: Mapping[str, Any], found: Exercise | None) -> list[str]:
    """What became of the lines, in words: one sentence a side. Never a part of a whole, so never a mark."""
    told = []
    for field in found.fields if found else ():
        sides = [row.get("side") for row in answers.get(field.id) or ()] if field.said else []
        for code, one, several in field.said:
            if n := sides.count(code):
                told.append(one if n == 1 else several.format(n=n))
    return told


def helped(answer: str) -> str:
    """What was said of whether it helped."""
    return next((words for code, words in queries.words()["sheet"]["helped"] if code == answer), "")


def in_words(content: dict[str, Any]) -> dict[str, Any]:
    """A sheet as its owner's export has it: words in place of codes."""
    found = exercise(content["exercise"])
    return {
        "title": found.title if found else content["exercise"],
        "about": check.label(content["about"]) or queries.words()["about_me"],
        "wrote": [_flat(one) for one in said(content, found)],
        "ratings": [f"{saying.colon(label)} {given}" for label, given in ratings(content, found)],
        "helped": helped(content["helped"]),
        **{name: content[name] for name in ("begun", "done", "looked")},
    }


def _said(label: str, answer: Any, field: Any) -> Said:
    if isinstance(answer, list):
        return Said(label, lines=tuple((_beside(line, field), line["text"]) for line in answer))
    return Said(label, text=_word(field.options if field else (), answer))


def _beside(line: dict[str, str], field: Any) -> str:
    day = saying.plain_day(date.fromisoformat(line["day"]), short=True) if "day" in line else ""
    side = _word(field.sides if field else (), line["side"]) if line.get("side") else ""
    return ", ".join(part for part in (day, side) if part)


def _word(options: Options, code: str) -> str:
    return next((words for known, words in options if known == code), code)


def _flat(one: Said) -> str:
    lines = saying.joined(f"{saying.colon(beside)} {text}" if beside else text for beside, text in one.lines)
    return f"{saying.colon(one.label)} {one.text or lines}"
