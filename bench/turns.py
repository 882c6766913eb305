"""Listening turns under load: two hundred rounds, each of the two phones asking every second for a number.

`python -m bench.turns` starts a site of its own on loopback, with the workers that `footing serve` has, and prints: what an
answer that nothing changed costs beside the bare view, and how long a press takes to the other's phone.
"""

import asyncio
import http.client
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.couple.turns import pairs
from tests.journeys import site

from footing.couple.turns import machine
from footing.couple.turns.machine import Room, Side

ROOMS, SECONDS, EVERY, PRESS_EVERY = 200, 20.0, 1.0, 15.0
LEAST, REQUESTS, ROUNDS = 0.2, 200, 3
BARE, SIGNED = "/healthz", "s"
UNCHANGED, CHANGED, MOVED, FOUND = 204, 200, 302, 200


@dataclass
class Found:
    """What was seen: CPU milliseconds a request, and seconds from a press to the other's number and page."""

    bare: float = 0.0
    unchanged: float = 0.0
    polls: int = 0
    presses: int = 0
    number: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    late: int = 0


class Line:
    """One connection that stands, as a browser keeps it."""

    def __init__(self, host: str, port: int) -> None:
        self._place, self._pair = (host, port), None

    async def ask(self, method: str, path: str, *, cookie: str = "", form: str = "") -> tuple[int, bytes]:
        """Status and body of one request."""
        if self._pair is None:
            self._pair = await asyncio.open_connection(*self._place)  # type: ignore[assignment]
        reader, writer = self._pair  # type: ignore[misc]
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self._place[0]}:{self._place[1]}",
            "Sec-Fetch-Site: same-origin",
        ]
        head += [f"Cookie: {SIGNED}={cookie}"] if cookie else []
        if form:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}"]
        writer.write(("\r\n".join(head) + "\r\n\r\n" + form).encode())
        answer = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        names = dict(line.lower().split(": ", 1) for line in answer.split("\r\n")[1:] if ": " in line)
        body = await reader.readexactly(int(names.get("content-length", "0")))
        return int(answer.split(" ", 2)[1]), body


class Pair:
    """One round as its two phones see it; the time of each press by the version that it made."""

    def __init__(self, going: pairs.Going, place: tuple[str, int], found: Found) -> None:
        self._going, self._place, self._found = going, place, found
        self._here, self._room, self._pressed = (
            f"/two/turns/{going.round}/",
            Room(),
            dict[int, tuple[Side, float]](),
        )
        self._cookies = {Side.ONE: going.one, Side.OTHER: going.other}

    async def phone(self, side: Side, end: float) -> None:
        """Ask each second; on another number, fetch the page too."""
        line, seen = Line(*self._place), 1
        await asyncio.sleep(random.random() * EVERY)
        while (began := time.monotonic()) < end:
            status, body = await line.ask("GET", f"/now/{self._going.token}/{seen}/")
            self._found.polls += 1
            if status == CHANGED:
                seen, at = int(body), time.monotonic()
                status, _ = await line.ask("GET", f"{self._here}still/", cookie=self._cookies[side])
                by, pressed = self._pressed.get(seen, (side, at))
                if by is not side:
                    self._found.number.append(at - pressed)
                    self._found.page.append(time.monotonic() - pressed)
                self._found.late += status != FOUND
            elif status != UNCHANGED:
                raise RuntimeError(f"a number was answered {status}")
            await asyncio.sleep(max(0.0, EVERY - (time.monotonic() - began)))

    async def presses(self, end: float) -> None:
        """Now and then whoever can press something does."""
        lines = {side: Line(*self._place) for side in Side}
        await asyncio.sleep(random.random() * PRESS_EVERY)
        while time.monotonic() < end - 3 * EVERY:
            side = next(side for side in Side if len(machine.may(self._room, side)) > 1)
            action, before = machine.may(self._room, side)[0], self._room
            self._room = machine.press(before, side, action, before.version)
            self._pressed[self._room.version] = (side, time.monotonic())
            form = urlencode({"press": action, "seen": before.version})
            status, _ = await lines[side].ask("POST", self._here, cookie=self._cookies[side], form=form)
            if status != MOVED:
                raise RuntimeError(f"a press was answered {status}")
            self._found.presses += 1
            await asyncio.sleep(PRESS_EVERY)


def measure(spent: Callable[[int], float]) -> Found:
    """Serve a site, fill it, measure one after another and then all at once. `spent`: CPU seconds of a process."""
    made, found = site.prepared(demo=False), Found()
    with site.serving(made) as serving:
        rounds = pairs.made(serving, ROOMS)
        unchanged = f"/now/{rounds[0].token}/1/"
        for _ in range(ROUNDS):
            for name, address, status in (("bare", BARE, FOUND), ("unchanged", unchanged, UNCHANGED)):
                used = _cpu(serving, address, status, spent)
                setattr(found, name, min(used, getattr(found, name) or used))
        asyncio.run(_all(serving.url, rounds, found))
    return found


def lines(found: Found) -> list[str]:
    """The part of a report."""
    number, page = (statistics.quantiles(sorted(times), n=100) for times in (found.number, found.page))
    return [
        "## Listening turns", "",
        f"{ROOMS} rounds, {2 * ROOMS} phones that ask every second for {SECONDS:.0f} seconds, one server with the workers of "
        f"`footing serve`: {found.polls} numbers, {found.presses} presses. What nothing changed is answered 204.", "",
        "| | CPU ms | ratio |", "|---|---:|---:|",
        f"| a bare view | {found.bare:.2f} | 1.0 |",
        f"| a number that stands | {found.unchanged:.2f} | {found.unchanged / found.bare:.2f} |", "",
        "| seconds from a press | middle | of 100, 99 within |", "|---|---:|---:|",
        f"| to the number on the other's phone | {number[49]:.2f} | {number[98]:.2f} |",
        f"| to the page on the other's phone | {page[49]:.2f} | {page[98]:.2f} |",
    ]  # fmt: skip


async def _all(url: str, rounds: list[pairs.Going], found: Found) -> None:
    place, end = urlsplit(url), time.monotonic() + SECONDS
    every = [Pair(going, (place.hostname or "", place.port or 0), found) for going in rounds]
    phones = [pair.phone(side, end) for pair in every for side in Side]
    await asyncio.gather(*phones, *(pair.presses(end) for pair in every))


def _cpu(serving: site.Site, address: str, status: int, spent: Callable[[int], float]) -> float:
    """CPU milliseconds of the server's processes per request."""
    connection = http.client.HTTPConnection(urlsplit(serving.url).netloc, timeout=60)

    def ask() -> None:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        if answer.status != status:
            raise RuntimeError(f"{address}: {answer.status}")

    for _ in range(8):
        ask()
    before, count = spent(serving.pid), 0
    while count < REQUESTS or spent(serving.pid) - before < LEAST:
        ask()
        count += 1
    used = spent(serving.pid) - before
    connection.close()
    return used / count * 1000


if __name__ == "__main__":
    from bench.run import spent

    print("\n".join(lines(measure(spent))))
