"""Mails of reminders, and the one that may follow a time to which nobody came: neutral, only where allowed."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from footing.booking.models import Booking
from footing.booking.queries import contacts
from footing.booking.reminders.models import Reminder
from footing.outbox import services as outbox
from footing.vault import codes, links

PAGE = "/book/manage/"
KIND = "booking.reminder"


def may_mail(booking: Booking) -> bool:
    """Whether the guest gave an address and allows mail to it."""
    return bool(booking.contact.get("may_mail") and booking.contact.get("email"))


def key(reminder: Reminder) -> str:
    """Names the mail: one for each start and each time before."""
    at = int(reminder.done_for.timestamp()) if reminder.done_for else 0
    return f"reminder:{reminder.booking_id}:{reminder.ahead}:{at}"


def remind(reminder: Reminder) -> None:
    """Say when it is, and where to confirm it or give it up."""
    booking = reminder.booking
    sentence = _("You have a time: {when}.").format(when=_when(booking))
    _enqueue(booking, KIND, key(reminder), (sentence, *_way_in(booking)))


def missed(booking: Booking) -> None:
    """Once, where staff chose to: no reproach, and a way to another time."""
    sentence = _("We did not meet on {when}. That happens.").format(when=_when(booking))
    another = _("If you would like another time, you can choose one here: {page}").format(
        page=f"{settings.FOOTING_URL}/book/"
    )
    quiet = _("If not, that is all right. We do not write about it again.")
    _enqueue(booking, "booking.missed", f"missed:{booking.id}", (sentence, another, quiet))


def withdraw(booking: Booking) -> None:
    """Inside the transaction of a move or an end: take back what waits. What has left has left."""
    for reminder in Reminder.objects.filter(booking=booking, done_for__isnull=False):
        outbox.withdraw(key=key(reminder))


def _enqueue(booking: Booking, kind: str, key: str, parts: tuple[str, ...]) -> None:
    if not may_mail(booking):
        return
    weekday = date_format(booking.start.astimezone(ZoneInfo(booking.zone)), "l")
    last = _("Please do not answer this mail. Nobody reads the answers.")
    outbox.enqueue(
        holder=booking.holder,
        kind=kind,
        key=key,
        to=booking.contact["email"],
        subject=_("Your time on {weekday}").format(weekday=weekday),
        body="\n\n".join((*parts, last)),
        keep_back=contacts.may_be_anothers(booking, booking.contact["email"]),
    )


def _when(booking: Booking) -> str:
    local = booking.start.astimezone(ZoneInfo(booking.zone))
    return _("{day} at {clock} ({zone} time)").format(
        day=date_format(local, "l j F"), clock=date_format(local, "H:i"), zone=booking.zone.replace("_", " ")
    )


def _way_in(booking: Booking) -> tuple[str, ...]:
    """The private link; not one that was made anew, since whoever had the old one may read this mail too."""
    if booking.link_version > links.FIRST:
        return (_("To say that you will come, or to give it up, use the new link that you kept."),)
    token = links.token(booking)
    return (
        _("To say that you will come, or to give it up, open this page and press the button:"),
        links.address(PAGE, booking, token),
        _("Or go to {page} and type {code} and {token}.").format(
            page=f"{settings.FOOTING_URL}{PAGE}", code=codes.spoken(booking.code), token=token
        ),
    )
