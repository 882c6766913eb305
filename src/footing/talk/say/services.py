"""Keep a card, change it, delete it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from footing.talk.models import Card
from footing.talk.say import queries
from footing.talk.say.parts import Parts, compose, words


class ClosedError(Exception):
    """Nothing can be addressed to this person or place now."""


class FullError(Exception):
    """There are as many as can be kept."""


class NotThereError(Exception):
    """No such card of this person."""


def keep(
    *, person: UUID, about: int, parts: Parts, text: str, now: datetime, card: UUID | None = None
) -> UUID:
    """Keep a card, or put it in place of one of the person's own; the same one sent twice is kept once.

    Raises ClosedError, FullError.
    """
    if not queries.opens(person, about, now=now):
        raise ClosedError
    content = {"about": about, **parts.as_dict(), "text": text, "made": compose(parts), "at": now.isoformat()}
    with transaction.atomic():
        row = Card.objects.select_for_update().filter(holder=person, id=card).first() if card else None
        if row is None:
            others = queries.cards(person)
            if others and (others[0].about, others[0].parts, others[0].text) == (about, parts, text):
                return others[0].id
            if len(others) >= words()["cards_most"]:
                raise FullError
            row = Card(holder=person)
        row.content = content
        row.save()
    return row.id


def delete(*, person: UUID, id: UUID) -> None:
    """Delete one card. Raises NotThereError."""
    if not Card.objects.filter(holder=person, id=id).delete()[0]:
        raise NotThereError
