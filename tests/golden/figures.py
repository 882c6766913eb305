"""Figures that other programs and papers give: the shared ones where they are at hand, else the copies kept here."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def load(name: str) -> dict[str, Any]:
    """The figures of one file, by name without ending."""
    shared = (folder / "shared" / "vectors" / f"{name}.json" for folder in HERE.parents)
    source = next((path for path in shared if path.exists()), HERE / f"{name}.json")
    found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found
