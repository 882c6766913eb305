"""Keep the ticked causes for the person who ticked them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from footing.story.models import Kept
from footing.story.queries import PART


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep this room's part of a state in place of what was kept before."""
    if PART in state:
        row = Kept.objects.filter(holder=person).first() or Kept(holder=person)
        row.causes, row.at = state[PART], now
        row.save()
