"""The time zone of one's own pages: the practice's. `practice` lies above and says it here at start-up."""

from collections.abc import Callable

Provider = Callable[[], str]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Name the function that knows the practice's time zone."""
    _providers[:] = [provider]


def name() -> str:
    """The zone's name, such as America/Toronto; UTC while nobody knows."""
    return _providers[0]() if _providers else "UTC"
