"""A small client of API v1 that many threads use at once, each on a connection of its own."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

GUEST = {"name": "Alex", "contact": {"phone": "+1 416 555 0142"}, "tz": "America/Toronto"}


_ready = threading.local()


@dataclass(frozen=True)
class Answer:
    """Status, JSON body and seconds of one request."""

    status: int
    body: Any
    seconds: float


class Api:
    """API v1 of one site."""

    def __init__(self, site: str) -> None:
        self._host = urlsplit(site).netloc

    def connect(self) -> http.client.HTTPConnection:
        """A connection that stands already, as a browser's does before its form is sent."""
        connection = http.client.HTTPConnection(self._host, timeout=60)
        connection.connect()
        _ready.connection = connection
        return connection

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> Answer:
        """One request on a connection of its own."""
        connection = getattr(_ready, "connection", None) or self.connect()
        _ready.connection = None
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        began = time.perf_counter()
        connection.request(method, f"/api/v1/{path}", json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - began
        connection.close()
        return Answer(answer.status, json.loads(text) if text else None, seconds)

    def slots(self, kind: str, first: date, last: date, **more: str) -> list[dict[str, str]]:
        """Open starts of a type in a mode, in order."""
        query = urlencode(
            {"type": kind, "from": first.isoformat(), "to": last.isoformat(), "tz": "UTC", **more}
        )
        answer = self.ask("GET", f"slots?{query}")
        if answer.status != 200:
            raise RuntimeError(f"slots: {answer.status} {answer.body}")
        return list(answer.body["slots"])

    def book(
        self, kind: str, start: str, therapist: str = "", mode: str = "video", joint_code: str = ""
    ) -> Answer:
        """Book a start, with somebody or with whoever is free; with a code that somebody handed over."""
        wish = {"type": kind, "start": start, "mode": mode, "joint_code": joint_code, **GUEST}
        return self.ask("POST", "bookings", wish | ({"therapist": therapist} if therapist else {}))

    def move(self, booked: dict[str, Any], start: str) -> Answer:
        """Move a booking to another start."""
        return self.ask("PATCH", f"bookings/{booked['code']}", {"start": start}, booked["token"])

    def read(self, booked: dict[str, Any]) -> Answer:
        """What a booking is now."""
        return self.ask("GET", f"bookings/{booked['code']}", token=booked["token"])


def at_once(api: Api, calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Start all calls at the same moment, on connections that stand, and wait for every answer."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], Answer]) -> Answer:
        api.connect()
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def ahead() -> tuple[date, date]:
    """Days in which there are open starts: from the third day on, four weeks."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=3), today + timedelta(days=31)
