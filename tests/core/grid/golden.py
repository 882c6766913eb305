"""Grids whose figures OpenRepGrid 0.1.18 worked out, with the published formula beside it where the two differ."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from footing.core.grid import GridAnalysis, analyse

HERE = Path(__file__).resolve()
SHARED = [folder / "shared" / "vectors" for folder in HERE.parents]
OWN = HERE.parents[2] / "golden" / "grids.json"

Case = dict[str, Any]


def cases() -> list[Case]:
    """Every grid that is there; three of them stand in the repository."""
    shared = sorted(file for folder in SHARED for file in folder.glob("grid_*.json"))
    if shared:
        return [json.loads(file.read_text(encoding="utf-8")) for file in shared]
    return list(json.loads(OWN.read_text(encoding="utf-8")).values())


def named(name: str) -> Case:
    return next(case for case in cases() if case["meta"]["dataset"] == name)


def title(case: Case) -> str:
    return str(case["meta"]["dataset"])


def with_dilemmas() -> list[Case]:
    return [case for case in cases() if "indexDilemma" in case]


def places(case: Case) -> dict[str, Any]:
    """Scale, and self and ideal counted from 0, as keywords."""
    meta = case["meta"]
    own = {"self_index": meta["self"], "ideal_index": meta["ideal"]}
    counted = {name: None if at is None else at - 1 for name, at in own.items()}
    return {"scale": tuple(meta["scale"]), **counted}


def analysed(case: Case) -> GridAnalysis:
    return analyse(np.array(case["ratings"]), **places(case))
