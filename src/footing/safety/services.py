"""Keep and erase what the private questions came to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from footing.safety.models import Kept
from footing.safety.queries import PART, is_several, since


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
