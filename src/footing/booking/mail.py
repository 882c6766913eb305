"""Mails about a time: neutral, and only to an address that the guest gave and allowed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from footing.booking import calendar
from footing.booking.models import Booking
from footing.outbox import services as outbox
from footing.vault import codes, links


def booked(booking: Booking) -> None:
    """Say when it is and how to change it."""
    _enqueue(booking, "booked", booking.start, _text(booking, _("This time is kept for you: {when}.")))


def moved(booking: Booking) -> None:
    """Say the new time."""
    _enqueue(
        booking, "moved", booking.start, _text(booking, _("Your time has changed. The new one is {when}."))
    )


def cancelled(booking: Booking) -> None:
    """Say that the time was given up."""
    _enqueue(booking, "cancelled", booking.start, _text(booking, _("Your time on {when} is given up.")))


def withdraw(booking: Booking) -> None:
    """Take back what waits in the outbox. What has left has left."""
    for version in range(1, booking.version + 1):
        outbox.withdraw(key=_key(booking, version))


def _enqueue(booking: Booking, kind: str, start: datetime, body: str) -> None:
    contact = booking.contact
    for version in range(1, booking.version):
        outbox.withdraw(key=_key(booking, version))
    if not contact.get("may_mail") or not contact.get("email"):
        return
    weekday = date_format(start.astimezone(ZoneInfo(booking.zone)), "l")
    outbox.enqueue(
        holder=booking.holder,
        kind=f"booking.{kind}",
        key=_key(booking, booking.version),
        to=contact["email"],
        subject=_("Your time on {weekday}").format(weekday=weekday),
        body=body,
        calendar=calendar.for_mail(booking, cancelled=kind == "cancelled"),
    )


def _key(booking: Booking, version: int) -> str:
    return f"booking:{booking.id}:{version}"


def _text(booking: Booking, sentence: str) -> str:
    local = booking.start.astimezone(ZoneInfo(booking.zone))
    when = _("{day} at {clock} ({zone} time)").format(
        day=date_format(local, "l j F"), clock=date_format(local, "H:i"), zone=booking.zone.replace("_", " ")
    )
    last = _("Please do not answer this mail. Nobody reads the answers.")
    return "\n\n".join((sentence.format(when=when), *_way_in(booking), last))


def _way_in(booking: Booking) -> tuple[str, ...]:
    """The private link; not one that was made anew, since whoever had the old one may read this mail too."""
    if booking.link_version > 1:
        return (_("To see or change it, use the new link that you kept."),)
    token = links.token(booking)
    return (
        _("To see or change it, open this page and press the button:"),
        links.address("/book/manage/", booking, token),
        _("Or go to {page} and type {code} and {token}.").format(
            page=f"{settings.FOOTING_URL}/book/manage/", code=codes.spoken(booking.code), token=token
        ),
    )
