"""Which reminders somebody wants: checked and written down in one way, while booking and later."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from footing.booking.errors import InvalidError
from footing.booking.models import Booking
from footing.booking.reminders import mail, whens
from footing.booking.reminders.models import AHEAD, Reminder
from footing.outbox import services as outbox

BY_MAIL = gettext_lazy("Reminders come by mail. Write an address and allow mail to it, or choose none.")


@dataclass(frozen=True)
class Choice:
    """How long before (`day`, `hours`), and the id of the hours in which a mail may arrive; none unless chosen."""

    ahead: tuple[str, ...] = ()
    hours: str = ""


NONE = Choice()


def check(choice: Choice) -> Choice:
    """The choice with each reminder once, in order, and the usual hours where none were chosen. Raises InvalidError."""
    hours = choice.hours or whens.usual()
    if not set(choice.ahead) <= set(AHEAD) or hours not in dict(whens.windows()):
        raise InvalidError("ahead", _("Choose from what is offered."))
    return Choice(tuple(id for id in AHEAD if id in choice.ahead), hours)


def check_first(choice: Choice, *, by_mail: bool) -> Choice:
    """The same while booking, where an address can still be written. Raises InvalidError."""
    if choice.ahead and not by_mail:
        raise InvalidError("ahead", str(BY_MAIL))
    return check(choice)


def write(booking: Booking, choice: Choice, *, now: datetime) -> None:
    """Inside the transaction: these reminders and no others; a mail that waits is taken back."""
    known = {row.ahead: row for row in Reminder.objects.filter(booking=booking)}
    for id in set(known) - set(choice.ahead):
        outbox.withdraw(key=mail.key(known[id]))
        known[id].delete()
    for id in choice.ahead:
        row = known.get(id) or Reminder(booking=booking, holder=booking.holder, ahead=id, since=now)
        row.hours = choice.hours
        row.save()
