"""Random histories: people whose commits come in any order, kills at any moment, a clock that jumps both ways."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.machine import line, watch, watch_line
from bench.machine.model import GRACE, LEASE, LIFE, WAIT, World
from bench.machine.values import Rules, Span

STEPS, THERAPISTS, BLOCKS, DAY = 40, ("dana", "femi"), 8, 24 * 60
REFUSED = frozenset(("taken", "over", "unknown", "gone"))
Commit = Callable[[World, int], str]


@dataclass
class Figures:
    """What happened over all histories."""

    histories: int = 0
    steps: int = 0
    kills: int = 0
    jumps: int = 0
    bookings: int = 0
    twice: int = 0
    refused: int = 0
    waits: int = 0
    offers: int = 0
    taken: int = 0
    lapsed: int = 0


@dataclass(frozen=True)
class Wish:
    """What somebody decided on what they read; `id` is of the booking that it would make, `own` of one that they have."""

    work: Commit
    id: str = ""
    span: Span | None = None
    own: str = ""


@dataclass
class Run:
    """One history."""

    chance: random.Random
    world: World
    seen: Figures
    now: int = 0
    number: int = 0
    outside: watch.Outside = field(default_factory=watch.Outside)
    waiting: list[Wish] = field(default_factory=list)
    sending: tuple[str, int] | None = None
    gone: bool = False
    # Whether there is a waiting list in this history; whom the worker goes through just now.
    lists: bool = False
    going: list[str] = field(default_factory=list)

    def step(self) -> None:
        """One thing happens."""
        roll = self.chance.random()
        if self.lists and self.chance.random() < 0.35:
            self.ask_for_a_place() if roll < 0.5 else self.look()
            return
        if roll < 0.34:
            self.ask()
        elif roll < 0.62:
            self.commit()
        elif roll < 0.80:
            self.send()
        elif roll < 0.86:
            self.write()
            self.world.tick(self.now)
        elif roll < 0.91:
            self.kill()
        else:
            self.pass_time()

    def ask(self) -> None:
        """Somebody reads what is there and decides; it is written later, or never."""
        self.number += 1
        id, chance = str(self.number), self.chance
        span = self.span()
        known, holds = (
            list(self.world.bookings),
            [id for id, one in self.world.kept.items() if one.kind == "hold"],
        )
        wanted = chance.choice(("keep", "book", "book", "held", "release", "move", "cancel", "answer"))
        if wanted == "keep":
            self.waiting.append(Wish(lambda world, now: world.keep(f"h{id}", span, now), span=span))
        elif wanted == "book":
            asks = chance.random() < 0.4
            self.waiting.append(
                Wish(lambda world, now: world.book(id, span, now, key=id, asks=asks), id, span)
            )
        elif wanted == "held" and holds:
            hold = chance.choice(holds)
            kept = self.world.kept[hold].span
            self.waiting.append(
                Wish(lambda world, now: world.book(id, kept, now, key=id, hold=hold), id, kept)
            )
        elif wanted == "release" and holds:
            hold = chance.choice(holds)
            self.waiting.append(Wish(lambda world, now: world.release(hold, now)))
        elif known:
            self.change(chance.choice(known), wanted, span)

    def change(self, of: str, wanted: str, span: Span) -> None:
        """Somebody moves or ends a booking, or answers a request."""
        yes, had = self.chance.random() < 0.5, self.world.bookings[of].span
        if wanted == "move":
            to = Span(had.therapist, span.first, had.length)
            self.waiting.append(Wish(lambda world, now: world.move(of, to, now), span=to, own=of))
        elif wanted == "cancel":
            self.waiting.append(Wish(lambda world, now: world.cancel(of, now)))
        else:
            self.waiting.append(Wish(lambda world, now: world.answer(of, now, yes=yes)))

    def ask_for_a_place(self) -> None:
        """Somebody comes to wait, or decides on what is offered to them."""
        id, known = f"w{self.number}", list(self.world.waiters)
        wanted = self.chance.choice(("wait", "take", "take", "decline", "stop"))
        self.number += 1
        if wanted == "wait" or not known:
            team, length = (
                self.chance.choice((THERAPISTS, *((one,) for one in THERAPISTS))),
                self.span().length,
            )
            self.waiting.append(Wish(lambda world, now: line.wait(world, id, team, length, now), id))
            return
        had = [one.waiter for one in self.world.offers.values() if not one.outcome]
        of = self.chance.choice(had or known)
        if wanted == "take":
            made, offer = f"b{id}", line.unended(self.world, of)
            span = self.world.offers[offer].span if offer else None
            self.waiting.append(Wish(lambda world, now: line.take(world, made, of, now), made, span))
        elif wanted == "decline":
            self.waiting.append(Wish(lambda world, now: line.decline(world, of, now)))
        else:
            self.waiting.append(Wish(lambda world, now: line.stop(world, of, now)))

    def look(self) -> None:
        """The worker looks through the line: at one person a step, at all at once, or a second one writes what it read."""
        if not self.going:
            line.settle(self.world, self.now)
            watch_line.always(self.world)
            self.going = line.in_line(self.world, self.now)
            if self.chance.random() < 0.4:
                self.look_through()
            return
        waiter = self.going.pop(0)
        span = line.fitting(self.world, waiter, BLOCKS, self.now)
        if span is None:
            return
        wish = self.offers(waiter, span)
        if self.chance.random() < 0.3:
            self.waiting.append(wish)
        elif wish.work(self.world, self.now) == "taken":
            watch.refused(self.world, span, self.now)

    def look_through(self) -> None:
        """A whole run that nobody comes between."""
        before = self.world.copy()
        for waiter in self.going:
            if span := line.fitting(self.world, waiter, BLOCKS, self.now):
                self.offers(waiter, span).work(self.world, self.now)
        self.going.clear()
        watch_line.offered(before, self.world, self.now, BLOCKS)

    def offers(self, waiter: str, span: Span) -> Wish:
        return Wish(
            lambda world, now: line.offer(world, f"o{len(world.offers)}", waiter, span, now), span=span
        )

    def commit(self) -> None:
        """One of those who decided is written, in any order; sometimes the answer never arrives, and they ask again."""
        if not self.waiting:
            return
        place = self.chance.randrange(len(self.waiting))
        wish = self.waiting[place]
        answer = wish.work(self.world, self.now)
        if answer == "taken" and wish.span:
            watch.refused(self.world, wish.span, self.now, own=wish.own)
        if self.chance.random() < 0.15:
            return  # it stays in the list: the same request comes again, with the same key
        del self.waiting[place]
        self.seen.refused += answer in REFUSED
        if wish.id and answer not in REFUSED:
            self.outside.promised.add(wish.id if answer in {"booked", "waits"} else answer)

    def send(self) -> bool:
        """The sender takes a mail, lets it leave, or says that it left: one step each. False where none is due."""
        if self.sending is None:
            self.sending, self.gone = self.world.lease(self.now), False
            if self.sending is None:
                return False
            watch.leaving(self.world, self.sending)
        elif not self.gone:
            self.outside.left[self.sending] += 1
            self.gone = True
        else:
            self.world.sent(self.sending)
            self.sending = None
        return True

    def kill(self) -> None:
        """Server and sender die. What was committed stands; a mail in the air is not known to have left, once at most."""
        if self.sending and self.gone:
            if self.outside.crashed[self.sending]:
                return
            self.outside.crashed[self.sending] += 1
        self.sending, self.seen.kills = None, self.seen.kills + 1
        self.world.unwritten.clear()
        self.going.clear()

    def write(self) -> None:
        """Only where a rule is broken: mails are written in a commit of their own."""
        for id, version, mail in self.world.unwritten:
            if id not in self.world.offers or not self.world.offers[id].outcome:
                self.world.mails[id, version] = mail
        self.world.unwritten.clear()

    def pass_time(self) -> None:
        """Minutes mostly; sometimes the clock is set by a day, either way."""
        if self.chance.random() < 0.4:
            self.now += self.chance.choice((-DAY, -2 * LIFE, -2 * LIFE, line.OFFER, DAY, 4 * DAY))
            self.seen.jumps += 1
        else:
            self.now += self.chance.randint(1, LIFE + 2)

    def span(self) -> Span:
        first, length = self.chance.randrange(BLOCKS), self.chance.choice((2, 3))
        return Span(self.chance.choice(THERAPISTS), first, length)

    def rest(self) -> None:
        """Nobody comes any more, nothing is killed, and time passes until nothing is left to do."""
        self.drain()
        self.write()
        self.now += GRACE + LEASE + 1
        self.drain()
        watch_line.told(self.world, self.outside, self.now)
        self.going.clear()
        for pause in (*(line.QUIET * self.lists) * (line.OFFER,), *3 * (WAIT + 8 * DAY,)):
            self.now += pause
            self.world.tick(self.now)
            if self.lists:
                line.settle(self.world, self.now)
                watch_line.always(self.world)
                self.going = line.in_line(self.world, self.now)
                self.look_through()
            self.write()
            self.drain()

    def drain(self) -> None:
        """All mails that are due leave."""
        while self.send():
            pass


def run(histories: int, *, seed: int = 1, rules: Rules | None = None) -> Figures:
    """So many histories, each from a seed of its own. Raises BrokenError with the seed."""
    seen = Figures()
    for number in range(histories):
        one = Run(random.Random(f"{seed}:{number}"), World(rules or Rules()), seen, lists=number % 2 == 1)
        try:
            for _ in range(STEPS):
                one.step()
                watch.always(one.world)
                watch_line.always(one.world)
            one.rest()
            watch.always(one.world)
            watch_line.always(one.world)
            watch.at_rest(one.world, one.outside)
        except watch.BrokenError as error:
            raise watch.BrokenError(f"history {seed}:{number}: {error}") from error
        seen.histories += 1
        seen.steps += STEPS
        seen.bookings += len(one.world.bookings)
        outcomes = [offer.outcome for offer in one.world.offers.values()]
        seen.waits += len(one.world.waiters)
        seen.offers += len(outcomes)
        seen.taken += outcomes.count("accepted")
        seen.lapsed += outcomes.count("expired")
        seen.twice += sum(times > 1 for times in one.outside.left.values())
    return seen
