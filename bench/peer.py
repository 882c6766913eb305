"""The same attack on a peer from its own package: fifty connections, one start, then starts that overlap; ours beside it.

`python -m bench.peer [ROUNDS]` prints the table; `make prove PARTS=peer` writes it. Where the package cannot be had it
says so and proves nothing.
"""

import http.client
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from urllib.parse import urlencode

from tests import postgres
from tests.journeys.site import serving as serving_ours

from bench import house, race, theirs
from bench.client import Answer, Api, at_once
from bench.run import spent

ROUNDS = 5
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
SCENES = ("one start", "overlapping starts")
TOKEN = "a" * 32
BOOKED = "/thank-you/"


@dataclass
class Seen:
    """One scene on one side: how many were booked in each round, how many of them meet another, and what it cost."""

    booked: list[int] = field(default_factory=list)
    meeting: list[int] = field(default_factory=list)
    failed: int = 0
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def row(self) -> str:
        """Booked, meeting another, errors, median and p99 in ms, CPU ms of the server for each person."""
        cuts = statistics.quantiles(self.seconds, n=100, method="inclusive")
        cells = (_span(self.booked), _span(self.meeting), str(self.failed), f"{cuts[49] * 1000:.0f}", f"{cuts[98] * 1000:.0f}",
                 f"{self.cpu * 1000 / len(self.seconds):.1f}")  # fmt: skip
        return " | ".join(cells)


def measure(database: str, rounds: int) -> dict[str, dict[str, Seen]]:
    """Both sides, one after the other on one database. Raises NoPeerError, NoPostgresError."""
    with theirs.serving(database, race.CROWD) as site:
        found = {"django-appointment 3.12.0": _rounds(site.pid, partial(_theirs, site), rounds)}
    with house.filled(database, therapists=12) as made, serving_ours(made) as ours:
        found["Footing"] = _rounds(ours.pid, partial(_ours, Api(ours.url), random.Random(1)), rounds)
    return found


def _rounds(pid: int, play: Callable[[str, Seen, int], None], rounds: int) -> dict[str, Seen]:
    seen = {scene: Seen() for scene in SCENES}
    play(SCENES[0], Seen(), 0)  # both processes have loaded everything
    for number, scene in itertools.product(range(1, rounds + 1), SCENES):
        before = spent(pid)
        play(scene, seen[scene], number)
        seen[scene].cpu += spent(pid) - before
    return seen


def _theirs(site: theirs.Theirs, scene: str, seen: Seen, number: int) -> None:
    """Fifty signed-in clients send the two forms of its booking page, each on a connection of their own."""
    first = datetime.now(UTC).date() + timedelta(days=5)
    day = first + timedelta(days=number * 2 + SCENES.index(scene))
    starts = [10 * 60] if scene == SCENES[0] else [10 * 60 + n * 15 for n in range(4)]
    chance = random.Random(number)
    calls = [partial(_book, site, cookie, day, chance.choice(starts)) for cookie in site.cookies]
    _count(seen, at_once(Api(f"http://{site.host}"), calls))
    standing = sorted(site.standing(day.isoformat()))
    seen.booked.append(len(standing))
    seen.meeting.append(_meeting(standing))


def _book(site: theirs.Theirs, cookie: str, day: date, start: int) -> Answer:
    connection = http.client.HTTPConnection(site.host, timeout=60)
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    began = time.perf_counter()
    times = {"date": day, "start_time": _clock(start), "end_time": _clock(start + 50)}
    forms = (
        ("/appointment/request-submit/", {**times, "service": site.service, "staff_member": site.staff}),
        (
            "",
            {
                "name": "Alex Roe",
                "phone_0": "US",
                "phone_1": "2025550123",
                "payment_type": "full",
                "address": "Toronto",
            },
        ),
    )
    status, location = 0, ""
    for path, form in forms:
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **form})
        connection.request("POST", path or location, body, headers)
        answer = connection.getresponse()
        answer.read()
        status, location = answer.status, answer.headers.get("Location", "")
        if status != 302:
            break
    connection.close()
    return Answer(201 if BOOKED in location else status, None, time.perf_counter() - began)


def _ours(api: Api, chance: random.Random, scene: str, seen: Seen, number: int) -> None:
    """Fifty guests send the one request of ours."""
    slots = api.slots(race.LONG, *_ahead(), mode="video")
    crowded = [slot for slot in slots if race.crowded(slots, slot)]
    first = chance.choice(crowded)
    own = [s["start"] for s in slots if s["therapist"] == first["therapist"] and s["start"] >= first["start"]]
    starts = own[:1] if scene == SCENES[0] else own[:4]
    calls = [
        partial(api.book, race.LONG, chance.choice(starts), first["therapist"]) for _ in range(race.CROWD)
    ]
    answers = at_once(api, calls)
    _count(seen, answers)
    standing = sorted([a.body["start"], a.body["end"]] for a in answers if a.status == 201)
    seen.booked.append(len(standing))
    seen.meeting.append(_meeting(standing))


def _ahead() -> tuple[date, date]:
    today = datetime.now(UTC).date()
    return today + timedelta(days=3), today + timedelta(days=31)


def _count(seen: Seen, answers: list[Answer]) -> None:
    seen.seconds += [answer.seconds for answer in answers]
    seen.failed += sum(answer.status not in {201, 409} for answer in answers)


def _meeting(standing: list[list[str]]) -> int:
    """How many of these appointments of one person overlap another of them."""
    return sum(any(a is not b and a[0] < b[1] and b[0] < a[1] for b in standing) for a in standing)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _span(counts: list[int]) -> str:
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low} to {high}"


def peer(rounds: int = ROUNDS) -> Iterator[str]:
    """The part of docs/proofs.md."""
    yield "## Fifty at once, beside a peer\n"
    yield (
        f"django-appointment 3.12.0 from its own package, in an environment of its own, with the settings that it comes with; "
        f"both behind the same server, two processes of four threads, fifty connections, {rounds} rounds after one to warm up. "
        "A booking there is two forms that a signed-in client sends, here one request of a guest."
    )
    for database, name in NAMES.items():
        try:
            found = measure(database, rounds)
        except (theirs.NoPeerError, postgres.NoPostgresError) as error:
            print(f"SKIPPED  the peer on {name}: {error}", file=sys.stderr, flush=True)
            yield f"\n{name}: not measured, since the peer could not be had on that day."
            continue
        yield f"\n| {name} | scene | booked | of them at a time that another has | errors | median ms | p99 ms | CPU ms each |"
        yield "|---|---|---:|---:|---:|---:|---:|---:|"
        for side, scenes in found.items():
            for scene, seen in scenes.items():
                yield f"| {side} | {scene} | {seen.row()} |"


if __name__ == "__main__":
    print("\n".join(peer(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
