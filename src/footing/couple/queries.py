"""Reads of links, by one of the two whom a link joins. Ended, unknown and somebody else's are the same: None."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from footing.couple.models import Meeting, Side
from footing.design import content
from footing.vault import keys


@dataclass(frozen=True)
class Seen:
    """A link as one of the two sees it: their own side first."""

    id: UUID
    person: UUID
    other: UUID
    name: str
    other_name: str
    made_at: datetime


def words() -> dict[str, Any]:
    """The words of every page of two people."""
    return content.table("couple/texts.toml")


def link(person: UUID, id: UUID) -> Seen | None:
    """One link of a person; None for anybody else, and for what is over or never was."""
    sides = list(Side.objects.filter(link_id=id))
    if person not in {side.holder for side in sides}:
        return None
    keys.prefetch(side.holder for side in sides)
    return _seen(person, sides)


def links(person: UUID) -> list[Seen]:
    """All links of a person, in the order in which they were made."""
    own = Side.objects.filter(holder=person).values("link_id")
    sides = list(Side.objects.filter(link__in=own).order_by("made_at", "link_id"))
    keys.prefetch({person, *(side.holder for side in sides)})
    return [
        _seen(person, [s for s in sides if s.link_id == id]) for id in dict.fromkeys(s.link_id for s in sides)
    ]


def both_said(link: Seen, step: str, now: datetime) -> bool:
    """Whether both said yes to a step, and neither took it back since."""
    return Meeting.objects.filter(link_id=link.id, step=step, ends_at__gt=now).exists()


def _seen(person: UUID, sides: list[Side]) -> Seen:
    (own,), (other,) = ([s for s in sides if (s.holder == person) is mine] for mine in (True, False))
    return Seen(own.link_id, person, other.holder, own.name, other.name, own.made_at)
