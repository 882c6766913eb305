"""Histories of real runs against the model: is there an order of what people were answered that it would give too?

Each request is one operation from when it was first sent until it was answered: who gets no answer asks again under
the same key. Operations of different therapists never meet, so each therapist's are ordered by themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.machine import line, watch, watch_line
from bench.machine.model import World
from bench.machine.values import Span

TAKEN, DONE = 409, {200, 201}


@dataclass(frozen=True)
class Op:
    """`what` is book, move or cancel; `id` the booking's code; `span` where it goes, for a cancel where it was.

    Of an offer, `what` is offer, take, pass or lapse, and `offer` its id; `id` is then the code of the booking that
    came of it, if any. `asks`: the answer said that it is a request.
    """

    what: str
    id: str
    span: Span
    began: float
    ended: float
    status: int
    asks: bool = False
    offer: str = ""


@dataclass(frozen=True)
class Found:
    """A booking as the database has it in the end."""

    span: Span
    status: str
    version: int


def check(ops: Sequence[Op], found: Mapping[str, Found], left: Counter[tuple[str, int]]) -> int:
    """How many operations fit. `left`: how often the mail of each booking's version left. Raises BrokenError."""
    for therapist in sorted({op.span.therapist for op in ops}):
        own = [op for op in ops if op.span.therapist == therapist]
        world = order(own)
        there = {id: one for id, one in found.items() if one.span.therapist == therapist}
        wanted = {id: Found(b.span, b.status, b.version) for id, b in world.bookings.items()}
        if wanted != there:
            differs = sorted(set(wanted.items()) ^ set(there.items()), key=str)
            raise watch.BrokenError(f"{therapist}: the end differs from every order: {differs[:4]}")
        watch.always(world)
        watch_line.always(world)
        # Who waits may be offered times of several therapists: what concerns people is watched apart (`offers`).
        world.waiters.clear()
        # Nobody answers a request while the others book, so it may wait still.
        world.bookings = {
            id: replace(b, status="confirmed") if b.live else b for id, b in world.bookings.items()
        }
        mails = Counter({key: n for key, n in left.items() if key[0] in world.bookings})
        watch.at_rest(world, watch.Outside(set(wanted), mails, mails))
    if strangers := {id for id, _ in left} - set(found):
        raise watch.BrokenError(f"mails about bookings that nobody has: {strangers}")
    return len(ops)


def order(ops: Iterable[Op]) -> World:
    """The state after an order that fits every answer and every moment. Raises BrokenError where there is none."""
    rest = tuple(sorted(ops, key=lambda op: op.began))
    stack, seen, furthest = [(World(), rest)], set[tuple[object, ...]](), rest
    while stack:
        world, left = stack.pop()
        if not left:
            return world
        furthest = min(furthest, left, key=len)
        until = min(op.ended for op in left)
        for place, op in enumerate(left):
            if op.began > until:
                break
            after = world.copy()
            if not fits(after, op):
                continue
            remaining = left[:place] + left[place + 1 :]
            mark = (remaining, frozenset(after.claims.items()))
            if mark not in seen:
                seen.add(mark)
                stack.append((after, remaining))
    raise watch.BrokenError(f"no order gives these answers; nearest to one before {furthest[:3]}")


def fits(world: World, op: Op) -> bool:
    """Do the operation; whether the model answers as the site did."""
    if op.offer:
        return _fits_offer(world, op)
    if op.what == "book":
        id = op.id or f"refused {op.began}"
        answer = world.book(id, op.span, 0, key=id, asks=op.asks)
        return answer == ("taken" if op.status == TAKEN else "booked")
    if op.id not in world.bookings:
        return False
    if op.what == "move":
        return world.move(op.id, op.span, 0) == ("taken" if op.status == TAKEN else "moved")
    return world.cancel(op.id, 0) == "cancelled" and op.status in DONE


def _fits_offer(world: World, op: Op) -> bool:
    """Each offer as if to a person of its own: whether the time was free for it, and kept until its end."""
    if op.what == "offer":
        line.wait(world, op.offer, (op.span.therapist,), op.span.length, 0)
        return line.offer(world, op.offer, op.offer, op.span, 0) == "offered"
    if op.offer not in world.offers or world.offers[op.offer].outcome:
        return False
    if op.what == "take":
        return line.take(world, op.id, op.offer, 0, asks=op.asks) == "booked"
    if op.what == "pass":
        return line.decline(world, op.offer, 0) == "declined"
    line.lapse(world, op.offer, 0)
    return True
