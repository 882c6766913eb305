"""Calendar files, some as their makers write them and some as nobody should, and the busy times that each comes to."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from footing.calendars.outside import expand, series
from footing.calendars.outside.slim import slim
from footing.calendars.outside.troubles import TroubleError

FOLDER = Path(__file__).parent / "feeds"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
START, END = datetime(2026, 11, 22, tzinfo=UTC), datetime(2027, 11, 23, tzinfo=UTC)
OWN = "@rooms.example"
HERE = sorted(name for name, one in EXPECTED.items() if not one.get("alone"))


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cap itself is looked at below: to run into it takes a second."""
    for module in (expand, series):
        monkeypatch.setattr(module, "MOST", 1000)


def content(name: str) -> bytes:
    return (FOLDER / f"{name}.ics").read_bytes()


def read(name: str) -> expand.Found:
    zone = EXPECTED[name].get("zone", "America/Toronto")
    return expand.read(content(name), zone=zone, start=START, end=END, own=OWN)


def test_every_file_has_its_answer_and_they_are_enough() -> None:
    assert {file.stem for file in FOLDER.glob("*.ics")} == set(EXPECTED)
    assert len(EXPECTED) >= 70


@pytest.mark.parametrize("name", HERE)
def test_a_file_comes_to_the_busy_times_that_it_should(name: str) -> None:
    expected = EXPECTED[name]
    if "trouble" in expected:
        with pytest.raises(TroubleError) as told:
            read(name)
        assert told.value.kind == expected["trouble"]
        return
    found = read(name)
    spans = [f"{low:%Y-%m-%dT%H:%M}/{high:%Y-%m-%dT%H:%M}" for low, high in found.spans]
    assert spans[: len(expected["busy"])] == expected["busy"]
    assert len(spans) == expected.get("count", len(expected["busy"]))
    assert found.unread == expected.get("unread", 0)


def test_no_word_of_an_entry_comes_further_than_the_first_step() -> None:
    assert b"wallaroo" in content("script")
    assert "wallaroo" not in slim(content("script"), start=START, end=END).lower()
