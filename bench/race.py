"""Fifty people at once, over HTTP, against the real server with two worker processes.

Each scene is played on starts of its own and counted from the answers: one start, starts that overlap, any of ten
therapists, moves into one free start, and the last place of a code for four. A scene that books twice, or loses a
booking, raises DoubleError.
"""

import itertools
import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.journeys.site import serving

from bench import house
from bench.client import Answer, Api, ahead, at_once

CROWD, TEN = 50, 10
SHORT, LONG, FOR_TWO = "introduction", "first-appointment", "introduction-for-two"
PARTY, LAST = 4, "the last place of a code"


class DoubleError(AssertionError):
    """Two people have the same time, or somebody's time is gone."""


@dataclass
class Figures:
    """What was seen over all rounds."""

    rounds: int = 0
    one: Counter[int] = field(default_factory=Counter)
    overlapping: Counter[int] = field(default_factory=Counter)
    ten: Counter[int] = field(default_factory=Counter)
    moves: Counter[int] = field(default_factory=Counter)
    joint: Counter[int] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    offered: int = 0
    booked_later: int = 0

    def milliseconds(self, scene: str) -> tuple[float, float, float]:
        """Median, 99th percentile and slowest of a scene's answers, in milliseconds."""
        seconds = self.seconds[scene]
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        return cuts[49] * 1000, cuts[98] * 1000, max(seconds) * 1000


def prove(rounds: int, database: str) -> Figures:
    """Play on a practice of its own, `sqlite` or `postgres`. Raises DoubleError, NoPostgresError."""
    with house.filled(database, therapists=24) as made, serving(made) as served:
        house.lift(served)
        return run(served.url, rounds)


def run(site: str, rounds: int, seed: int = 1, *, warm: bool = True) -> Figures:
    """Play every scene `rounds` times. Raises DoubleError."""
    api, figures, chance = Api(site), Figures(), random.Random(seed)
    if warm:  # both workers have loaded everything before anything is timed
        _one(api, Figures(), chance)
    for _ in range(rounds):
        _one(api, figures, chance)
        _overlapping(api, figures, chance)
        _ten(api, figures, chance)
        _moves(api, figures, chance)
        _joint(api, figures, chance)
        figures.rounds += 1
    return figures


def _one(api: Api, figures: Figures, chance: random.Random) -> None:
    """Fifty want one start of one therapist; the others book what they are offered."""
    slot = chance.choice(api.slots(SHORT, *ahead(), mode="video"))
    answers = at_once(api, [partial(api.book, SHORT, slot["start"], slot["therapist"])] * CROWD)
    figures.one[_count(figures, "one start", answers)] += 1
    _expect(figures.one, {1}, "one start")
    losers = [answer.body["nearest"] for answer in answers if answer.status == 409]
    for offer in losers:
        if len({(o["start"], o["therapist"]) for o in offer}) != 3:
            raise DoubleError(f"a loser was offered {offer}")
    figures.offered += len(losers)
    later = at_once(api, [partial(_settle, api, offer) for offer in losers])
    figures.booked_later += sum(answer.status == 201 for answer in later)


def _settle(api: Api, offer: Sequence[dict[str, str]]) -> Answer:
    """A loser takes one of the three; what is gone by then comes back with three more."""
    for _ in range(CROWD):
        for option in offer:
            answer = api.book(SHORT, option["start"], option["therapist"])
            if answer.status == 201:
                return answer
            offer = answer.body["nearest"]
    return answer


def _overlapping(api: Api, figures: Figures, chance: random.Random) -> None:
    """Fifty want starts of one therapist that overlap each other."""
    slots = api.slots(LONG, *ahead(), mode="video")
    therapist = chance.choice(sorted({slot["therapist"] for slot in slots if crowded(slots, slot)}))
    own = [slot for slot in slots if slot["therapist"] == therapist]
    first = chance.choice([slot for slot in own if crowded(slots, slot)])
    wanted = [slot for slot in own if slot["start"] >= first["start"]][:4]
    answers = at_once(
        api, [partial(api.book, LONG, chance.choice(wanted)["start"], therapist) for _ in range(CROWD)]
    )
    figures.overlapping[_count(figures, "overlapping starts", answers)] += 1
    booked = sorted((a.body["start"], a.body["end"]) for a in answers if a.status == 201)
    if not booked or any(end > start for (_, end), (start, _) in itertools.pairwise(booked)):
        raise DoubleError(f"overlapping: {booked}")


