"""Reads of holds: whoever has the id may see one, while it lives."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from footing.booking.errors import UnknownError
from footing.booking.models import Hold


def live(hold: UUID, now: datetime, *, for_update: bool = False) -> Hold:
    """A hold that is neither released nor over. Raises UnknownError."""
    found = known(hold, for_update=for_update)
    if found.expires_at <= now or Hold.objects.filter(id=hold, release__isnull=False).exists():
        raise UnknownError(_("This time is no longer kept. Choose it again."))
    return found


def known(hold: UUID, *, for_update: bool = False) -> Hold:
    """Any hold, over or not. Raises UnknownError."""
    rows = Hold.objects.select_for_update() if for_update else Hold.objects.all()
    found = rows.filter(id=hold).first()
    if found is None:
        raise UnknownError(_("This time is no longer kept. Choose it again."))
    return found


def own(client: str, *, start: datetime, mode: str, now: datetime) -> Hold | None:
    """The live hold of an asking address on a start, if there is one."""
    return Hold.objects.filter(client=client, start=start, mode=mode, expires_at__gt=now).first()
