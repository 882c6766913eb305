"""Rows of booking. One table, `Claim`, refuses a second booking on every database.

A change of state is a row: Hold and Release, Booking, Move, Cancellation; Request and Decision.
"""

from footing.booking.models.asked import AsksFirst, ContactMark, Decision, HouseRules, Request
from footing.booking.models.booked import (
    BLOCK_MINUTES,
    BY,
    MODES,
    AppointmentType,
    Booking,
    Cancellation,
    Claim,
    Hold,
    IdempotencyKey,
    Joint,
    Move,
    Owner,
    Release,
)

__all__ = [
    "BLOCK_MINUTES", "BY", "MODES", "AppointmentType", "AsksFirst", "Booking", "Cancellation", "Claim", "ContactMark",
    "Decision", "Hold", "HouseRules", "IdempotencyKey", "Joint", "Move", "Owner", "Release", "Request",
]  # fmt: skip