def crowded(slots: Sequence[dict[str, str]], slot: dict[str, str]) -> bool:
    """Whether the same therapist has another start before this one ends."""
    return any(
        s["therapist"] == slot["therapist"] and slot["start"] < s["start"] < slot["end"] for s in slots
    )


def _ten(api: Api, figures: Figures, chance: random.Random) -> None:
    """Fifty want whoever is free, where exactly ten are."""
    per_start = Counter(slot["start"] for slot in api.slots(SHORT, *ahead(), mode="video"))
    start = chance.choice([start for start, free in per_start.items() if free >= TEN])
    for _ in range(per_start[start] - TEN):
        if api.book(SHORT, start).status != 201:
            raise DoubleError("a free start was refused")
    answers = at_once(api, [partial(api.book, SHORT, start)] * CROWD)
    figures.ten[_count(figures, "any of ten", answers)] += 1
    _expect(figures.ten, {TEN}, "any of ten")
    people = Counter(answer.body["therapist"] for answer in answers if answer.status == 201)
    if max(people.values()) > 1:
        raise DoubleError(f"any of ten: {people}")


def _moves(api: Api, figures: Figures, chance: random.Random) -> None:
    """Ten move into one free start of their therapist while forty book it; who is refused keeps the old time."""
    slots = api.slots(SHORT, *ahead(), mode="video")
    therapist = chance.choice([t for t, n in Counter(s["therapist"] for s in slots).items() if n > 3 * TEN])
    own = [slot["start"] for slot in slots if slot["therapist"] == therapist][::3][: TEN + 1]
    target, booked = own[-1], [_booked(api.book(SHORT, start, therapist)) for start in own[:-1]]
    calls = [partial(api.move, one, target) for one in booked]
    calls += [partial(api.book, SHORT, target, therapist)] * (CROWD - len(calls))  # type: ignore[list-item]
    answers = at_once(api, calls)
    figures.moves[_count(figures, "moves into one start", answers)] += 1
    _expect(figures.moves, {1}, "moves into one start")
    for one, answer in zip(booked, answers, strict=False):
        now = api.read(one).body["start"]
        if now != (target if answer.status == 200 else one["start"]):
            raise DoubleError(f"a refused move went from {one['start']} to {now}")


def _joint(api: Api, figures: Figures, chance: random.Random) -> None:
    """Ten come at once with a code that is good for one more, each to a start and a therapist of their own."""
    first_of: dict[str, str] = {}
    for slot in api.slots(FOR_TWO, *ahead(), mode="video"):
        first_of.setdefault(slot["therapist"], slot["start"])
    wanted = [(start, therapist) for therapist, start in sorted(first_of.items())]
    chance.shuffle(wanted)
    code = _booked(api.book(FOR_TWO, *wanted.pop()))["joint_code"]
    for _ in range(PARTY - 2):
        _booked(api.book(FOR_TWO, *wanted.pop(), joint_code=code))
    answers = at_once(api, [partial(api.book, FOR_TWO, *one, joint_code=code) for one in wanted[:TEN]])
    strange = [answer for answer in answers if answer.status not in {201, 422}]
    if strange or len(answers) < 2:
        raise DoubleError(f"a code for four: {strange[:1]}")
    figures.seconds.setdefault(LAST, []).extend(answer.seconds for answer in answers)
    figures.joint[sum(answer.status == 201 for answer in answers)] += 1
    _expect(figures.joint, {1}, LAST)


def _booked(answer: Answer) -> dict[str, Any]:
    if answer.status != 201:
        raise DoubleError(f"a free start was refused: {answer.status} {answer.body}")
    return dict(answer.body)


def _count(figures: Figures, scene: str, answers: Sequence[Answer]) -> int:
    """Note statuses and times; how many got what they wanted. Anything but yes or "taken" is an error."""
    figures.statuses.update(answer.status for answer in answers)
    figures.seconds.setdefault(scene, []).extend(answer.seconds for answer in answers)
    strange = [answer for answer in answers if answer.status not in {200, 201, 409}]
    if strange:
        raise DoubleError(f"an answer that is neither yes nor taken: {strange[0]}")
    return sum(answer.status in {200, 201} for answer in answers)


def _expect(seen: Counter[int], allowed: set[int], scene: str) -> None:
    if set(seen) - allowed:
        raise DoubleError(f"{scene}: {dict(seen)}")
