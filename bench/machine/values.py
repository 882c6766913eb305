"""What the machine is made of: rules, spans of time, and rows of each kind."""

from dataclasses import dataclass


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
    offered_time_is_free: bool = True
    one_offer_each: bool = True
    line_has_an_order: bool = True
    late_take_is_refused: bool = True
    refused_offer_is_free: bool = True
    lapsed_offer_is_free: bool = True
    silence_goes_last: bool = True
    silence_ends: bool = True
    offer_mail_in_the_commit: bool = True
    ended_offer_is_not_told: bool = True


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
    """A hold, or a time that is kept for an offer of the same id (`kind` offer)."""

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
    """One mail, of a booking's version or of an offer. `first`: nothing was said before it. `over`: sent, or not tried again."""

    not_before: int
    first: bool
    leased_until: int | None = None
    over: bool = False

    @property
    def tried(self) -> bool:
        return self.leased_until is not None


@dataclass(frozen=True)
class Waiter:
    """Somebody in the line: with whom and how long they would like to talk. `ended`: booked, stopped, over or quiet."""

    team: tuple[str, ...]
    length: int
    place: int
    until: int
    ended: str = ""


@dataclass(frozen=True)
class Offer:
    """A time that is kept for a waiter until `expires`. `outcome`: accepted, declined or expired, at `ended`."""

    waiter: str
    span: Span
    made: int
    expires: int
    outcome: str = ""
    ended: int = 0
