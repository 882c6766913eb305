"""What mails about times have in common: a moment in words, the way in, the last line."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from footing.vault import codes, links


def weekday(moment: datetime, zone: str) -> str:
    """The day of the week by the clock in `zone`: all that a subject says."""
    return date_format(moment.astimezone(ZoneInfo(zone)), "l")


def when(moment: datetime, zone: str) -> str:
    """A moment in words, by the clock in `zone`, which is named."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("{day} at {clock} ({zone} time)").format(
        day=date_format(local, "l j F"), clock=date_format(local, "H:i"), zone=zone.replace("_", " ")
    )


def way_in(row: Any, page: str, *, open_it: str, anew: str) -> tuple[str, ...]:
    """The private link; not one that was made anew, since whoever had the old one may read this mail too."""
    if row.link_version > links.FIRST:
        return (anew,)
    token = links.token(row)
    return (
        open_it,
        links.address(page, row, token),
        _("Or go to {page} and type {code} and {token}.").format(
            page=f"{settings.FOOTING_URL}{page}", code=codes.spoken(row.code), token=token
        ),
    )


def last() -> str:
    """The last line of each."""
    return _("Please do not answer this mail. Nobody reads the answers.")
