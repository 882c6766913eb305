"""Holds, bookings, moves, answers, expiries and mails as values: no database, no clock, no chance.

Each method is one commit. It looks at the state that it finds, changes all of it or nothing, and says what came of it.
Times are minutes. The waiting list (`line`) keeps a time that it offers as a hold keeps one: `Kept(kind="offer")`.
"""

from dataclasses import dataclass, field, replace

from bench.machine.values import Booking, Kept, Mail, Offer, Rules, Span, Waiter

LIFE, GRACE, LEASE, WAIT = 10, 3, 1, 72 * 60


@dataclass
class World:
    """All that is committed."""

    rules: Rules = field(default_factory=Rules)
    claims: dict[tuple[str, int], str] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    mails: dict[tuple[str, int], Mail] = field(default_factory=dict)
    waiters: dict[str, Waiter] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    # What was over at some moment and lost its time then, whatever the clock says later.
    cleared: set[str] = field(default_factory=set)
    # Only where a rule is broken: mails that would be written in a commit of their own.
    unwritten: list[tuple[str, int, Mail]] = field(default_factory=list)

    def copy(self) -> "World":
        """The same state, to go on from in another way."""
        return World(
            self.rules,
            dict(self.claims),
            dict(self.kept),
            dict(self.bookings),
            dict(self.keys),
            dict(self.mails),
            dict(self.waiters),
            dict(self.offers),
            set(self.cleared),
        )

    def keep(self, id: str, span: Span, now: int) -> str:
        """`kept` or `taken`."""
        if not self.free(span, now):
            return "taken"
        self.claim(id, span)
        self.kept[id] = Kept(span, now + LIFE)
        return "kept"

    def release(self, id: str, now: int) -> str:
        """`released`, or `unknown` for what is over."""
        found = self.kept.get(id)
        if found is None or found.expires <= now:
            return "unknown"
        self.drop(id)
        del self.kept[id]
        return "released"

    def book(self, id: str, span: Span, now: int, *, key: str, hold: str = "", asks: bool = False) -> str:
        """`booked`, `taken`, or the id of the booking that the same key made before."""
        if self.rules.key_is_remembered and key in self.keys:
            return self.keys[key]
        mine = self.kept.get(hold)
        usable = mine is not None and mine.span == span and mine.expires > now
        if usable and (self.has(hold) or not self.rules.hold_is_looked_at):
            self.drop(hold)
            del self.kept[hold]
        elif not self.free(span, now):
            return "taken"
        self.bookings[id] = Booking(
            span, key, "requested" if asks else "confirmed", answer_by=now + WAIT if asks else 0
        )
        if self.rules.request_occupies or not asks:
            self.claim(id, span)
        self.keys[key] = id
        self._mail(id, now, wait=GRACE)
        return "booked"

    def move(self, id: str, span: Span, now: int) -> str:
        """`moved`, `taken` or `over`."""
        found = self.bookings[id]
        if not found.live:
            return "over"
        if span == found.span:
            return "moved"
        if not self.free(span, now, own=id):
            return "taken"
        if self.rules.move_gives_back:
            self.drop(id)
        self.claim(id, span)
        self.bookings[id] = replace(found, span=span, version=found.version + 1)
        self._mail(id, now, wait=GRACE)
        return "moved"

    def cancel(self, id: str, now: int) -> str:
        """`cancelled`, a second time as well; what ended otherwise stays as it ended."""
        found = self.bookings[id]
        if found.live:
            self._end(id, "cancelled", now)
        return self.bookings[id].status

    def answer(self, id: str, now: int, *, yes: bool) -> str:
        """`confirmed` or `declined`, or `over` for what waits no more."""
        found = self.bookings[id]
        if found.status != "requested" and (self.rules.one_decision or not found.decisions):
            return "over"
        self.bookings[id] = found = replace(found, decisions=found.decisions + 1)
        if not yes:
            self._end(id, "declined", now)
            return "declined"
        self.bookings[id] = replace(found, status="confirmed", version=found.version + 1)
        self._mail(id, now)
        return "confirmed"

    def tick(self, now: int) -> None:
        """The worker's minute: expired holds, and requests that nobody answered."""
        for id in [id for id, one in self.kept.items() if one.expires <= now and self._ends(one)]:
            self.drop(id)
            del self.kept[id]
            self.cleared.add(id)
        if not self.rules.unanswered_is_let_go:
            return
        for id, one in list(self.bookings.items()):
            if one.status == "requested" and one.answer_by <= now:
                self.bookings[id] = replace(one, decisions=one.decisions + 1)
                self._end(id, "lapsed", now)

    def lease(self, now: int) -> tuple[str, int] | None:
        """The next mail that is due and that nobody is sending."""
        due = [key for key, mail in self.mails.items() if mail.not_before <= now and self._open(mail, now)]
        if not due:
            return None
        key = min(due, key=lambda key: (self.mails[key].not_before, key))
        self.mails[key] = replace(self.mails[key], leased_until=now + LEASE)
        return key

    def sent(self, key: tuple[str, int]) -> None:
        """Whoever sent it says so."""
        if key in self.mails:
            self.mails[key] = replace(self.mails[key], over=True)

    def is_open(self, span: Span, now: int) -> bool:
        """Whether a search shows these blocks as open."""
        return not any(self._stays(owner, now) for owner in self._owners(span))

    def withdraw(self, key: tuple[str, int], now: int) -> None:
        """Take back a mail that waits; one in the air is not tried again."""
        mail = self.mails.get(key)
        if mail is None or mail.over or not self.rules.ended_offer_is_not_told:
            return
        if self._open(mail, now):
            del self.mails[key]
        else:
            self.mails[key] = replace(mail, over=True)

    def _open(self, mail: Mail, now: int) -> bool:
        if mail.over:
            return False
        return mail.leased_until is None or (self.rules.lease_ends and mail.leased_until < now)

    def _end(self, id: str, status: str, now: int) -> None:
        if self.rules.end_gives_back:
            self.drop(id)
        found = self.bookings[id]
        self.bookings[id] = replace(found, status=status, version=found.version + 1)
        self._mail(id, now, quiet=status == "cancelled")

    def _mail(self, id: str, now: int, *, wait: int = 0, quiet: bool = False) -> None:
        """Take back what waits and write the newer one; with `quiet` none, where nothing was said so far."""
        version, untold = self.bookings[id].version, self.bookings[id].version == 1
        for key in [(id, n) for n in range(1, version) if (id, n) in self.mails]:
            mail = self.mails[key]
            if self._open(mail, now):
                if not self.rules.newer_takes_back:
                    continue
                # What was tried once may have left, though nobody says so.
                untold = untold or (mail.first and not (mail.tried and self.rules.tried_may_have_left))
                del self.mails[key]
            elif not mail.over and self.rules.replaced_is_not_tried_again:
                self.mails[key] = replace(mail, over=True)
        if quiet and untold:
            return
        made = Mail(now + wait, first=untold)
        if self.rules.mail_in_the_commit:
            self.mails[id, version] = made
        else:
            self.unwritten.append((id, version, made))

    def free(self, span: Span, now: int, own: str = "") -> bool:
        """Whether nobody else has these blocks; whole expired holds among them are cleared."""
        if not self.rules.taken_is_refused:
            return True
        owners = self._owners(span) - {own}
        if any(self._stays(owner, now) for owner in owners):
            return False
        for owner in owners:
            self.drop(owner)
        self.cleared |= owners
        return True

    def _owners(self, span: Span) -> set[str]:
        return {self.claims[block] for block in span.blocks if block in self.claims}

    def _stays(self, owner: str, now: int) -> bool:
        """Whether whoever has a time keeps it from others."""
        mine = self.kept.get(owner)
        return mine is None or mine.expires > now or not self.rules.expired_is_free or not self._ends(mine)

    def _ends(self, one: Kept) -> bool:
        return one.kind != "offer" or self.rules.lapsed_offer_is_free

    def claim(self, owner: str, span: Span) -> None:
        for block in span.blocks:
            self.claims[block] = owner

    def drop(self, owner: str) -> None:
        for block in [block for block, whose in self.claims.items() if whose == owner]:
            del self.claims[block]

    def has(self, owner: str) -> bool:
        return owner in self.claims.values()
