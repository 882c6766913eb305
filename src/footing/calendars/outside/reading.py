"""Have a calendar file read by the small process that may not do much (`expand`)."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import footing
from footing.calendars.outside.troubles import LARGE, NO_CALENDAR, TOO_MUCH, TroubleError

MOST = 5 * 1024 * 1024
# A year, which is the furthest that anybody can book, and a day until it is laid out anew.
BACK, AHEAD = timedelta(days=1), timedelta(days=366)
WAIT_SECONDS = 15
SECONDS = 300
_MODULE = "footing.calendars.outside.expand"
_SOURCE = Path(footing.__file__).parents[1]


@dataclass(frozen=True)
class Reading:
    """Busy times as blocks [start, end) of five minutes since 1970, in order and apart, and what made no sense."""

    blocks: list[tuple[int, int]]
    unread: int


def read(content: bytes, *, zone: str, own: str, now: datetime) -> Reading:
    """The busy times of the year ahead. Raises TroubleError."""
    if len(content) > MOST:
        raise TroubleError(LARGE)
    asked = {"zone": zone, "own": own, "start": (now - BACK).timestamp(), "end": (now + AHEAD).timestamp()}
    try:
        # None of this process's settings go along, nor does a word come back on the error channel.
        done = subprocess.run(
            [sys.executable, "-m", _MODULE], input=json.dumps(asked).encode() + b"\n" + content, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=WAIT_SECONDS, cwd="/",
            env={"PYTHONPATH": str(_SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TroubleError(TOO_MUCH) from error
    if done.returncode < 0:
        raise TroubleError(TOO_MUCH)
    if done.returncode:
        raise TroubleError(NO_CALENDAR)
    said = json.loads(done.stdout)
    if "trouble" in said:
        raise TroubleError(said["trouble"])
    return Reading(_blocks(said["spans"]), said["unread"])


def _blocks(spans: list[list[int]]) -> list[tuple[int, int]]:
    """Whole blocks: whoever is busy for a minute of one is busy in it."""
    found: list[tuple[int, int]] = []
    for low, high in spans:
        start, end = low // SECONDS, -(-high // SECONDS)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
