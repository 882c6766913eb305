"""What somebody likes best, from ratings and choices between two: an order, and how sure it is.

Names are loaded when they are first asked for, so that a process which only keeps ratings never loads numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from footing.core.preference.likelihood import Fit, NoFit, fit
    from footing.core.preference.ordering import Choice, Standing, Sure, standing
    from footing.core.preference.posterior import Pair, Ranking, next_pair, rank

_HOMES = {
    "likelihood": ("Fit", "NoFit", "fit"),
    "ordering": ("Choice", "Standing", "Sure", "standing"),
    "posterior": ("Pair", "Ranking", "next_pair", "rank"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Choice", "Fit", "NoFit", "Pair", "Ranking", "Standing", "Sure", "fit", "next_pair", "rank", "standing",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
