"""What waits between making a code and a link: each of the two reads only what is their own to know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from footing.couple.models import Code, Side, Typed
from footing.vault import keys

MOST = 5


@dataclass(frozen=True)
class Made:
    """A code as its maker sees it. `typed` and `typed_by`: who typed it first, by the name they chose; else empty."""

    id: UUID
    until: datetime
    typed: UUID | None
    typed_by: str


def made(person: UUID, now: datetime) -> list[Made]:
    """A person's codes that hold still, the oldest first."""
    rows = list(Code.objects.filter(holder=person, ends_at__gt=now).order_by("made_at", "id"))
    first = {row.id: first_typed(row, now) for row in rows}
    keys.prefetch({person, *(typed.holder for typed in first.values() if typed)})
    return [
        Made(r.id, r.ends_at, t.id if t else None, t.name if t else "") for r in rows for t in [first[r.id]]
    ]


def typed(person: UUID, now: datetime) -> list[Typed]:
    """What a person typed. Nothing says whether there was such a code, and what its maker did."""
    rows = Typed.objects.filter(holder=person, ends_at__gt=now, link__isnull=True)
    return list(rows.order_by("at", "id"))


def first_typed(code: Code, now: datetime, among: QuerySet[Typed] | None = None) -> Typed | None:
    """Who typed a code first while it held. A code has one use: who comes later is never seen."""
    rows = Typed.objects.all() if among is None else among
    found = rows.filter(code_hash=code.code_hash, at__gte=code.made_at, ends_at__gt=now, link__isnull=True)
    return found.exclude(holder=code.holder).order_by("at", "id").first()


def is_full(person: UUID, now: datetime) -> bool:
    """Whether a person has as many links, codes and typed codes as one can have. What others do has no part in it."""
    counted = (
        Side.objects.filter(holder=person).count(),
        Code.objects.filter(holder=person, ends_at__gt=now).count(),
        Typed.objects.filter(holder=person, ends_at__gt=now, link__isnull=True).count(),
    )
    return sum(counted) >= MOST
