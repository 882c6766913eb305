"""The one mail of the waiting list: neutral, and only to an address that was given and allowed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from footing.booking.waiting import lives
from footing.booking.waiting.models import Offer, Waiting
from footing.outbox import services as outbox
from footing.vault import codes, links

PAGE = "/book/waiting/"


def may_mail(waiting: Waiting) -> bool:
    """Whether somebody gave an address and allowed mail to it."""
    return bool(waiting.contact.get("may_mail") and waiting.contact.get("email"))


def offered(offer: Offer) -> None:
    """Say that a time is free and until when it is kept. At night it leaves in the morning of their zone."""
    waiting = offer.waiting
    if not may_mail(waiting):
        return
    zone = ZoneInfo(waiting.zone)
    outbox.enqueue(
        holder=waiting.holder,
        kind="booking.offered",
        key=_key(offer),
        to=waiting.contact["email"],
        subject=_("A time on {weekday}").format(weekday=date_format(offer.start.astimezone(zone), "l")),
        body=_text(offer, zone),
        not_before=lives.awake(offer.made_at, zone=zone, rule=lives.rule()),
    )


def withdraw(offer: Offer) -> None:
    """Take back a mail that waits: the time is no longer kept."""
    outbox.withdraw(key=_key(offer))


def _key(offer: Offer) -> str:
    return f"offer:{offer.id}"


def _text(offer: Offer, zone: ZoneInfo) -> str:
    kept = _("A time is free: {when}. It is kept for you until {until}.")
    sentence = kept.format(when=_when(offer.start, zone), until=_when(offer.expires_at, zone))
    last = _("Please do not answer this mail. Nobody reads the answers.")
    return "\n\n".join((sentence, *_way_in(offer.waiting), last))


def _when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return _("{day} at {clock} ({zone} time)").format(
        day=date_format(local, "l j F"), clock=date_format(local, "H:i"), zone=zone.key.replace("_", " ")
    )


def _way_in(waiting: Waiting) -> tuple[str, ...]:
    """The private link; not one that was made anew, since whoever had the old one may read this mail too."""
    if waiting.link_version > links.FIRST:
        return (_("To take it or not, use the new link that you kept."),)
    token = links.token(waiting)
    return (
        _("To take it or not, open this page and press the button:"),
        links.address(PAGE, waiting, token),
        _("Or go to {page} and type {code} and {token}.").format(
            page=f"{settings.FOOTING_URL}{PAGE}", code=codes.spoken(waiting.code), token=token
        ),
    )
