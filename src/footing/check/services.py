"""Keep the answers of a check for the person who gave them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from footing.check.models import Kept
from footing.check.queries import PART, kept


def keep(*, person: UUID, state: dict[str, Any], now: datetime) -> None:
    """Keep each context of a state; what is kept already in the same words stays one row."""
    known = {entry["about"]: entry for entry in kept(person)}
    for entry in state.get(PART, []):
        if known.get(entry["about"]) != entry:
            Kept(holder=person, answers=entry, at=now).save(force_insert=True)
