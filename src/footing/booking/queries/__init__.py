"""Reads of booking."""

from footing.booking.queries.bookings import is_cancelled, opened, status, week
from footing.booking.queries.holds import live as hold
from footing.booking.queries.search import (
    days,
    nearest,
    next_day,
    next_open,
    slots,
    therapists_for,
    type_of,
    types,
)  # fmt: skip

__all__ = [
    "days", "hold", "is_cancelled", "nearest", "next_day", "next_open", "opened", "slots", "status",
    "therapists_for", "type_of", "types", "week",
]  # fmt: skip
