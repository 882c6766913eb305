"""The waiting list of a real run: what was offered, to whom, in which order, what came of it, and what was told of it.

Moments are seconds since 1970. What was committed in a run or by a press was so at some moment in it: `by` is the last.
A history is refused only where no moment that fits would do. That times are nobody else's, the orders of `check` show.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.machine.line import QUIET
from bench.machine.values import Span
from bench.machine.watch import BrokenError


@dataclass(frozen=True)
class Press:
    """One press of somebody who waits: take, pass or stop; `done`, or refused. `booking`: the code that a take gave.

    It is about the time that its page showed, so it `began` when that page was asked for.
    """

    what: str
    waiter: str
    began: float
    ended: float
    done: bool
    booking: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Offered:
    """An offer as the database has it, in the order of `id`. `outcome`: accepted, declined or expired, from `ended` on.

    `booking`: what its taking gave. `mail`: the id of its row in the outbox, `state` what became of that: sent,
    withdrawn or replaced by its end, or open.
    """

    id: str
    waiter: str
    span: Span
    made: float
    made_by: float
    expires: float
    ended: float
    ended_by: float
    outcome: str
    booking: str = ""
    mail: str = ""
    state: str = "sent"


@dataclass(frozen=True)
class Waited:
    """Somebody in the line: with whom (nobody in particular: empty), and which starts they had seen as open.

    `since` orders the line, `joined` is when they were told. `bookings`: all that are theirs, in the end.
    """

    code: str
    therapist: str
    since: float
    joined: float
    passed: frozenset[int]
    ended: str
    ended_at: float
    bookings: tuple[str, ...] = ()


def people(waiters: Iterable[Waited], offers: Sequence[Offered], presses: Sequence[Press]) -> None:
    """One offer at a time, each ended as its person said or let it be, one booking for a taken one. Raises BrokenError."""
    for one in waiters:
        own = [offer for offer in offers if offer.waiter == one.code]
        for earlier, later in pairwise(own):
            if later.made_by < earlier.ended:
                raise BrokenError(f"two offers to one person: {earlier.id}, {later.id}")
        for offer in own:
            _ended(offer)
            _heard(offer, [press for press in presses if press.waiter == one.code])
        _booked(one, [offer for offer in own if offer.outcome == "accepted"])
        _silent(one, own)


def mails(offers: Iterable[Offered], left: Mapping[str, Sequence[str]]) -> Counter[int]:
    """How often mails of an offer left, and for how many. `left`: the ids of those that left, by offer. Raises BrokenError.

    At least once and at most twice, under one id; none only where the offer ended first, and its mail was taken back.
    """
    times: Counter[int] = Counter()
    for offer in offers:
        ids = left.get(offer.id, ())
        if len(ids) > 2:
            raise BrokenError(f"the mail of {offer.id} left {len(ids)} times")
        if len(set(ids)) > 1 or (ids and offer.mail not in {"", ids[0]}):
            raise BrokenError(f"mails of {offer.id} under several ids: {offer.mail}, {ids}")
        # An offer also stands on its person's page, which the link of an earlier mail opens: it can be taken there at once.
        taken_back = offer.state in {"withdrawn", "replaced"} and offer.outcome
        if not ids and not taken_back:
            raise BrokenError(
                f"{offer.id} was kept for {offer.waiter}, and nobody told them: {offer.outcome}, {offer.state}"
            )
        times[len(ids)] += 1
    return times


def _ended(offer: Offered) -> None:
    if offer.outcome not in {"accepted", "declined", "expired"}:
        raise BrokenError(f"{offer.id} came to {offer.outcome or 'no end'}")
    if offer.outcome == "accepted" and offer.ended >= offer.expires:
        raise BrokenError(f"{offer.id} was taken after its end")
    if offer.outcome == "expired" and offer.ended < offer.expires:
        raise BrokenError(f"{offer.id} was let go before its end")


def _heard(offer: Offered, presses: Iterable[Press]) -> None:
    """Where a time was surely kept while somebody pressed, it is not kept after that."""
    for press in presses:
        if offer.made_by < press.began and press.ended < min(offer.ended, offer.expires):
            raise BrokenError(f"{offer.id} was kept, and {press.what} of {press.waiter} changed nothing")


def _booked(one: Waited, taken: Sequence[Offered]) -> None:
    if len(taken) > 1:
        raise BrokenError(f"{one.code} has taken {', '.join(offer.id for offer in taken)}")
    if one.bookings != tuple(offer.booking for offer in taken):
        raise BrokenError(f"{one.code} has taken {[o.booking for o in taken]} and has {one.bookings}")
    if (one.ended == "booked") != bool(taken):
        raise BrokenError(f"{one.code} has taken {len(taken)} and is {one.ended or 'waiting'}")


def _silent(one: Waited, own: Sequence[Offered]) -> None:
    """Off the line after some silences in a row, and not before."""
    silent = [offer.outcome == "expired" for offer in own]
    runs = [n for n in range(QUIET, len(silent) + 1) if all(silent[n - QUIET : n])]
    if runs != ([len(silent)] if one.ended == "quiet" else []):
        raise BrokenError(f"{one.code} let {QUIET} offers pass and is {one.ended or 'waiting'}: {silent}")
