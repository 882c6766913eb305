"""A request that is sent again, the same, until it is answered: as people do whose line or server dies."""

import http.client
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

T = TypeVar("T")
# A server that starts anew on a busy machine takes half a minute.
PATIENCE, BUSY = 90, 503


class LostError(AssertionError):
    """A booking, an offer or a mail is lost, or there is one that nobody made."""


def until_answered(
    host: str, method: str, path: str, text: str | None, headers: Mapping[str, str], *, read: Callable[[bytes], T],
    unanswered: Callable[[], None],
) -> tuple[int, T]:  # fmt: skip
    """Status and what `read` makes of the answer; each try without one is told to `unanswered`. Raises LostError."""
    end = time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        try:
            connection.request(method, path, text, dict(headers))
            answer = connection.getresponse()
            found = read(answer.read())
            if answer.status != BUSY:
                return answer.status, found
        except (OSError, http.client.HTTPException, ValueError):
            unanswered()
        finally:
            connection.close()
        if time.monotonic() > end:
            raise LostError(f"{method} {path} was not answered in {PATIENCE} seconds")
        time.sleep(0.05)
