"""To whom something can be said now, hints for a text, and the cards that somebody kept."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from footing.check import queries as check
from footing.design import content
from footing.safety import queries as safety
from footing.talk.hints import Rules, hints, read_rules
from footing.talk.models import Card
from footing.talk.say.parts import Parts, parts_of, words

ME = 0
PAGE = 10


@dataclass(frozen=True)
class Told:
    """A hint in words: what it is about, what was written, why, and another way."""

    id: str
    title: str
    wrote: str
    why: str
    idea: str


@dataclass(frozen=True)
class Shown:
    """A card that was kept: the number of whom it is for, its parts, its text, the day."""

    id: UUID
    about: int
    parts: Parts
    text: str
    made: str
    at: datetime

    @property
    def whom(self) -> str:
        """For whom it is, in the words of the check."""
        return check.label(self.about)

    @property
    def day(self) -> date:
        """The day on which it was kept."""
        return self.at.date()


def context(about: int) -> str:
    """Which examples fit: partner, friends or work."""
    found = check.about(about)
    return found.context if found else ""


def opens(person: UUID, about: int, *, now: datetime) -> bool:
    """Whether something may be addressed to this person or place now."""
    return about not in {ME, check.NO_ONE_NOW} and safety.opens(person, about, _rule(), now=now)


def told(text: str) -> tuple[Told, ...]:
    """Where somebody may want to look once more."""
    said = {one["id"]: one for one in content.table("talk/rules.toml")["rule"]}
    found = hints(text, _rules((get_language() or content.SOURCE).split("-")[0]))
    return tuple(
        Told(one.id, said[one.id]["title"], one.words, said[one.id]["why"], said[one.id]["idea"])
        for one in found
    )


def cards(person: UUID) -> list[Shown]:
    """What a person kept, the newest first."""
    found = [_shown(row) for row in Card.objects.filter(holder=person)]
    return sorted(found, key=lambda card: (card.at, card.id), reverse=True)


def card(person: UUID, id: UUID) -> Shown | None:
    """One card of this person; None for another's and for none alike."""
    row = Card.objects.filter(holder=person, id=id).first()
    return _shown(row) if row else None


def _shown(row: Card) -> Shown:
    own: dict[str, Any] = row.content
    return Shown(
        row.id, own["about"], parts_of(own), own["text"], own["made"], datetime.fromisoformat(own["at"])
    )


@lru_cache(maxsize=1)
def _rule() -> safety.Opening:
    return safety.opening(words()["open"])


@lru_cache(maxsize=8)
def _rules(language: str) -> Rules:
    return read_rules(content.table("talk/rules.toml", language))
