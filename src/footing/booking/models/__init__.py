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

# The rows of reminders and of the waiting list stand in folders of their own and belong to this capability.
from footing.booking.reminders.models import Coming, NoShow, Reminder  # noqa: F401
from footing.booking.waiting.models import Ending, Offer, Waiting  # noqa: F401
