"""Workers are killed at any moment while people book; who gets no answer asks again under the same key.

Afterwards every code that was given out stands and there is no other booking: an unanswered request was
either whole or nothing. Then the sender of mail is killed at any moment: every mail leaves.
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.journeys import site
from tests.journeys.site import FOOTING, Site

from bench import house
from bench.client import Api, ahead

ROOT = Path(__file__).resolve().parents[1]
PEOPLE, KIND = 6, "introduction"
GUEST = {"name": "Sam", "contact": {"email": "sam@example.org", "may_mail": True}, "tz": "America/Toronto"}
PATIENCE = 30


class LostError(AssertionError):
    """A booking or a mail is lost, or there is one that nobody made."""


@dataclass
class Figures:
    """What was seen over all rounds."""

    kills: int = 0
    unanswered: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)
    mails: int = 0
    mails_twice: int = 0
    senders_killed: int = 0


def prove(rounds: int, database: str) -> Figures:
    """Kill on a practice of its own, `sqlite` or `postgres`. Raises LostError, NoPostgresError."""
    with house.filled(database) as made:
        return run(made, rounds)


def run(made: Site, rounds: int, seed: int = 1) -> Figures:
    """In each round kill one worker, then the whole server; and the sender as often. Raises LostError."""
    chance = random.Random(seed)
    before = recounted(made)
    with site.serving(made) as serving:
        crowd = Crowd(serving, chance)
        _kill_worker_then_all(serving.pid, crowd, chance)
    for _ in range(rounds - 1):
        with site.serving(made) as serving:
            _kill_worker_then_all(serving.pid, crowd, chance)
    with site.serving(made):
        crowd.await_answers(PEOPLE)
        figures = crowd.stop()
    figures.kills = 2 * rounds
    after = recounted(made)
    given, there = Counter(figures.codes), Counter(after["codes"]) - Counter(before["codes"])
    if given != there or after["findings"]:
        raise LostError(f"given {given - there}, there {there - given}, {after['findings']}")
    _mails(made, figures, chance, rounds, set(after["mails"]) - set(before["mails"]))
    return figures


def _kill_worker_then_all(server: int, crowd: "Crowd", chance: random.Random) -> None:
    """The people must be served in between: the other worker goes on, later a new server takes over."""
    crowd.await_answers(2 * PEOPLE)
    time.sleep(chance.uniform(0, 0.1))
    os.kill(chance.choice(workers(server)), signal.SIGKILL)
    crowd.await_answers(2 * PEOPLE)
    time.sleep(chance.uniform(0, 0.1))
    os.kill(server, signal.SIGSTOP)  # so that it starts no worker meanwhile
    for victim in [*workers(server), server]:
        os.kill(victim, signal.SIGKILL)


class Crowd:
    """People who book one start after another until they are told to stop."""

    def __init__(self, serving: Site, chance: random.Random) -> None:
        self._host, self._figures = urlsplit(serving.url).netloc, Figures()
        wishes = Api(serving.url).slots(KIND, *ahead(), mode="video")
        chance.shuffle(wishes)
        self._wishes: Iterator[dict[str, str]] = iter(wishes)
        self._lock, self._over, self._failed = threading.Lock(), threading.Event(), list[BaseException]()
        self._people = [threading.Thread(target=self._book) for _ in range(PEOPLE)]
        for person in self._people:
            person.start()

    def await_answers(self, count: int) -> None:
        """Return when so many more requests were answered. Raises LostError."""
        enough, end = self._figures.answers.total() + count, time.monotonic() + PATIENCE
        while self._figures.answers.total() < enough:
            if self._failed or time.monotonic() > end:
                raise LostError("people are not served any more")
            time.sleep(0.005)

    def stop(self) -> Figures:
        """Let everybody finish the request that they are at. Raises LostError."""
        self._over.set()
        for person in self._people:
            person.join()
        if self._failed:
            raise LostError(f"a person was not served: {self._failed[0]!r}") from self._failed[0]
        return self._figures

    def _book(self) -> None:
        try:
            while not self._over.is_set():
                with self._lock:
                    wish = next(self._wishes)
                status, body = self._until_answered(wish)
                with self._lock:
                    self._figures.answers[status] += 1
                    if status == 201:
                        self._figures.codes.append(body["code"])
        except BaseException as error:
            self._failed.append(error)

    def _until_answered(self, wish: dict[str, str]) -> tuple[int, Any]:
        key, body = str(uuid.uuid4()), {"type": KIND, "mode": "video", **GUEST}
        body |= {"start": wish["start"], "therapist": wish["therapist"]}
        end = time.monotonic() + PATIENCE
        while True:
            connection = http.client.HTTPConnection(self._host, timeout=PATIENCE)
            try:
                connection.request(
                    "POST", "/api/v1/bookings", json.dumps(body),
                    {"Content-Type": "application/json", "Idempotency-Key": key},
                )  # fmt: skip
                answer = connection.getresponse()
                return answer.status, json.loads(answer.read())
            except (OSError, http.client.HTTPException, ValueError):
                if time.monotonic() > end:
                    raise
                with self._lock:
                    self._figures.unanswered += 1
                time.sleep(0.05)
            finally:
                connection.close()


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
