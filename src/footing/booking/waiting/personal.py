"""What the waiting list keeps of somebody."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.booking import kinds
from footing.booking.fitwords import MODES
from footing.booking.waiting import wishes
from footing.booking.waiting.models import Ending, Offer, Waiting
from footing.calendars.forms import DAYS
from footing.vault.registry import Policy, declare

UNTIL = _("Until two weeks after you stop waiting, or until you delete it.")
JOB = "booking.waited"


def in_words(wish: dict[str, Any]) -> dict[str, Any]:
    """A wish with its days and parts of the day; of the open times that did not suit, how many."""
    known = wishes.parts()
    return {
        "days": [str(DAYS[day]) for day in wish["days"]],
        "parts": [known[id]["label"] if id in known else id for id in wish["parts"]],
        "passed": len(wish["passed"]),
    }


declare(
    Waiting,
    Policy(
        _("That you wait for a time"), UNTIL, JOB, left_out=frozenset({"id", "holder", "link_version", "repeat"}),
        views={"wish": in_words, "type": kinds.said},
        words={
            "code": _("your code"), "type": _("what"), "therapist": _("with"), "mode": _("how"),
            **{f"mode={mode}": words for mode, words in MODES.items()},
            "since": _("since"),
            "place": _("your place in the line counts from"), "until": _("until"), "name": _("the name you gave"),
            "contact": _("how to reach you"), "contact.email": _("e-mail"), "contact.phone": _("phone"),
            "contact.say": _("who we say is calling"), "contact.hours": _("when it is safe"),
            "contact.may_mail": _("we may send mail"), "contact.may_leave_message": _("we may leave a message"),
            "contact.language": _("language"),
            "wish": _("what suits you"), "wish.days": _("days"),
            "wish.parts": _("times of the day"), "wish.passed": _("open times that did not suit you"),
            "zone": _("your time zone"),
        },
    ),
)  # fmt: skip
declare(
    Offer,
    Policy(
        _("A time that was offered to you"), UNTIL, JOB, left_out=frozenset({"id", "waiting", "hold"}),
        words={
            "therapist": _("with"), "start": _("begins"), "end": _("ends"), "made_at": _("offered"),
            "expires_at": _("kept until"), "ended_at": _("ended"), "outcome": _("what became of it"),
            "outcome=accepted": _("you took it"), "outcome=declined": _("it went to the next"),
            "outcome=expired": _("it was not answered"), "outcome=gone": _("it was no longer possible"),
        },
    ),
)  # fmt: skip
declare(
    Ending,
    Policy(
        _("That you wait no longer"), UNTIL, JOB, left_out=frozenset({"waiting"}),
        words={
            "reason": _("why"), "reason=booked": _("a time is booked"), "reason=stopped": _("it was stopped"),
            "reason=over": _("the time was over"), "reason=quiet": _("offers were not answered"),
            "by": _("by"), "at": _("when"),
        },
    ),
)  # fmt: skip
