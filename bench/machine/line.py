"""The waiting list of the machine: who waits in which order, what is offered to them, and what comes of it.

Each function is one commit on a `World`, as its methods are. What is offered is kept by a hold with the offer's id.
"""

from collections.abc import Iterator
from dataclasses import replace

from bench.machine.model import World
from bench.machine.values import Kept, Mail, Offer, Span, Waiter

# Of the person's own day twelve hours; the machine knows no night.
OFFER, PATIENCE, QUIET = 12 * 60, 14 * 24 * 60, 3


def wait(world: World, id: str, team: tuple[str, ...], length: int, now: int) -> str:
    """`waits`, a second time as well."""
    if id not in world.waiters:
        world.waiters[id] = Waiter(team, length, now, now + PATIENCE)
    return "waits"


def in_line(world: World, now: int) -> list[str]:
    """Who waits without an offer, whoever waits longest first."""
    waiting = [
        id
        for id, one in world.waiters.items()
        if not one.ended
        and one.until > now
        and not (world.rules.one_offer_each and unended(world, id) is not None)
    ]
    return sorted(
        waiting, key=lambda id: (world.waiters[id].place, id), reverse=not world.rules.line_has_an_order
    )


def fitting(world: World, waiter: str, blocks: int, now: int) -> Span | None:
    """The first open time that somebody would like and was not asked about before."""
    one, passed = world.waiters[waiter], asked(world, waiter)
    spans = (
        Span(therapist, first, one.length)
        for first in range(blocks)
        if first not in passed
        for therapist in one.team
    )
    free = not world.rules.offered_time_is_free
    return next((span for span in spans if free or world.is_open(span, now)), None)


def offer(world: World, id: str, waiter: str, span: Span, now: int) -> str:
    """Hold, claims, offer and mail at once: `offered`, `taken`, or `over` for whoever waits no more."""
    if world.waiters[waiter].ended or (world.rules.one_offer_each and unended(world, waiter) is not None):
        return "over"
    if world.rules.offered_time_is_free and not world.free(span, now):
        return "taken"
    world.claim(id, span)
    world.kept[id] = Kept(span, now + OFFER, "offer")
    world.offers[id] = Offer(waiter, span, now, now + OFFER)
    mail = Mail(now, first=True)
    if world.rules.offer_mail_in_the_commit:
        world.mails[id, 1] = mail
    else:
        world.unwritten.append((id, 1, mail))
    return "offered"


def take(world: World, booking: str, waiter: str, now: int, *, asks: bool = False) -> str:
    """`booked`, the booking of an earlier press, `gone` where nothing is kept any more, or `taken`."""
    id = unended(world, waiter)
    if id is None or not _runs(world, world.offers[id], now):
        last = next(reversed([id for id, one in world.offers.items() if one.waiter == waiter]), "")
        return world.keys.get(_key(last), "gone")
    answer = world.book(booking, world.offers[id].span, now, key=_key(id), hold=id, asks=asks)
    if answer == "booked":
        world.kept.pop(id, None)
        _end(world, id, "accepted", now)
        world.waiters[waiter] = replace(world.waiters[waiter], ended="booked")
    return answer


def decline(world: World, waiter: str, now: int) -> str:
    """`declined`: whoever says no keeps their place; nothing where nothing is kept."""
    id = unended(world, waiter)
    if id is None or not _runs(world, world.offers[id], now):
        return "gone"
    _refuse(world, id, now)
    return "declined"


def stop(world: World, waiter: str, now: int) -> str:
    """`stopped`: wait no longer, and give back what is kept. What ended otherwise stays as it ended."""
    one = world.waiters[waiter]
    if one.ended:
        return one.ended
    if (id := unended(world, waiter)) is not None:
        _refuse(world, id, now)
    world.waiters[waiter] = replace(one, ended="stopped")
    return "stopped"


def settle(world: World, now: int) -> None:
    """The worker's part: offers without an answer, and whoever waited long enough."""
    for id, one in list(world.offers.items()):
        if not one.outcome and one.expires <= now:
            lapse(world, id, now)
    for waiter, own in list(world.waiters.items()):
        if not own.ended and own.until <= now and unended(world, waiter) is None:
            world.waiters[waiter] = replace(own, ended="over")


def unended(world: World, waiter: str) -> str | None:
    """The offer of somebody that nothing came of yet."""
    return next((id for id, one in world.offers.items() if one.waiter == waiter and not one.outcome), None)


def asked(world: World, waiter: str) -> set[int]:
    """Starts that somebody said no to or let pass."""
    return {one.span.first for one in world.offers.values() if one.waiter == waiter and one.outcome}


def silences(world: World, waiter: str) -> Iterator[bool]:
    """Whether each offer of somebody was let pass, the last one first."""
    own = [one.outcome for one in world.offers.values() if one.waiter == waiter]
    return (outcome == "expired" for outcome in reversed(own))


def lapse(world: World, id: str, now: int) -> None:
    """Whoever let an offer pass goes to the end of the line, or off it after some."""
    waiter = world.offers[id].waiter
    if world.rules.lapsed_offer_is_free:
        world.drop(id)
        world.kept.pop(id, None)
    _end(world, id, "expired", now)
    if world.rules.silence_goes_last:
        world.waiters[waiter] = replace(world.waiters[waiter], place=now)
    last = list(silences(world, waiter))[:QUIET]
    if world.rules.silence_ends and len(last) == QUIET and all(last) and not world.waiters[waiter].ended:
        world.waiters[waiter] = replace(world.waiters[waiter], ended="quiet")


def _refuse(world: World, id: str, now: int) -> None:
    if world.rules.refused_offer_is_free:
        world.drop(id)
        world.kept.pop(id, None)
    _end(world, id, "declined", now)


def _end(world: World, id: str, outcome: str, now: int) -> None:
    world.offers[id] = replace(world.offers[id], outcome=outcome, ended=now)
    world.withdraw((id, 1), now)


def _runs(world: World, one: Offer, now: int) -> bool:
    return one.expires > now or not world.rules.late_take_is_refused


def _key(offer: str) -> str:
    return f"offer {offer}"
