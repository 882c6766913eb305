"""The exercises' files: whole, plain, honest about what they rest on, and never a step towards watching anybody."""

import re
from datetime import date

import pytest
from bench import texts

from footing.design import content
from footing.exercises import reading
from footing.exercises.reading import Exercise

EVERY = reading.exercises()
SIGNS = {f"s{n}" for n in range(1, 7)}
KINDS = {"text", "choice", "lines"}
COMFORT = re.compile(
    r"unfounded|nothing to fear|no reason to (doubt|worry)|they love you|trust them\b", re.IGNORECASE
)
WATCH = re.compile(r"\b(phone|follow|track|spy|search|location|password|ask around)\b", re.IGNORECASE)


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
    assert found.signs or set(found.doors) <= {"d2", "d3"}
    assert bool(found.signs) != bool(found.doors)
    if not found.about_me:
        assert found.beside in {one.id for one in reading.core()}


@pytest.mark.parametrize("found", EVERY, ids=lambda e: e.id)
def test_a_file_says_what_it_rests_on(found: Exercise) -> None:
    assert len(found.evidence_note.split()) >= 8
    assert found.sources or found.evidence == "own"
    for source in found.sources:
        assert 1950 < source.year <= 2026
        assert source.doi == "" or source.doi.startswith("10.")


def test_every_sign_has_an_exercise_about_others_and_a_core_step() -> None:
    for mine in (True, False):
        assert {s for one in EVERY if one.about_me == mine for s in one.signs} == SIGNS


def test_nothing_comforts_and_nothing_asks_to_watch_anybody() -> None:
    for one in EVERY:
        said = texts.said("en", f"exercises/{one.id}.toml")
        assert not [found.text for found in said if COMFORT.search(found.text)]
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
