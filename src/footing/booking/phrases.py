"""What mails about times have in common: a moment in words, the way in, the last line."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from footing.design import saying
from footing.vault import codes, links


def weekday(moment: datetime, zone: str) -> str:
    """The day of the week by the clock in `zone`: all that a subject says."""
    return saying.weekday(moment.astimezone(ZoneInfo(zone)))


def when(moment: datetime, zone: str) -> str:
    """A moment in words, by the clock in `zone`, which is named."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("{day} at {clock} ({zone} time)").format(
        day=saying.day(local), clock=saying.clock(local.hour, local.minute), zone=saying.place(zone)
    )


def page(name: str) -> str:
    """The whole address of a page, in the language that is spoken."""
    return f"{settings.FOOTING_URL}{reverse(name)}"


def way_in(row: Any, name: str, *, open_it: str, anew: str) -> tuple[str, ...]:
    """The private link to the page `name`; not one made anew: whoever had the old one may read this mail too."""
    if row.link_version > links.FIRST:
        return (anew,)
    token = links.token(row)
    return (
        open_it,
        links.address(reverse(name), row, token),
        _("Or go to {page} and type {code} and {token}.").format(
            page=page(name), code=codes.spoken(row.code), token=token
        ),
    )


def last() -> str:
    """The last line of each."""
    return _("Please do not answer this mail. Nobody reads the answers.")
