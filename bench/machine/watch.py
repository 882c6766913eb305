"""What must never be, in any state, and what must be true when everything has come to rest."""

from collections import Counter
from dataclasses import dataclass, field

from bench.machine.model import World
from bench.machine.values import Span


class BrokenError(AssertionError):
    """A state or a history that must never be; the message says which."""


@dataclass
class Outside:
    """What no database can take back: answers that clients got, mails that left, and senders that died in between."""

    promised: set[str] = field(default_factory=set)
    left: Counter[tuple[str, int]] = field(default_factory=Counter)
    crashed: Counter[tuple[str, int]] = field(default_factory=Counter)


def always(world: World) -> None:
    """No two at one time, none without its time, no time kept for nobody, one booking for a key. Raises BrokenError."""
    owners: dict[tuple[str, int], str] = {}
    for id, booking in world.bookings.items():
        if booking.decisions > 1:
            raise BrokenError(f"{id} was answered twice")
        for block in booking.span.blocks if booking.live else ():
            if block in owners:
                raise BrokenError(f"double: {id} and {owners[block]} at {block}")
            if world.claims.get(block) != id:
                raise BrokenError(f"{id} has lost {block} to {world.claims.get(block)}")
            owners[block] = id
    for block, owner in world.claims.items():
        if owner not in world.kept and owners.get(block) != owner:
            raise BrokenError(f"{block} is not open again after {owner}")
    keys = Counter(booking.key for booking in world.bookings.values())
    if any(n > 1 for n in keys.values()):
        raise BrokenError(f"two bookings of one request: {keys}")


def refused(world: World, span: Span, now: int, *, own: str = "") -> None:
    """Whoever is told that a time is taken meets somebody who is there. Raises BrokenError."""
    wanted = set(span.blocks)
    there = [one.span for id, one in world.bookings.items() if one.live and id != own]
    there += [one.span for one in world.kept.values() if one.expires > now]
    if not any(wanted & set(one.blocks) for one in there):
        raise BrokenError(f"{span} is refused, and nobody is there")


def leaving(world: World, key: tuple[str, int]) -> None:
    """A mail that begins to leave is the newest about its booking. Raises BrokenError."""
    id, version = key
    if id in world.offers:
        if world.offers[id].outcome:
            raise BrokenError(f"the mail of {id} leaves after the offer ended")
        return
    if any(
        newer in world.mails
        for newer in ((id, n) for n in range(version + 1, world.bookings[id].version + 1))
    ):
        raise BrokenError(f"the mail of version {version} of {id} leaves after a newer one was written")


def at_rest(world: World, outside: Outside) -> None:
    """Holds are over, requests answered, mails gone: nothing promised is lost or unsaid. Raises BrokenError."""
    if lost := outside.promised - set(world.bookings) - set(world.waiters):
        raise BrokenError(f"lost: {lost}")
    if world.kept:
        raise BrokenError(f"held for ever: {world.kept}")
    for key, times in outside.left.items():
        if times > 1 + outside.crashed[key] or times > 2:
            raise BrokenError(f"{key} left {times} times")
    if left := {id for id, one in world.waiters.items() if not one.ended}:
        raise BrokenError(f"wait for ever: {left}")
    for id, booking in world.bookings.items():
        if booking.status == "requested":
            raise BrokenError(f"{id} waits for ever")
        told = any(of == id for of, _ in outside.left)
        if (booking.live or told) and not outside.left[id, booking.version]:
            raise BrokenError(f"{id} is {booking.status} at version {booking.version}, and nobody was told")
