"""Calendar files, some as their makers write them and some as nobody should, and the busy times that each comes to."""

import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from footing.calendars.outside import expand, reading, series
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


# The small process itself.


def test_the_small_process_reads_a_file_and_gives_whole_blocks() -> None:
    found = reading.read(content("duration"), zone="America/Toronto", own="@x", now=START)
    block = int(datetime(2026, 11, 23, 14, tzinfo=UTC).timestamp()) // 300
    assert found == reading.Reading([(block, block + 18)], 0)
    assert reading._blocks([[301, 302], [599, 601], [900, 1200], [2000, 2001]]) == [(1, 4), (6, 7)]


def test_case_25_the_small_process_is_ended_when_it_takes_too_long() -> None:
    """By the processor's clock: a rule that comes true in no year of eight thousand."""
    with pytest.raises(TroubleError, match="too-much"):
        reading.read(content("never-again"), zone="America/Toronto", own="@x", now=START)
    with pytest.raises(TroubleError, match="large"):
        reading.read(b"x" * (reading.MOST + 1), zone="America/Toronto", own="@x", now=START)


def test_the_small_process_has_little_memory_no_file_and_none_of_our_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    tried = f"""
from footing.calendars.outside import expand
expand._limit()
for act in (lambda: bytearray(300 << 20), lambda: open({str(tmp_path / "x")!r}, "w").write("x" * 9999)):
    try:
        act()
    except (MemoryError, OSError) as error:
        print(type(error).__name__)
"""
    done = subprocess.run([sys.executable, "-c", tried], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["MemoryError", "OSError"]
    assert (expand.CPU_SECONDS, expand.MEMORY) == (2, 256 << 20)
    seen: dict[str, Any] = {}

    def run(command: list[str], **how: Any) -> Any:
        seen.update(how)
        return subprocess.CompletedProcess(command, 0, b'{"spans": [], "unread": 0}')

    monkeypatch.setattr(subprocess, "run", run)
    reading.read(b"", zone="UTC", own="", now=START)
    assert set(seen["env"]) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    assert (seen["stderr"], seen["timeout"]) == (subprocess.DEVNULL, reading.WAIT_SECONDS)
