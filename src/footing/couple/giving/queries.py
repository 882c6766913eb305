"""What two let each other see. The giver reads their own, the other only what is open to them now.

How many questions the database is asked depends on what can be seen, and on nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from footing.couple import queries
from footing.couple.models import Given
from footing.couple.queries import Seen
from footing.couple.steps import kinds
from footing.sharing import things
from footing.sharing.between import Kind
from footing.vault import access, keys

PURPOSE = "two"


@dataclass(frozen=True)
class Own:
    """Something that a person lets the other see. `waits`: only from `start` on."""

    id: UUID
    title: str
    label: str
    both: bool
    waits: bool
    start: datetime
    until: datetime


@dataclass(frozen=True)
class Received:
    """Something that can be opened now. No time: it would tell when the other was here."""

    id: UUID
    title: str


@dataclass(frozen=True)
class Opened:
    """What is seen: the thing, with the file that shows it. Of a kind that both give, both."""

    id: UUID
    title: str
    template: str
    content: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Offer:
    """A kind of thing, and what a person has of it: pairs of item id and label."""

    kind: Kind
    items: tuple[tuple[str, str], ...]


def given(link: Seen, now: datetime) -> list[Own]:
    """What a person lets the other see, or will from tomorrow on."""
    rows = Given.objects.filter(link_id=link.id, holder=link.person, ends_at__gt=now).order_by("kind", "id")
    found, labels = list(rows), dict[str, dict[str, str]]()
    for id in {row.kind for row in found}:
        one = kind_of(id)
        labels[id] = {item.id: item.label for item in one.items(link.person)} if one else {}
    return [
        Own(
            row.id,
            str(kind.title),
            labels[row.kind][row.item],
            kind.both,
            row.from_at > now,
            row.from_at,
            row.ends_at,
        )
        for row in found
        if (kind := kind_of(row.kind)) and row.item in labels[row.kind]
    ]


def offers(person: UUID) -> list[Offer]:
    """What a person could let somebody see, kind by kind."""
    keys.prefetch([person])
    return [Offer(k, tuple((i.id, i.label) for i in k.items(person))) for k in things.between_two()]


def received(link: Seen, now: datetime) -> list[Received]:
    """What a person can open now, in an order that says nothing of when it was given."""
    rows = _open(link, _standing(link, now), now)
    return [Received(row.id, str(found.title)) for row in rows if (found := kind_of(row.kind))]


def of_kind(link: Seen, kind: str, now: datetime) -> list[Received]:
    """The same, of one kind."""
    rows = [row for row in _open(link, _standing(link, now), now) if row.kind == kind]
    return [Received(row.id, str(found.title)) for row in rows if (found := kind_of(row.kind))]


def opened(*, person: UUID, id: UUID, given: UUID, now: datetime) -> Opened | None:
    """One thing, for the one to whom it is open now; None for everybody else and for all that is not.

    Each try leaves a line under the link's id. Neither of the two reads it: it would say that somebody was here.
    """
    link = queries.link(person, id)
    rows = _standing(link, now) if link else []
    row = next((r for r in _open(link, rows, now) if r.id == given), None) if link else None
    found = _content(link, row, rows) if link and row else None
    kind, action = (row.kind, "look") if row and found else ("given", "refused")
    access.record(actor=person, subjects=[id], kind=kind, action=action, purpose=PURPOSE)
    return found


def stands(*, person: UUID, id: UUID, given: UUID, now: datetime) -> bool:
    """Whether somebody who has it open may go on looking. Asked every few seconds, so not written down."""
    link = queries.link(person, id)
    return link is not None and given in {row.id for row in _open(link, _standing(link, now), now)}


def kind_of(id: str) -> Kind | None:
    """A kind by its id."""
    return next((kind for kind in things.between_two() if kind.id == id), None)


def _standing(link: Seen, now: datetime) -> list[Given]:
    """All that either lets the other see now, read at once."""
    rows: QuerySet[Given] = Given.objects.filter(link_id=link.id, from_at__lte=now, ends_at__gt=now)
    return list(rows.order_by("kind", "id"))


def _open(link: Seen, rows: Collection[Given], now: datetime) -> list[Given]:
    """Of these, what a person may open: the other's, and of a kind that both give only once they gave theirs too."""
    shut = kinds.shut(link, now)
    own = {row.kind for row in rows if row.holder == link.person}
    found = [row for row in rows if row.holder != link.person and row.kind not in shut]
    return [row for row in found if (kind := kind_of(row.kind)) and (not kind.both or row.kind in own)]


def _content(link: Seen, row: Given, rows: Collection[Given]) -> Opened | None:
    kind = kind_of(row.kind)
    if kind is None:
        return None
    keys.prefetch([link.person, link.other])
    theirs = kind.content(link.other, row.item)
    own = next((r for r in rows if r.kind == row.kind and r.holder == link.person), None)
    mine = kind.content(link.person, own.item) if kind.both and own else None
    if theirs is None or (kind.both and mine is None):
        return None
    return Opened(row.id, str(kind.title), kind.template, theirs, mine, theirs)
