"""Security events: one line each in the process log, for whoever runs the server.

A line says what happened and, of those who work here, to whom (the person's id). It never says which visitor or client
it was, from where, under what name, or what was typed: a line for each of their sign-ins would be a diary.
Its words are `key=value`, parted by spaces, so that programs can read them too.
"""

import logging
import re
import threading
import time
from uuid import UUID

_LOGGER = logging.getLogger("footing.security")
# Anybody can bring these about as often as they like: one line a minute, or they could fill the log.
QUIET = 60
_WORD = re.compile(r"[a-z0-9_/<>:.-]+")

_lock = threading.Lock()
_last: dict[str, float] = {}


def note(event: str, **facts: str | UUID) -> None:
    """Write a line. Raises ValueError for a fact that is not one plain word: such a one could be somebody's own."""
    words = [f"event={event}", *(f"{name}={fact}" for name, fact in facts.items())]
    if not all(_WORD.fullmatch(word.partition("=")[2]) for word in words):
        raise ValueError(event)
    _LOGGER.warning(" ".join(words))


def seldom(event: str, **facts: str) -> None:
    """The same for what any visitor can bring about: at most one such line in a minute from this process."""
    now, line = time.monotonic(), f"{event} {facts}"
    with _lock:
        if now - _last.get(line, -QUIET) < QUIET:
            return
        _last[line] = now
    note(event, **facts)


def limit_met(what: str) -> None:
    """A visitor met a limit: say it once for each visitor and window, or anybody could fill the log."""
    note("limit-met", what=what)


def forget() -> None:
    """Let the next of every event be written."""
    with _lock:
        _last.clear()
