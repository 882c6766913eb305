"""People who book, move and give up until they are told to stop, and what each of them was answered.

Who gets no answer asks again, the same under the same key, until there is one.
"""

import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.site import Site

from bench.asking import PATIENCE, LostError, until_answered
from bench.client import Api, ahead
from bench.machine.check import TAKEN, Op
from bench.machine.values import Span

PEOPLE, KIND = 6, "introduction"
BLOCK, BOOKED, GONE_ON = 300, 201, 200


@dataclass
class Line:
    """What was seen of the waiting list. `beside`: offers of a time that somebody further behind would have liked.

    `offerers_killed`: workers that offer, `inside` of them in the middle of a run. `untold`: offers that ended before
    their mail left.
    """

    waited: int = 0
    offers: int = 0
    taken: int = 0
    lapsed: int = 0
    declined: int = 0
    beside: int = 0
    untold: int = 0
    told_twice: int = 0
    offerers_killed: int = 0
    inside: int = 0
    runs: int = 0


@dataclass
class Figures:
    """What was seen over all rounds."""

    kills: int = 0
    unanswered: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)
    history: list[Op] = field(default_factory=list)
    mails: int = 0
    mails_twice: int = 0
    senders_killed: int = 0
    fitted: int = 0
    line: Line = field(default_factory=Line)


@dataclass
class Own:
    """A booking that somebody has: how to open it, and where it is."""

    code: str
    token: str
    span: Span


class Crowd:
    """So many people at once. Each finishes what they are at before they begin the next."""

    def __init__(self, serving: Site, chance: random.Random, pauses: dict[str, int]) -> None:
        self._host, self._figures, self._pauses = urlsplit(serving.url).netloc, Figures(), pauses
        self._wishes = Api(serving.url).slots(KIND, *ahead(), mode="video")
        self._lock, self._over, self._failed = threading.Lock(), threading.Event(), list[BaseException]()
        self._adopted: list[tuple[str, str]] = []
        seeds = [chance.random() for _ in range(PEOPLE)]
        self._people = [threading.Thread(target=self._live, args=(random.Random(seed),)) for seed in seeds]
        for person in self._people:
            person.start()

    def await_answers(self, count: int) -> None:
        """Return when so many more requests were answered. Raises LostError."""
        enough, end = self._figures.answers.total() + count, time.monotonic() + PATIENCE
        while self._figures.answers.total() < enough:
            if self._failed or time.monotonic() > end:
                raise LostError(f"people are not served any more: {self._failed[:1]}")
            time.sleep(0.005)

    def team(self, slugs: Mapping[str, str]) -> list[str]:
        """Those with whom there are open times, by how addresses name them. `slugs`: that of each therapist."""
        return sorted({slugs[wish["therapist"]] for wish in self._wishes})

    def adopt(self, code: str, token: str) -> None:
        """Move or give up a booking too that somebody else made."""
        with self._lock:
            self._adopted.append((code, token))

    def unanswered(self) -> None:
        """Count a request without an answer."""
        with self._lock:
            self._figures.unanswered += 1

    def stop(self) -> Figures:
        """Let everybody finish the request that they are at. Raises LostError."""
        self._over.set()
        for person in self._people:
            person.join()
        if self._failed:
            raise LostError(f"a person was not served: {self._failed[0]!r}") from self._failed[0]
        return self._figures

    def _live(self, chance: random.Random) -> None:
        mine: list[Own] = []
        try:
            while not self._over.is_set():
                self._find_adopted(mine)
                roll = chance.random()
                if mine and roll < 0.15:
                    self._cancel(mine.pop(chance.randrange(len(mine))))
                elif mine and roll < 0.35:
                    self._move(chance.choice(mine), chance)
                else:
                    self._book(chance.choice(self._wishes), mine)
        except BaseException as error:
            self._failed.append(error)

    def _find_adopted(self, mine: list[Own]) -> None:
        with self._lock:
            found = self._adopted.pop() if self._adopted else None
        if found:
            code, token = found
            headers = {"Authorization": f"Bearer {token}"}
            _status, answer = self._until_answered("GET", f"bookings/{code}", None, headers)
            mine.append(Own(code, token, self._span(answer)))

    def _book(self, wish: dict[str, str], mine: list[Own]) -> None:
        name = uuid.uuid4().hex[:12]
        body = {
            "type": KIND, "mode": "video", "start": wish["start"], "therapist": wish["therapist"], "name": "Sam",
            "contact": {"email": f"{name}@example.org", "may_mail": True}, "tz": "America/Toronto",
        }  # fmt: skip
        span = self._span(wish)
        status, answer = self._do("book", "", span, "POST", "bookings", body, {"Idempotency-Key": name})
        if status == BOOKED:
            mine.append(Own(answer["code"], answer["token"], span))

    def _move(self, own: Own, chance: random.Random) -> None:
        """Another start of the same therapist, or the one that they have."""
        same = [wish for wish in self._wishes if wish["therapist"] == own.span.therapist]
        wish = chance.choice(same)
        headers = {"Authorization": f"Bearer {own.token}"}
        span, body = self._span(wish), {"start": wish["start"]}
        status, _ = self._do("move", own.code, span, "PATCH", f"bookings/{own.code}", body, headers)
        if status == GONE_ON:
            own.span = span

    def _cancel(self, own: Own) -> None:
        headers = {"Authorization": f"Bearer {own.token}"}
        self._do("cancel", own.code, own.span, "DELETE", f"bookings/{own.code}", None, headers)

    def _do(
        self, what: str, code: str, span: Span, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> tuple[int, Any]:  # fmt: skip
        """One operation, from when it is first sent until it is answered."""
        began = time.time()
        status, answer = self._until_answered(method, path, body, headers)
        ended = time.time()
        if status not in {GONE_ON, BOOKED, TAKEN}:
            raise LostError(f"{what} was answered {status}: {answer}")
        with self._lock:
            self._figures.answers[status] += 1
            code = code or answer.get("code", "")
            asks = answer.get("status") == "requested"
            self._figures.history.append(Op(what, code, span, began, ended, status, asks))
            if status == BOOKED:
                self._figures.codes.append(code)
        return status, answer

    def _until_answered(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        text = None if body is None else json.dumps(body)
        typed = {"Content-Type": "application/json", **headers}
        return until_answered(
            self._host, method, f"/api/v1/{path}", text, typed, read=json.loads, unanswered=self.unanswered
        )

    def _span(self, wish: dict[str, str]) -> Span:
        return span_of(wish["therapist"], wish["start"], wish["end"], self._pauses[wish["therapist"]])


def span_of(therapist: str, start: str, end: str, pause: int) -> Span:
    """The blocks of an appointment and the pause after it, from times as RFC 3339."""
    low, high = (int(datetime.fromisoformat(text).timestamp()) for text in (start, end))
    first = low // BLOCK
    return Span(therapist, first, -(-(high + pause * 60) // BLOCK) - first)
