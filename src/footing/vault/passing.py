"""Counts of requests in this process's memory only: for what is dear to answer, where a row for each would be dearer.

A visitor is a keyed hash of the address. The key is random, belongs to one window and is dropped with its counts by
the first request after the window's end. Each process counts for itself: `footing serve` has two, so that a visitor
whose requests reach both may ask up to twice as often.
"""

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest

from footing.design import events
from footing.vault import visitors

# A hash and its count take about 200 bytes. Above this the visitor who has not asked for longest is forgotten.
MOST_VISITORS = 10_000


@dataclass
class _Window:
    """What was counted since a multiple of `seconds`."""

    number: int
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counts: dict[bytes, int] = field(default_factory=dict)


_windows: dict[str, _Window] = {}
_lock = threading.Lock()


def wait(request: HttpRequest, what: str, *, limit: int, seconds: int) -> int:
    """Count one more of `what` from this address.

    0 while there were at most `limit` in the window of `seconds`; after that the seconds (1 to `seconds`) to its end.
    """
    if not settings.FOOTING_RATE_LIMITS:
        return 0
    now = int(time.time())
    number, gone = divmod(now, seconds)
    asking = visitors.address(request).encode()
    with _lock:
        window = _windows.get(what)
        if window is None or window.number != number:
            window = _windows[what] = _Window(number)
        mark = hmac.digest(window.key, asking, hashlib.sha256)[:16]
        count = window.counts.pop(mark, 0) + 1
        window.counts[mark] = count
        if len(window.counts) > MOST_VISITORS:
            del window.counts[next(iter(window.counts))]
    if count == limit + 1:
        events.limit_met(what)
    return 0 if count <= limit else seconds - gone


def forget() -> None:
    """Drop every count."""
    with _lock:
        _windows.clear()
