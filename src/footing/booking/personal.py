"""What a booking keeps of a guest."""

from django.utils.translation import gettext_lazy as _

from footing.booking import kinds
from footing.booking.fitwords import MODES
from footing.booking.models import (
    Booking,
    Cancellation,
    Claim,
    ContactMark,
    Decision,
    IdempotencyKey,
    Move,
    Owner,
    Request,
)
from footing.booking.reminders import personal as reminders
from footing.booking.waiting import personal as waiting
from footing.vault.registry import Policy, declare

UNTIL = _("Until some time after the talk, which the practice sets, or until you delete it.")
JOB = "booking.forget"
__all__ = ["reminders", "waiting"]

declare(
    Booking,
    Policy(
        _("A booked time"), UNTIL, JOB, left_out=frozenset({"id", "holder", "joint", "version", "link_version"}),
        views={"type": kinds.said},
        words={
            "code": _("your code"), "type": _("what"), "therapist": _("with"), "start": _("begins"), "end": _("ends"),
            "mode": _("how"), **{f"mode={mode}": words for mode, words in MODES.items()},
            "booked_at": _("booked"), "booked_by": _("booked by"), "booked_by=guest": _("you"),
            "booked_by=practice": _("the practice, for you"), "name": _("the name you gave"),
            "contact": _("how to reach you"), "contact.email": _("e-mail"), "contact.phone": _("phone"),
            "contact.say": _("who we say is calling"),
            "contact.hours": _("when it is safe"), "contact.may_mail": _("we may send mail"),
            "contact.may_leave_message": _("we may leave a message"),
            "contact.calendar": _("entries for your calendar"), "contact.language": _("language"),
            "message": _("your message"), "zone": _("your time zone"),
        },
    ),
)  # fmt: skip
declare(
    Move,
    Policy(
        _("A change of your time"), UNTIL, JOB, left_out=frozenset({"id", "booking"}),
        words={"from_start": _("from"), "to_start": _("to"), "by": _("by"), "at": _("when")},
    ),
)  # fmt: skip
declare(
    Cancellation,
    Policy(
        _("That you gave the time up"), UNTIL, JOB, left_out=frozenset({"booking"}),
        words={"by": _("by"), "at": _("when")},
    ),
)  # fmt: skip
declare(
    Request,
    Policy(
        _("That you asked for it first"), UNTIL, JOB, left_out=frozenset({"booking"}),
        words={"asked_at": _("asked"), "answer_by": _("an answer by")},
    ),
)  # fmt: skip
declare(
    Decision,
    Policy(
        _("How that was answered"), UNTIL, JOB, left_out=frozenset({"booking"}),
        words={
            "outcome": _("how"), "outcome=approved": _("yes"), "outcome=declined": _("no"),
            "outcome=lapsed": _("nobody answered in time"), "at": _("when"),
        },
    ),
)  # fmt: skip
declare(
    ContactMark,
    Policy(
        _("A mark by which a second time under the same address or number is known"),
        _("Until the time is over or given up."), "booking.expire",
        left_out=frozenset({"id", "booking", "chain"}), words={"mark": _("mark")}, brief=True,
    ),
)  # fmt: skip
declare(
    Claim,
    Policy(
        _("Five minutes that are taken for you"), UNTIL, "booking.expire",
        left_out=frozenset({"id", "span", "hold", "booking", "expires_at"}),
        brief=True,
        words={"therapist": _("with"), "block": _("which, counted in fives since 1970")},
    ),
)  # fmt: skip
declare(
    IdempotencyKey,
    Policy(
        _("A mark that keeps one request from booking twice"), _("For a day."), "booking.expire",
        left_out=frozenset({"booking"}), words={"created_at": _("made")}, brief=True,
    ),
)  # fmt: skip
declare(
    Owner,
    Policy(
        _("A booked time that you took into your account"), UNTIL, JOB, left_out=frozenset({"person"}),
        words={"booking": _("which"), "at": _("taken")},
    ),
)  # fmt: skip
