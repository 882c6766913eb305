"""When each therapist can be seen next. `booking` lies above and says it here at start-up."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

Provider = Callable[[datetime], Mapping[uuid.UUID, datetime]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Name the function that knows the next open start (UTC) of every therapist who has one."""
    _providers[:] = [provider]


def next_open(now: datetime) -> Mapping[uuid.UUID, datetime]:
    """The next start that can be booked, per therapist; empty while nobody knows."""
    return _providers[0](now) if _providers else {}
