"""docs/statistics.md names the limits that the code has."""

import re
from pathlib import Path

import pytest

from footing.core.change import phases, series
from footing.core.prediction import entries, summary
from footing.core.preference import ordering, posterior

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([A-Z_]+) = ([\d.]+)`", TEXT)
MODULES = (summary, entries, series, phases, ordering, posterior)


@pytest.mark.parametrize(("name", "value"), NAMED, ids=[name for name, _ in NAMED])
def test_a_limit_is_what_the_document_says(name: str, value: str) -> None:
    found = {getattr(module, name) for module in MODULES if hasattr(module, name)}
    assert found == {float(value)}


def test_every_limit_is_documented() -> None:
    own = {
        name
        for module in MODULES
        for name in vars(module)
        if name.startswith(("LEAST_", "STOP_", "FURTHEST_"))
    }
    own |= {name for module in MODULES for name in vars(module) if name.endswith("_LEVEL")}
    assert {name for name, _ in NAMED} == own
