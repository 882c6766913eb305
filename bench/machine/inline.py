"""The order of a real waiting list: each run of a worker offers what was open to whoever stood first and would like it.

Only what was surely so for a whole run counts: who waited without an offer, and which times were nobody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.machine.check import DONE, Op
from bench.machine.offers import Offered, Waited
from bench.machine.values import Span
from bench.machine.watch import BrokenError

# Starts that a worker tries for one person in one run, and the blocks of a day: both as the site has them.
TRIES, DAY = 5, 288
EVER = float("inf")


@dataclass(frozen=True)
class Window:
    """One run of a worker: by its clock, and until when it wrote at the latest. `whole`: it came to its end."""

    now: float
    until: float
    whole: bool


@dataclass(frozen=True)
class _Busy:
    """Somebody may have had a time from `began` until `ended`: a booking, or an offer of this id."""

    span: Span
    began: float
    ended: float
    offer: str = ""


class Line:
    """Who waited, what was offered, and who had which time when."""

    def __init__(self, waiters: Iterable[Waited], offers: Sequence[Offered], ops: Iterable[Op]) -> None:
        self._waiters = {one.code: one for one in waiters}
        self._own: defaultdict[str, list[Offered]] = defaultdict(list)
        for offer in offers:
            self._own[offer.waiter].append(offer)
        self._offers = offers
        self._busy: defaultdict[tuple[str, int], list[_Busy]] = defaultdict(list)
        # What nobody had so far may lie further ahead than anybody can book.
        self._since: dict[Span, float] = {}
        for busy in _occupied(ops, offers):
            self._since[busy.span] = min(busy.began, self._since.get(busy.span, EVER))
            for block in busy.span.blocks:
                self._busy[block].append(busy)
        self._would = {
            one.code: sorted((s for s in self._since if _likes(one, s)), key=lambda s: s.first)
            for one in self._waiters.values()
        }

    def check(self, windows: Iterable[Window]) -> int:
        """How many offers went to whoever stood first, before others who would have liked the same time. Raises BrokenError."""
        beside = 0
        for window in windows:
            new = [offer for offer in self._offers if offer.made == window.now]
            served = {offer.waiter for offer in new}
            idle = [code for code in self._waiters if code not in served and self._idle(code, window)]
            beside += sum(any(self._behind(offer, code, window) for code in idle) for offer in new)
            for code in idle:
                for offer in new:
                    self._not_before(offer, code, window)
                if window.whole:
                    self._nothing_open(code, window)
        return beside

    def _behind(self, offer: Offered, code: str, window: Window) -> bool:
        """Whether somebody stood behind who would have liked this time too."""
        likes = offer.span in self._would[code] and offer.span.first not in self._asked(code, window)
        return likes and self._place(code, window) > self._place(offer.waiter, window)

    def _not_before(self, offer: Offered, code: str, window: Window) -> None:
        if self._place(code, window) >= self._place(offer.waiter, window):
            return
        if self._could(code, offer.span, window, offer.id):
            raise BrokenError(f"{offer.id} is offered to {offer.waiter}, and {code} stood before them")

    def _nothing_open(self, code: str, window: Window) -> None:
        for span in self._would[code]:
            if self._could(code, span, window):
                raise BrokenError(f"{code} waits at {window.now}, and {span} is open")

    def _could(self, code: str, span: Span, window: Window, offer: str = "") -> bool:
        """Whether a time was surely to be offered to somebody: new to them, nobody's any more, and among the first tries."""
        if self._since[span] > window.now:
            return False
        if span not in self._would[code] or span.first in self._asked(code, window):
            return False
        if not self._free(span, window, offer) or self._limited(span, window, offer):
            return False
        earlier = [s for s in self._would[code] if s.first < span.first and self._doubtful(s, window)]
        return len(earlier) < TRIES

    def _idle(self, code: str, window: Window) -> bool:
        """Whether somebody surely waited without an offer, all the time."""
        one = self._waiters[code]
        if one.joined >= window.now or (one.ended and one.ended_at <= window.until):
            return False
        return not any(o.made <= window.until and o.ended_by >= window.now for o in self._own[code])

    def _place(self, code: str, window: Window) -> float:
        """Since when somebody waits, or since their last silence."""
        silent = [o.ended for o in self._own[code] if o.outcome == "expired" and o.made < window.now]
        return max([self._waiters[code].since, *silent])

    def _asked(self, code: str, window: Window) -> set[int]:
        return {offer.span.first for offer in self._own[code] if offer.made < window.now}

    def _near(self, span: Span, window: Window) -> list[_Busy]:
        """Who may have had any part of a time during a run."""
        found = {busy for block in span.blocks for busy in self._busy[block]}
        return [busy for busy in found if busy.began <= window.until and busy.ended >= window.now]

    def _free(self, span: Span, window: Window, offer: str) -> bool:
        return all(offer and busy.offer == offer for busy in self._near(span, window))

    def _limited(self, span: Span, window: Window, offer: str = "") -> bool:
        """Whether another offer of about that day may have stood: of a day only so much is kept."""
        return any(
            o.id != offer
            and o.span.therapist == span.therapist
            and abs(o.span.first - span.first) <= DAY
            and o.made <= window.until
            and o.ended_by >= window.now
            for o in self._offers
        )

    def _doubtful(self, span: Span, window: Window) -> bool:
        """Whether a worker may have seen a time as open and been refused it."""
        near = self._near(span, window)
        begun = any(busy.began >= window.now for busy in near)
        return begun or (not near and self._limited(span, window))


def _likes(one: Waited, span: Span) -> bool:
    return one.therapist in {"", span.therapist} and span.first not in one.passed


def _occupied(ops: Iterable[Op], offers: Iterable[Offered]) -> list[_Busy]:
    """From when to when somebody may have had a time, by what was answered."""
    found, since = [], dict[str, tuple[Span, float]]()
    for op in sorted(ops, key=lambda op: op.began):
        if op.status not in DONE or op.what not in {"book", "move", "cancel", "take"}:
            continue
        if op.id in since:
            span, began = since.pop(op.id)
            found.append(_Busy(span, began, op.ended))
        if op.what != "cancel":
            since[op.id] = (op.span, op.began)
    found += [_Busy(span, began, EVER) for span, began in since.values()]
    return found + [_Busy(one.span, one.made, one.ended_by, one.id) for one in offers]
