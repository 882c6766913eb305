"""The exercises' files: whole, plain, honest about what they rest on, and never a step towards watching anybody."""

import re
import statistics
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from footing.design import content
from footing.exercises import queries, reading
from footing.exercises.reading import Exercise
from tests.learn.test_texts import BANNED

EVERY = reading.exercises()
SIGNS = {f"s{n}" for n in range(1, 7)}
KINDS = {"text", "choice", "lines"}
NAMES = {
    "id",
    "version",
    "beside",
    "open_in",
    "about",
    "doi",
    "kind",
    "own",
    "visitor",
    "anchor",
    "label",
    "address",
}
COMFORT = re.compile(
    r"unfounded|nothing to fear|no reason to (doubt|worry)|they love you|trust them\b", re.IGNORECASE
)
WATCH = re.compile(r"\b(phone|follow|track|spy|search|location|password|ask around)\b", re.IGNORECASE)


def said(value: Any) -> Iterator[str]:
    """Every sentence-like text of a table."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in NAMES or (name == "label" and len(str(inner).split()) > 1):
                yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)


def sentences(texts: Iterator[str]) -> list[str]:
    return [s for text in texts for s in re.split(r"(?<=[.?:])['”]?\s+", text) if len(s.split()) > 1]


@pytest.mark.parametrize("found", EVERY, ids=lambda e: e.id)
def test_a_file_has_all_that_a_page_needs(found: Exercise) -> None:
    assert found.title
    assert 1 <= found.minutes <= 15
    assert found.when_not
    assert len(found.how) >= 3
    assert found.example
    assert found.fields
    assert isinstance(found.reviewed_on, date)
    assert {field.kind for field in found.fields} <= KINDS
    assert not {field.id for field in found.fields} & {"before", "after", "later", "helped", "about", "step"}
    assert found.rating is None or found.rating.scale in {3, 10}
    assert set(found.signs) <= SIGNS
    assert found.signs
    if not found.about_me:
        assert found.beside in {one.id for one in reading.core()}


@pytest.mark.parametrize("found", EVERY, ids=lambda e: e.id)
def test_a_file_says_what_it_rests_on(found: Exercise) -> None:
    assert found.evidence in queries.words()["evidence"]
    assert len(found.evidence_note.split()) >= 8
    assert found.sources or found.evidence == "own"
    for source in found.sources:
        assert 1950 < source.year <= 2026
        assert source.doi == "" or source.doi.startswith("10.")


def test_every_sign_has_an_exercise_about_others_and_a_core_step() -> None:
    for mine in (True, False):
        assert {s for one in EVERY if one.about_me == mine for s in one.signs} == SIGNS


@pytest.mark.parametrize("path", [*(f"exercises/{one.id}.toml" for one in EVERY), "steps/texts.toml"])
def test_words_are_plain_and_short(path: str) -> None:
    texts = list(said(content.table(path)))
    for text in texts:
        assert not BANNED.search(text), text
        assert not re.search("[—!]", text), text
    lengths = [(len(s.split()), s) for s in sentences(iter(texts))]
    assert max(lengths)[0] <= 25, max(lengths)
    assert statistics.mean(n for n, _ in lengths) <= 15


def test_nothing_comforts_and_nothing_asks_to_watch_anybody() -> None:
    for one in EVERY:
        texts = list(said(content.table(f"exercises/{one.id}.toml")))
        assert not [t for t in texts if COMFORT.search(t)]
        asks = [*one.how, *(f"{f.label} {f.hint}" for f in one.fields)]
        assert not [t for t in asks if WATCH.search(t)]


def test_letting_go_is_for_small_things_and_closeness_counts_a_no() -> None:
    small, near, evidence = (content.table(f"exercises/{id}.toml") for id in ("e8", "e9", "e7"))
    assert any("Lies, threats" in line for line in small["when_not"])
    rungs = next(f for f in near["field"] if f["id"] == "rungs")
    assert ["no", "One of us said no: done well"] in rungs["sides"]
    assert any("No step asks for touch" in line for line in near["how"])
    shown = next(f for f in evidence["field"] if f["id"] == "shown")
    assert [code for code, _ in shown["sides"]] == ["", "did", "not"]
    assert any("see a doctor" in line for line in evidence["when_not"])


def test_the_trials_of_putting_worry_off_are_told_as_they_are() -> None:
    worry = content.table("exercises/e11.toml")
    for figure in ("999", "0.31", "0.19"):
        assert figure in worry["evidence"]["note"]
    assert worry["evidence"]["source"][0]["doi"] == "10.1007/s41811-023-00193-x"
