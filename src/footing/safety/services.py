"""Keep and erase what the private questions came to; write the practice's own help lines."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from footing.safety.models import Kept, OwnLine
from footing.safety.queries import PART, is_several, since

MOST_LINES = 8


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep the state of each context; a later one takes the place of an earlier one.

    Where a number can stand for more than one person, the earlier one stays for its time, and both hold.
    """
    known = list(Kept.objects.filter(holder=person))
    for about, code in state.get(PART, {}).items():
        before = [row for row in known if row.state["about"] == about]
        gone = [row for row in before if row.at < since(now)] if is_several(about) else before
        Kept.objects.filter(id__in=[row.id for row in gone]).delete()
        Kept(holder=person, state={"about": about, "state": code}, at=now).save()


def erase(*, person: UUID) -> None:
    """Delete all of them, at once and for good."""
    Kept.objects.filter(holder=person).delete()


class TooManyError(Exception):
    """More lines than a page near a free text can bear."""


def add_line(
    *, by: UUID, kind: str, name: str, number: str, hours: str, languages: str, checked_on: date
) -> OwnLine:  # fmt: skip
    """Add a line of the practice's own. Who may is asked by the desk. Raises TooManyError."""
    if OwnLine.objects.count() >= MOST_LINES:
        raise TooManyError
    return OwnLine.objects.create(
        kind=kind, name=name, number=number, hours=hours, languages=languages, checked_on=checked_on, by=by,
        at=timezone.now(),
    )  # fmt: skip


def check_line(*, by: UUID, id: int, day: date) -> None:
    """Note that somebody looked at it again, and found it right."""
    OwnLine.objects.filter(id=id).update(checked_on=day, by=by, at=timezone.now())


def remove_line(*, id: int) -> None:
    """Take a line off every page."""
    OwnLine.objects.filter(id=id).delete()
