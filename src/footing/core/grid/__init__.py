"""Repertory grids: ratings of elements on constructs, analysed, read and written; and what a trust map says.

Names are loaded when they are first asked for, so that a process which only keeps ratings never loads numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from footing.core.grid.analysis import GridAnalysis, analyse
    from footing.core.grid.axes import Biplot
    from footing.core.grid.conflict import (
        Dilemma,
        Kind,
        Method,
        Side,
        TriadCounts,
        classify,
        conflict_triads,
        implicative_dilemmas,
    )
    from footing.core.grid.files import Grid, GridError, read_json, read_txt, write_json, write_txt
    from footing.core.grid.model import Quality, There, TrustMap, Verdict, of_person, trust_map
    from footing.core.grid.relations import Reason, Undefined

_HOMES = {
    "analysis": ("GridAnalysis", "analyse"),
    "axes": ("Biplot",),
    "conflict": ("Dilemma", "Kind", "Method", "Side", "TriadCounts", "classify", "conflict_triads",
                 "implicative_dilemmas"),
    "files": ("Grid", "GridError", "read_json", "read_txt", "write_json", "write_txt"),
    "model": ("Quality", "There", "TrustMap", "Verdict", "of_person", "trust_map"),
    "relations": ("Reason", "Undefined"),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Biplot", "Dilemma", "Grid", "GridAnalysis", "GridError", "Kind", "Method", "Quality", "Reason", "Side", "There",
    "TriadCounts", "TrustMap", "Undefined", "Verdict", "analyse", "classify", "conflict_triads",
    "implicative_dilemmas", "of_person", "read_json", "read_txt", "trust_map", "write_json", "write_txt",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
