"""What reminders keep of a guest. That somebody did not come is said to them as it is: the talk did not take place."""

from django.utils.translation import gettext_lazy as _

from footing.booking.reminders.models import Coming, NoShow, Reminder
from footing.vault.registry import Policy, declare

UNTIL = _("As long as the booked time that it belongs to.")
JOB = "booking.forget"

declare(
    Reminder,
    Policy(
        _("That you want to be reminded"), UNTIL, JOB, left_out=frozenset({"id", "holder", "booking"}),
        words={
            "ahead": _("when"), "ahead=day": _("the day before"), "ahead=hours": _("two hours before"),
            "hours": _("at which hours"), "since": _("chosen"), "done_for": _("done for the time of"),
            "sent": _("a mail was written"),
        },
    ),
)  # fmt: skip
declare(
    Coming,
    Policy(
        _("That you said you will come"), UNTIL, JOB, left_out=frozenset({"booking"}),
        words={"start": _("to which time"), "at": _("said")},
    ),
)  # fmt: skip
declare(
    NoShow,
    Policy(
        _("That a talk did not take place"), UNTIL, JOB, left_out=frozenset({"booking", "by"}),
        words={"at": _("written down")},
    ),
)  # fmt: skip
