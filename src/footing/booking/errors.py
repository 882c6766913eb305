"""What can stand in the way of a booking. Each error's text is a sentence for the person."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from footing.vault import links


class Slot(NamedTuple):
    """A start that can be booked. Times are aware, UTC."""

    start: datetime
    end: datetime
    therapist: UUID


class BookingError(Exception):
    """Base of all; `str(error)` says what to do next. `cause` is why, in a word that never changes, or empty."""

    cause = ""


class InvalidError(BookingError):
    """Never possible as asked: `field` names what to change."""

    def __init__(self, field: str, sentence: str, *, cause: str = "") -> None:
        super().__init__(sentence)
        self.field, self.cause = field, cause


class TakenError(BookingError):
    """Was open and is now taken, or held by somebody. `nearest`: up to three slots that can be booked."""

    def __init__(self, sentence: str, nearest: Sequence[Slot] = (), *, cause: str = "taken") -> None:
        super().__init__(sentence)
        self.nearest, self.cause = tuple(nearest), cause


class HoldLimitError(BookingError):
    """No more starts are kept for this address or of this day; booking itself is still possible."""


class KeyReusedError(BookingError):
    """The idempotency key came before with another body."""


class UnknownError(BookingError, links.UnknownError):
    """No such booking, hold or code, or a wrong token: one answer for all of them."""


class BusyError(BookingError):
    """The database was locked for too long; the same request may be sent again."""
