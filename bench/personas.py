"""Sixteen invented people, each played through the real pages; what they are told is written to docs/personas.md.

`python -m bench.personas` prepares a SQLite site of its own and writes the document; `make prove` does it as well. Days
are fixed, so that the document changes only where a word or a rule does.
"""

import json
import os
import shutil
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.journeys import site

from bench import kill, reach, situations
from bench.walks import Walk

ROOT = Path(__file__).resolve().parents[1]
SOURCE, DOCUMENT = Path(__file__).with_suffix(".toml"), ROOT / "docs" / "personas.md"
HEAD = """# Sixteen people

Written by `python -m bench.personas` from `bench/personas.toml`: sixteen invented people, each played through the real pages from the check to the weeks
that follow. Every sentence of the plan, in a quotation or in quotation marks stood on a page that this person opened. What is closed is said in this document alone,
from the rules; no page says it. After each walk stands a critical reading: would a therapist sign what this person is told?
"""


def people() -> list[dict[str, Any]]:
    """All of them."""
    found: list[dict[str, Any]] = tomllib.loads(SOURCE.read_text("utf-8"))["person"]
    return found


def walks() -> list[Walk]:
    """Play all of them. Needs Django set up. Raises AssertionError where a closed step was reached."""
    from bench import walks as real

    clock = real.begin()
    found = [real.walk(one, clock, number) for number, one in enumerate(people())]
    assert not any(closed(walk) for walk in found)
    assert len({walk.after for walk in found}) == 1
    return found


def closed(walk: Walk) -> set[reach.Step]:
    """The steps that somebody came to although the table closes them."""
    return {step for step in walk.reached if not reach.allowed(step, walk.kept)}


def document(found: Sequence[Walk]) -> str:
    """The whole document."""
    source = tomllib.loads(SOURCE.read_text("utf-8"))
    text = [HEAD, *_same()]
    for number, (one, walk) in enumerate(zip(source["person"], found, strict=True), start=1):
        text += _person(number, one, walk)
    text += situations.section()
    text += ["## Open points\n", *(f"- {point}" for point in source["open"])]
    return "\n".join(text) + "\n"


def _same() -> Iterator[str]:
    """What is the same for all of them."""
    from footing.check import sentences
    from footing.log import queries as log
    from footing.safety import queries as safety

    yield "## The same for all of them\n"
    yield "The page after the private questions, the same bytes for each of them:\n"
    for part in safety.after()["part"]:
        yield f"> {part['lead']} {part['text']}\n>"
    yield ""
    yield f"The result begins: “{sentences.fixed()['first']}” Under each log stands: “{log.words()['page']['fence']}”"
    yield "The plan has the same three steps for everybody; only the reasons are their own. Help lines and an appointment alone stand on each of these pages."
    yield "*More steps* has steps about others in about every second week, for nobody in the others.\n"


def _person(number: int, one: dict[str, Any], walk: Walk) -> Iterator[str]:
    yield f"## {number}. {one['title']}\n"
    yield f"{one['who']}\n"
    private = "; ".join(f"{label[0].lower()}{label[1:]}: {code.strip('.')}" for label, code in walk.private)
    yield f"*Private questions, never shown:* {private}.\n"
    if walk.door:
        yield f"**The door**\n\n> {walk.door}\n"
    yield f"**Result**\n\n{_quoted(walk.result)}\n"
    yield from (f"*{line}.*\n" for line in walk.signs)
    yield "**Plan**\n"
    for title, lines in walk.plan:
        yield f"- *{title}.* {' '.join(lines)}"
    yield f"\nThe first of them goes on: “{walk.first}”\n"
    if walk.age:
        yield f"**Keeping, at a practice that keeps from {one['age']}**\n\n{_quoted(walk.age)}\n\nNothing is kept.\n"
    yield f"**More steps,** three at a time. One week: {_pages(walk.steps['without'])}. The next: {_pages(walk.steps['with'])}.\n"
    if walk.ideas:
        yield f"Ideas from the map, that week:\n\n{_quoted(walk.ideas)}\n"
    if walk.tried:
        yield f"Tried: {' '.join(walk.tried)}\n"
    yield f"*Closed, by the rules:* {'. '.join(walk.closed) if walk.closed else 'nothing'}.\n"
    if walk.since:
        yield f"**Since then, on the plan**\n\n{_quoted(walk.since)}\n"
    if walk.log:
        yield f"**Log**\n\n{_quoted(walk.log)}\n"
    yield f"**What changed after {len(one['weeks'])} weeks**\n\n{_quoted(walk.changed)}\n"
    yield f"**Would a therapist sign it?** {one['read']}\n"


def _quoted(sentences: Sequence[str]) -> str:
    return f"> {' '.join(sentences)}"


def _pages(pages: Sequence[Sequence[str]]) -> str:
    return " / ".join(" · ".join(titles) for titles in pages)


def personas() -> Iterator[str]:
    """Write the document; the part of the report."""
    made = site.prepared(demo=False)
    try:
        text = json.loads(kill.python(made, "-m", "bench.personas", "inside").splitlines()[-1])
    finally:
        shutil.rmtree(made.data, ignore_errors=True)
    DOCUMENT.write_text(text, encoding="utf-8")
    yield "## Sixteen people\n"
    yield f"{len(people())} invented people played through the pages; each sentence in [personas.md](personas.md) was read on one. The page after the private"
    yield "questions was the same bytes for all, and none came to a step that the table closes.\n"


def _inside() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footing.config.settings")
    django.setup()
    print(json.dumps(document(walks())))


if __name__ == "__main__":
    if sys.argv[1:] == ["inside"]:
        _inside()
    else:
        print("\n".join(personas()))
