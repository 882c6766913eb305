"""Reads of grants: by their owner, or by the one reader whom a grant names. Nobody else finds any."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from footing.sharing import readers, things
from footing.sharing.models import Grant
from footing.vault import access, keys


@dataclass(frozen=True)
class Given:
    """A live grant as its owner sees it."""

    id: UUID
    kind: str
    title: str
    reader: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Received:
    """A live grant as its reader sees it in a list."""

    id: UUID
    name: str
    title: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Opened:
    """What a reader sees: whose, what, and the thing itself with the file that shows it."""

    id: UUID
    name: str
    title: str
    template: str
    content: Any
    until: datetime


def live(now: datetime) -> QuerySet[Any]:
    """Grants that stand at a moment; each has `until`, its end with renewals."""
    return _with_end().filter(until__gt=now, given_at__lte=now, withdrawal__isnull=True)


def given(*, person: UUID, now: datetime) -> list[Given]:
    """What a person lets others see, the latest first."""
    rows = live(now).filter(holder=person).order_by("-given_at", "kind")
    return [
        Given(r.id, r.kind, _title(r.kind), readers.name_of(r.reader_id), r.given_at, r.until) for r in rows
    ]


def received(*, reader: UUID, now: datetime, owners: Collection[UUID] | None = None) -> list[Received]:
    """What a reader may see, of all or of some owners; each name shown is a look, and logged."""
    rows = _readable(now, reader)
    found = list((rows if owners is None else rows.filter(holder__in=owners)).order_by("-given_at", "kind"))
    keys.prefetch(row.holder for row in found)
    for kind in {row.kind for row in found}:
        _log(reader, {row.holder for row in found if row.kind == kind}, kind, "look", "list")
    return [Received(r.id, r.name, _title(r.kind), r.given_at, r.until) for r in found]


def opened(*, reader: UUID, id: UUID, now: datetime) -> Opened | None:
    """One thing that a reader may see now, or None: withdrawn, over, somebody else's and unknown are the same.

    Either way one line is written; a refusal of what is there is in its owner's log.
    """
    row = _readable(now, reader).filter(id=id).first()
    thing = things.thing(row.kind) if row is not None else None
    if row is None or thing is None:
        there = Grant.objects.filter(id=id).values_list("holder", "kind").first()
        owner, kind = there or (id, "grant")
        _log(reader, [owner], kind, "refused", "shared")
        return None
    keys.prefetch([row.holder])
    content = thing.content(row.holder)
    _log(reader, [row.holder], row.kind, "refused" if content is None else "look", "shared")
    if content is None:
        return None
    return Opened(row.id, row.name, str(thing.title), thing.template, content, row.until)


def stands(*, reader: UUID, id: UUID, now: datetime) -> bool:
    """Whether a reader who has it open may go on looking. Asked every few seconds, so not logged."""
    return _readable(now, reader).filter(id=id).exists()


def last_name(person: UUID) -> str:
    """The name that a person gave the last time, or nothing."""
    row = Grant.objects.filter(holder=person).order_by("-given_at").first()
    return row.name if row else ""


def over_before(moment: datetime) -> QuerySet[Any]:
    """Grants that ended, or were taken back, before a moment."""
    return _with_end().filter(Q(until__lt=moment) | Q(withdrawal__at__lt=moment))


def _readable(now: datetime, reader: UUID) -> QuerySet[Any]:
    """What a reader may open. After their sign-in has ended nothing, though its owner still sees the grant."""
    return live(now).filter(reader_id=reader, reader__is_active=True)


def _with_end() -> QuerySet[Any]:
    return Grant.objects.annotate(until=Coalesce(Max("renewals__ends_at"), "ends_at"))


def _title(kind: str) -> str:
    found = things.thing(kind)
    return str(found.title) if found else kind


def _log(reader: UUID, subjects: Collection[UUID], kind: str, action: str, purpose: str) -> None:
    access.record(actor=reader, subjects=subjects, kind=kind, action=action, purpose=purpose)
