"""Mails of reminders, and the one that may follow a time to which nobody came: neutral, only where allowed."""

from django.utils.translation import gettext as _

from footing.booking import phrases
from footing.booking.models import Booking
from footing.booking.queries import contacts
from footing.booking.reminders.models import Reminder
from footing.outbox import services as outbox
from footing.practice.mail import may_mail, speaking_to

PAGE = "manage"
KIND = "booking.reminder"


def key(reminder: Reminder) -> str:
    """Names the mail: one for each start and each time before."""
    at = int(reminder.done_for.timestamp()) if reminder.done_for else 0
    return f"reminder:{reminder.booking_id}:{reminder.ahead}:{at}"


def remind(reminder: Reminder) -> None:
    """Say when it is, and where to confirm it or give it up."""
    booking = reminder.booking
    with speaking_to(booking):
        sentence = _("You have a time: {when}.").format(when=phrases.when(booking.start, booking.zone))
        _enqueue(booking, KIND, key(reminder), (sentence, *_way_in(booking)))


def missed(booking: Booking) -> None:
    """Once, where staff chose to: no reproach, and a way to another time."""
    with speaking_to(booking):
        _enqueue(booking, "booking.missed", f"missed:{booking.id}", _missed(booking))


def _missed(booking: Booking) -> tuple[str, ...]:
    sentence = _("We did not meet on {when}. That happens.").format(
        when=phrases.when(booking.start, booking.zone)
    )
    another = _("If you would like another time, you can choose one here: {page}").format(
        page=phrases.page("book")
    )
    quiet = _("If not, that is all right. We do not write about it again.")
    return sentence, another, quiet


def withdraw(booking: Booking) -> None:
    """Inside the transaction of a move or an end: take back what waits. What has left has left."""
    for reminder in Reminder.objects.filter(booking=booking, done_for__isnull=False):
        outbox.withdraw(key=key(reminder))


def _enqueue(booking: Booking, kind: str, key: str, parts: tuple[str, ...]) -> None:
    if not may_mail(booking):
        return
    weekday = phrases.weekday(booking.start, booking.zone)
    outbox.enqueue(
        holder=booking.holder,
        kind=kind,
        key=key,
        to=booking.contact["email"],
        subject=_("Your time on {weekday}").format(weekday=weekday),
        body="\n\n".join((*parts, phrases.last())),
        keep_back=contacts.may_be_anothers(booking, booking.contact["email"]),
    )


def _way_in(booking: Booking) -> tuple[str, ...]:
    return phrases.way_in(
        booking,
        PAGE,
        open_it=_("To say that you will come, or to give it up, open this page and press the button:"),
        anew=_("To say that you will come, or to give it up, use the new link that you kept."),
    )
