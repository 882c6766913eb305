"""Keep and erase what the private questions came to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from footing.safety.models import Kept
from footing.safety.queries import PART


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep the state of each context; a later one takes the place of an earlier one."""
    known = {row.state["about"]: row for row in Kept.objects.filter(holder=person)}
    for about, code in state.get(PART, {}).items():
        row = known.get(about) or Kept(holder=person)
        row.state, row.at = {"about": about, "state": code}, now
        row.save()


def erase(*, person: UUID) -> None:
    """Delete all of them, at once and for good."""
    Kept.objects.filter(holder=person).delete()
