"""Workers are killed at any moment while people book, move and give up; who gets no answer asks again under the same key.

Others wait for a time, and answer what they are offered or let it pass; the workers that offer are killed as well.
Then the sender of mail is killed at any moment. Afterwards every answer that was given, the rows that are there and the
mails that left are held against the pure model: some order of the requests gives just these (`bench.machine.check`).
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.journeys import site
from tests.journeys.site import FOOTING, Site

from bench import house, recorded
from bench.asking import PATIENCE, LostError
from bench.crowd import PEOPLE, Crowd, Figures, span_of
from bench.machine import check
from bench.offerers import Offerers
from bench.recorded import Recorded
from bench.waiters import Waiters

ROOT = Path(__file__).resolve().parents[1]


def prove(rounds: int, database: str) -> Figures:
    """Kill on a practice of its own, `sqlite` or `postgres`. Raises LostError, NoPostgresError."""
    with house.filled(database) as made:
        return run(made, rounds, taken=rounds)


def run(made: Site, rounds: int, seed: int = 1, *, taken: int = 0) -> Figures:
    """In each round kill one worker, then the whole server, and both workers that offer; later the sender as often.

    It ends once so many offers were `taken`. Raises LostError, BrokenError.
    """
    chance = random.Random(seed)
    house.lift(made)  # the model knows no full day
    house.empty_line(made)
    before = recounted(made)
    with Offerers(made, chance) as offerers:
        with site.serving(made) as serving:
            crowd = Crowd(serving, chance, before["pauses"])
            waiters = Waiters(serving, chance, crowd, crowd.team(before["line"]["slugs"]))
            _kill_worker_then_all(serving.pid, crowd, offerers, chance)
        for _ in range(rounds - 1):
            with site.serving(made) as serving:
                _kill_worker_then_all(serving.pid, crowd, offerers, chance)
        with site.serving(made):
            crowd.await_answers(PEOPLE)
            waiters.await_taken(taken)
            waited = waiters.stop()
            figures = crowd.stop()
        figures.line.offerers_killed = offerers.kills
        windows, figures.line.inside = offerers.stop()
    figures.kills = 2 * rounds
    after = recounted(made)
    line, pauses = after["line"], after["pauses"]
    seen = recorded.recorded(line, before["line"], waited.joined, waited.presses, windows, pauses)
    given = Counter([*figures.codes, *seen.given])
    there = Counter(after["codes"]) - Counter(before["codes"])
    if given != there or after["findings"]:
        raise LostError(f"given {given - there}, there {there - given}, {after['findings']}")
    _mails(made, figures, chance, rounds, set(after["mails"]) - set(before["mails"]))
    figures.fitted = _fit(figures, seen, after, Counter(_left(made)))
    ops = [*figures.history, *(op for op in seen.ops() if op.what == "take")]
    recorded.check(seen, ops, line, made.data / "mail", figures.line)
    return figures


def _fit(figures: Figures, seen: Recorded, after: Any, left: Counter[str]) -> int:
    """Hold the recorded history against the model; how many requests fit. Raises BrokenError."""
    own, pauses = {*figures.codes, *seen.given}, after["pauses"]
    found = {
        code: check.Found(span_of(therapist, start, end, pauses[therapist]), status, version)
        for code, therapist, start, end, status, version in after["bookings"]
        if code in own
    }
    about = {id: (code, int(version)) for id, (code, version) in after["mails"].items()}
    mails = Counter({about[id]: n for id, n in left.items() if id in about and about[id][0] in own})
    offered = seen.ops()
    return check.check([*figures.history, *offered], found, mails) - len(offered)


def _kill_worker_then_all(server: int, crowd: Crowd, offerers: Offerers, chance: random.Random) -> None:
    """The people must be served in between: the other worker goes on, later a new server takes over."""
    crowd.await_answers(2 * PEOPLE)
    time.sleep(chance.uniform(0, 0.1))
    os.kill(chance.choice(workers(server)), signal.SIGKILL)
    offerers.kill(0)
    crowd.await_answers(2 * PEOPLE)
    offerers.kill(1)
    time.sleep(chance.uniform(0, 0.1))
    os.kill(server, signal.SIGSTOP)  # so that it starts no worker meanwhile
    for victim in [*workers(server), server]:
        os.kill(victim, signal.SIGKILL)


def _mails(made: Site, figures: Figures, chance: random.Random, rounds: int, wanted: set[str]) -> None:
    """Kill the sender in the middle, then let another one finish after the leases."""
    for _ in range(rounds):
        sender = subprocess.Popen([FOOTING, "work"], env=made.environment, stderr=subprocess.DEVNULL)
        seen, end = len(wanted & set(_left(made))), time.monotonic() + PATIENCE
        while len(wanted & set(_left(made))) == seen < len(wanted) and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.02))
        sender.kill()
        sender.wait()
        figures.senders_killed += 1
    while json.loads(python(made, "-m", "tests.booking.kill", "send", "later")):
        pass
    left = Counter(_left(made))
    figures.mails, figures.mails_twice = len(wanted), sum(left[id] > 1 for id in wanted)
    if wanted - set(left):
        raise LostError(f"mails that never left: {wanted - set(left)}")


def _left(made: Site) -> list[str]:
    """The row of each mail that left, by its Message-ID."""
    texts = [file.read_bytes() for file in (made.data / "mail").glob("*")]
    return [
        id.decode() for text in texts for id in re.findall(rb"^Message-ID: <([0-9a-f-]{36})@", text, re.M)
    ]


def recounted(made: Site) -> Any:
    """All codes, mails and findings of the guard."""
    return json.loads(python(made, "-m", "tests.booking.guard"))


def python(made: Site, *arguments: str) -> str:
    """Run Python with a site's settings, in a process of its own. Raises RuntimeError with what it said."""
    environment = {**made.environment, "DJANGO_SETTINGS_MODULE": "footing.config.settings"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
    return done.stdout


def workers(server: int) -> list[int]:
    """The process ids of a server's workers (Linux)."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[1]) == server and fields[0] != "Z":
            found.append(int(file.parent.name))
    return sorted(found)
