"""How long a session lasts."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from footing.accounts import homes

BEGAN, SEEN, SHARED = "began", "seen", "shared"
# A page that is looked at writes once a minute, not more often.
WRITE_EVERY = 60


@dataclass(frozen=True)
class Limits:
    """Seconds without a request, and seconds in all."""

    idle: int
    longest: int


STAFF = Limits(15 * 60, 12 * 60 * 60)
CLIENT = Limits(10 * 60, 24 * 60 * 60)
ON_A_SHARED_DEVICE = 5 * 60


def now() -> float:
    """Seconds since 1970, as sessions keep them."""
    return time.time()


def of(session: Mapping[str, Any]) -> Limits:
    """The limits of a session."""
    found = CLIENT if session.get(homes.HOME) == homes.TODAY else STAFF
    return Limits(ON_A_SHARED_DEVICE, found.longest) if session.get(SHARED) else found


def over(session: Mapping[str, Any], now: float) -> bool:
    """Whether a session is idle or old, or began in what the clock now calls the future."""
    began, seen, limits = session.get(BEGAN, now), session.get(SEEN, now), of(session)
    return bool(now - seen > limits.idle or now - began > limits.longest or now < began - WRITE_EVERY)
