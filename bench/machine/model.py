"""Holds, bookings, moves, answers, expiries and mails as values: no database, no clock, no chance.

Each method is one commit. It looks at the state that it finds, changes all of it or nothing, and says what came of it.
Times are minutes. An offer of a waiting list will be an occupation that expires, as a hold is: `keep(kind="offer")`.
"""

from dataclasses import dataclass, field, replace

LIFE, GRACE, LEASE, WAIT = 10, 3, 1, 72 * 60


@dataclass(frozen=True)
class Rules:
    """What booking rests on. Each can be broken, to see that what watches it goes red."""

    taken_is_refused: bool = True
    hold_is_looked_at: bool = True
    request_occupies: bool = True
    move_gives_back: bool = True
    end_gives_back: bool = True
    expired_is_free: bool = True
    key_is_remembered: bool = True
    one_decision: bool = True
    unanswered_is_let_go: bool = True
    mail_in_the_commit: bool = True
    newer_takes_back: bool = True
    replaced_is_not_tried_again: bool = True
    tried_may_have_left: bool = True
    lease_ends: bool = True


@dataclass(frozen=True)
class Span:
    """Blocks [first, first + length) of a therapist, the pause after it included."""

    therapist: str
    first: int
    length: int

    @property
    def blocks(self) -> list[tuple[str, int]]:
        return [(self.therapist, self.first + n) for n in range(self.length)]


@dataclass(frozen=True)
class Kept:
    """A hold, or whatever else expires by itself."""

    span: Span
    expires: int
    kind: str = "hold"


@dataclass(frozen=True)
class Booking:
    """`status`: confirmed, requested, cancelled, declined or lapsed. `decisions` counts answers to a request."""

    span: Span
    key: str
    status: str = "confirmed"
    version: int = 1
    answer_by: int = 0
    decisions: int = 0

    @property
    def live(self) -> bool:
        return self.status in {"confirmed", "requested"}


@dataclass(frozen=True)
class Mail:
    """One mail of a booking's version. `first`: nothing was said before it. `over`: sent, or not tried again."""

    not_before: int
    first: bool
    leased_until: int | None = None
    over: bool = False

    @property
    def tried(self) -> bool:
        return self.leased_until is not None


@dataclass
class World:
    """All that is committed."""

    rules: Rules = field(default_factory=Rules)
    claims: dict[tuple[str, int], str] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    mails: dict[tuple[str, int], Mail] = field(default_factory=dict)
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
        )

    def keep(self, id: str, span: Span, now: int, *, kind: str = "hold") -> str:
        """`kept` or `taken`."""
        if not self._free(span, now):
            return "taken"
        self._claim(id, span)
        self.kept[id] = Kept(span, now + LIFE, kind)
        return "kept"

    def release(self, id: str, now: int) -> str:
        """`released`, or `unknown` for what is over."""
        found = self.kept.get(id)
        if found is None or found.expires <= now:
            return "unknown"
        self._drop(id)
        del self.kept[id]
        return "released"

    def book(self, id: str, span: Span, now: int, *, key: str, hold: str = "", asks: bool = False) -> str:
        """`booked`, `taken`, or the id of the booking that the same key made before."""
        if self.rules.key_is_remembered and key in self.keys:
            return self.keys[key]
        mine = self.kept.get(hold)
        usable = mine is not None and mine.span == span and mine.expires > now
        if usable and (self._has(hold) or not self.rules.hold_is_looked_at):
            self._drop(hold)
            del self.kept[hold]
        elif not self._free(span, now):
            return "taken"
        self.bookings[id] = Booking(
            span, key, "requested" if asks else "confirmed", answer_by=now + WAIT if asks else 0
        )
        if self.rules.request_occupies or not asks:
            self._claim(id, span)
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
        if not self._free(span, now, own=id):
            return "taken"
        if self.rules.move_gives_back:
            self._drop(id)
        self._claim(id, span)
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
        for id in [id for id, one in self.kept.items() if one.expires <= now]:
            self._drop(id)
            del self.kept[id]
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

    def _open(self, mail: Mail, now: int) -> bool:
        if mail.over:
            return False
        return mail.leased_until is None or (self.rules.lease_ends and mail.leased_until < now)

    def _end(self, id: str, status: str, now: int) -> None:
        if self.rules.end_gives_back:
            self._drop(id)
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

    def _free(self, span: Span, now: int, own: str = "") -> bool:
        """Whether nobody else has these blocks; whole expired holds among them are cleared."""
        if not self.rules.taken_is_refused:
            return True
        owners = {self.claims[block] for block in span.blocks if block in self.claims} - {own}
        for owner in owners:
            if owner not in self.kept or self.kept[owner].expires > now or not self.rules.expired_is_free:
                return False
        for owner in owners:
            self._drop(owner)
        return True

    def _claim(self, owner: str, span: Span) -> None:
        for block in span.blocks:
            self.claims[block] = owner

    def _drop(self, owner: str) -> None:
        for block in [block for block, whose in self.claims.items() if whose == owner]:
            del self.claims[block]

    def _has(self, owner: str) -> bool:
        return owner in self.claims.values()
