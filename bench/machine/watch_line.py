"""What must never be of the waiting list, in any state, after a whole run of the worker, and once mails have left."""

from itertools import combinations

from bench.machine import line
from bench.machine.model import World
from bench.machine.values import Span, Waiter
from bench.machine.watch import BrokenError, Outside


def always(world: World) -> None:
    """No two offers of one time or to one person, none without its time, none taken too late. Raises BrokenError."""
    running = {id: one for id, one in world.offers.items() if not one.outcome}
    people = [one.waiter for one in running.values()]
    if len(people) > len(set(people)):
        raise BrokenError(f"two offers to one person: {', '.join(running)}")
    kept = {id: one for id, one in running.items() if id not in world.cleared}
    for (a, one), (b, two) in combinations(kept.items(), 2):
        if set(one.span.blocks) & set(two.span.blocks):
            raise BrokenError(f"two offers of one time: {a} and {b}")
    for id, one in kept.items():
        if lost := [block for block in one.span.blocks if world.claims.get(block) != id]:
            raise BrokenError(f"{id} has lost {lost[0]} to {world.claims.get(lost[0])}")
    for id, one in world.offers.items():
        if one.outcome and id in world.kept:
            raise BrokenError(f"{id} is {one.outcome}, and its time is not open again")
        if one.outcome == "accepted":
            if one.ended >= one.expires:
                raise BrokenError(f"{id} was taken after its end")
            if world.waiters[one.waiter].ended != "booked":
                raise BrokenError(f"{id} was taken, and {one.waiter} waits on")
    for id, waiter in world.waiters.items():
        _silent(world, id, waiter)


def _silent(world: World, id: str, waiter: Waiter) -> None:
    """Whoever let offers pass stands behind, and waits no longer after some."""
    ended = [one for one in world.offers.values() if one.waiter == id and one.outcome]
    if ended and ended[-1].outcome == "expired" and waiter.place < ended[-1].ended:
        raise BrokenError(f"{id} let an offer pass and keeps their place")
    silent = [one.outcome == "expired" for one in ended[-line.QUIET :]]
    if not waiter.ended and len(silent) == line.QUIET and all(silent):
        raise BrokenError(f"{id} let {line.QUIET} offers pass and waits on")


def offered(before: World, after: World, now: int, blocks: int) -> None:
    """A run that nobody came between: in order, and nobody left without a time that is open. Raises BrokenError."""
    new = {id: one for id, one in after.offers.items() if id not in before.offers}
    served = {one.waiter for one in new.values()}
    busy = {one.waiter for one in before.offers.values() if not one.outcome}
    empty = {
        id: one
        for id, one in before.waiters.items()
        if not one.ended and one.until > now and id not in busy | served
    }
    for id, one in new.items():
        place = (before.waiters[one.waiter].place, one.waiter)
        for other, waiter in empty.items():
            if (waiter.place, other) < place and _would_like(after, other, one.span):
                raise BrokenError(f"{id} is offered to {one.waiter}, and {other} stood before them")
    for other, waiter in empty.items():
        for span in (Span(t, n, waiter.length) for t in waiter.team for n in range(blocks)):
            if after.is_open(span, now) and _would_like(after, other, span):
                raise BrokenError(f"{other} waits, and {span} is open")


def told(world: World, outside: Outside, now: int) -> None:
    """Whoever has an offer was told of it, or will be: the mail waits for its moment. Raises BrokenError."""
    for id, one in world.offers.items():
        mail = world.mails.get((id, 1))
        if one.outcome or outside.left[id, 1]:
            continue
        if mail is None or mail.over or (mail.not_before <= now and not mail.tried):
            raise BrokenError(f"{id} is kept for {one.waiter}, and nobody told them")


def _would_like(world: World, id: str, span: Span) -> bool:
    one = world.waiters[id]
    return (
        span.therapist in one.team and span.length == one.length and span.first not in line.asked(world, id)
    )
