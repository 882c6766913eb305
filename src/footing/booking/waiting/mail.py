"""The one mail of the waiting list: neutral, and only to an address that was given and allowed."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from footing.booking import phrases
from footing.booking.waiting import lives
from footing.booking.waiting.models import Offer
from footing.outbox import services as outbox
from footing.practice.mail import may_mail, speaking_to

PAGE = "waiting"


def offered(offer: Offer) -> None:
    """Say that a time is free and until when it is kept. At night it leaves in the morning of their zone."""
    waiting = offer.waiting
    if not may_mail(waiting):
        return
    zone = ZoneInfo(waiting.zone)
    with speaking_to(waiting):
        outbox.enqueue(
            holder=waiting.holder,
            kind="booking.offered",
            key=_key(offer),
            to=waiting.contact["email"],
            subject=_("A time on {weekday}").format(weekday=phrases.weekday(offer.start, waiting.zone)),
            body=_text(offer),
            not_before=lives.awake(offer.made_at, zone=zone, rule=lives.rule()),
        )


def withdraw(offer: Offer) -> None:
    """Take back a mail that waits: the time is no longer kept."""
    outbox.withdraw(key=_key(offer))


def _key(offer: Offer) -> str:
    return f"offer:{offer.id}"


def _text(offer: Offer) -> str:
    waiting = offer.waiting
    start, until = (phrases.when(at, waiting.zone) for at in (offer.start, offer.expires_at))
    sentence = _("A time is free: {when}. It is kept for you until {until}.").format(when=start, until=until)
    way_in = phrases.way_in(
        waiting,
        PAGE,
        open_it=_("To take it or not, open this page and press the button:"),
        anew=_("To take it or not, use the new link that you kept."),
    )
    return "\n\n".join((sentence, *way_in, phrases.last()))
