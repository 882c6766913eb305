"""Listening turns under load: two hundred rounds, each of the two phones asking as `turns.js` does.

`python -m bench.turns` starts a site of its own on loopback, with the workers that `footing serve` has, and prints: what an
answer that nothing changed costs beside the bare view, and how long a press takes: to its answer, to the page of whoever
pressed, and to the other's page.
"""

import asyncio
import http.client
import os
import random
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests.couple.turns import pairs
from tests.journeys import site

from footing.couple.turns import machine
from footing.couple.turns.machine import Room, Side

ROOMS, SECONDS, PRESS_EVERY = 200, 40.0, 15.0
# As in `turns.js`: seconds from one question to the next, and how much shorter or longer each time.
EVERY, ODD = 0.7, 0.07
LEAST, REQUESTS, ROUNDS = 0.2, 200, 3
BARE, SIGNED = "/healthz", "s"
UNCHANGED, MOVED, FOUND = 204, 302, 200
SEEN = re.compile(rb"/now/[\w-]+/(\d+)/still/")


@dataclass
class Found:
    """What was seen: CPU milliseconds a request; seconds of an answer that nothing changed; and seconds from a press to
    its answer, to the page of whoever pressed, and to the other's page. `load`: of the machine, before and after.
    """

    bare: float = 0.0
    unchanged: float = 0.0
    same: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    other: list[float] = field(default_factory=list)
    load: tuple[float, float] = (0.0, 0.0)


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
        self._seen = dict.fromkeys(Side, 1)

    async def phone(self, side: Side, end: float) -> None:
        """Ask again and again; what changed comes in the same answer."""
        line = Line(*self._place)
        await asyncio.sleep(random.random() * EVERY)
        while (began := time.monotonic()) < end:
            asked = f"/now/{self._going.token}/{self._seen[side]}/still/"
            status, body = await line.ask("GET", asked, cookie=self._cookies[side])
            at = time.monotonic()
            if status == UNCHANGED:
                self._found.same.append(at - began)
            elif (version := self._shown(status, body)) > self._seen[side]:
                self._seen[side] = version
                by, pressed = self._pressed[version]
                if by is not side:
                    self._found.other.append(at - pressed)
            odd = random.uniform(-ODD, ODD)
            await asyncio.sleep(max(0.0, EVERY + odd - (at - began)))

    async def presses(self, end: float) -> None:
        """Now and then whoever can press something does, and is shown their own page."""
        lines = {side: Line(*self._place) for side in Side}
        await asyncio.sleep(random.random() * PRESS_EVERY)
        while time.monotonic() < end - 3 * EVERY:
            side = next(side for side in Side if len(machine.may(self._room, side)) > 1)
            action, before = machine.may(self._room, side)[0], self._room
            self._room = machine.press(before, side, action, before.version)
            pressed = time.monotonic()
            self._pressed[self._room.version] = (side, pressed)
            form, cookie = urlencode({"press": action, "seen": before.version}), self._cookies[side]
            status, _ = await lines[side].ask("POST", self._here, cookie=cookie, form=form)
            if status != MOVED:
                raise RuntimeError(f"a press was answered {status}")
            self._found.answer.append(time.monotonic() - pressed)
            version = self._shown(*await lines[side].ask("GET", self._here, cookie=cookie))
            self._found.own.append(time.monotonic() - pressed)
            self._seen[side] = max(self._seen[side], version)
            await asyncio.sleep(PRESS_EVERY)

    @staticmethod
    def _shown(status: int, body: bytes) -> int:
        """The version that a page shows."""
        found = SEEN.search(body)
        if status != FOUND or found is None:
            raise RuntimeError(f"a page of a round was answered {status}")
        return int(found[1])


def measure(spent: Callable[[int], float]) -> Found:
    """Serve a site, fill it, measure one after another and then all at once. `spent`: CPU seconds of a process."""
    made, found = site.prepared(demo=False), Found()
    with site.serving(made) as serving:
        rounds = pairs.made(serving, ROOMS)
        unchanged = f"/now/{rounds[0].token}/1/still/"
        for _ in range(ROUNDS):
            for name, address, status in (("bare", BARE, FOUND), ("unchanged", unchanged, UNCHANGED)):
                used = _cpu(serving, address, status, spent)
                setattr(found, name, min(used, getattr(found, name) or used))
        before = os.getloadavg()[0]
        asyncio.run(_all(serving.url, rounds, found))
        found.load = (before, os.getloadavg()[0])
    return found


def lines(found: Found) -> list[str]:
    """The part of a report."""
    seconds = {
        "an answer that nothing changed": found.same,
        "a press, to its answer": found.answer,
        "a press, to the page of whoever pressed": found.own,
        "a press, to the page on the other's phone": found.other,
    }
    hundredths = {name: statistics.quantiles(times, n=100) for name, times in seconds.items()}
    before, after = found.load
    return [
        "## Listening turns", "",
        f"{ROOMS} rounds, {2 * ROOMS} phones that ask every {EVERY:g} seconds for {SECONDS:.0f} seconds, one server with the workers "
        f"of `footing serve`: {len(found.same)} times nothing had changed, {len(found.answer)} presses. The phones run on the same machine. "
        f"Its load was {before:.1f} before and {after:.1f} after. What nothing changed is answered 204.", "",
        "| | CPU ms | ratio |", "|---|---:|---:|",
        f"| a bare view | {found.bare:.2f} | 1.0 |",
        f"| an answer that nothing changed | {found.unchanged:.2f} | {found.unchanged / found.bare:.2f} |", "",
        "| seconds | middle | of 100, 99 within |", "|---|---:|---:|",
        *(f"| {name} | {at[49]:.2f} | {at[98]:.2f} |" for name, at in hundredths.items()),
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
