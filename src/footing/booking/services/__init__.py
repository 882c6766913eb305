"""Writes of booking: verbs, keyword-only, one transaction each."""

from footing.booking.guests import Guest
from footing.booking.reminders.choices import Choice
from footing.booking.services.book import Booked, book
from footing.booking.services.change import cancel, move, renew_link, stop_mail
from footing.booking.services.choose import Wish
from footing.booking.services.contacts import Pair
from footing.booking.services.expire import expire
from footing.booking.services.forget import forget
from footing.booking.services.hold import hold, release, renew
from footing.booking.services.own import own
from footing.booking.services.repeats import Repeat
from footing.booking.services.requests import answer_by, approve, decline, lapse, set_asks_first
from footing.booking.services.rules import set_rules
from footing.booking.services.types import seed_types

__all__ = [
    "Booked", "Choice", "Guest", "Pair", "Repeat", "Wish", "answer_by", "approve", "book", "cancel",
    "decline", "expire", "forget", "hold", "lapse", "move", "own", "release", "renew", "renew_link",
    "seed_types", "set_asks_first", "set_rules", "stop_mail",
]  # fmt: skip
