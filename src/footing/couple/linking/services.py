"""Make a code, type one, and say whether it is the person to whom it was given. Nothing is sent to anybody."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from footing.couple.linking import codes, queries
from footing.couple.models import Code, Link, Side, Typed
from footing.couple.services import NotYoursError

LASTS = timedelta(days=3)


class GoneError(Exception):
    """Who typed the code took it back meanwhile."""


class FullError(Exception):
    """This person has as many links and codes as one can have."""


def make(*, person: UUID, name: str, now: datetime) -> str:
    """Make a code that holds for three days; it is shown this once. Raises FullError."""
    with transaction.atomic():
        if queries.is_full(person, now):
            raise FullError
        code = codes.new()
        Code.objects.create(
            holder=person, code_hash=codes.hashed(code), name=name, made_at=now, ends_at=now + LASTS
        )
    return code


def drop(*, person: UUID, id: UUID) -> None:
    """Make a code void. Whoever typed it sees what they see of a code that never was. Raises NotYoursError."""
    if not Code.objects.filter(holder=person, id=id).delete()[0]:
        raise NotYoursError


def type_in(*, person: UUID, code: str, name: str, now: datetime) -> None:
    """Note that somebody typed a code. Whether there is one is not looked up, so that nothing can tell it.

    Raises FullError.
    """
    with transaction.atomic():
        hashed = codes.hashed(code)
        Typed.objects.filter(holder=person, code_hash=hashed).delete()
        if queries.is_full(person, now):
            raise FullError
        Typed.objects.create(holder=person, code_hash=hashed, name=name, at=now, ends_at=now + LASTS)


def untype(*, person: UUID, id: UUID) -> None:
    """Take a typed code back. Raises NotYoursError."""
    if not Typed.objects.filter(holder=person, id=id).delete()[0]:
        raise NotYoursError


def accept(*, person: UUID, id: UUID, typed: UUID, now: datetime) -> None:
    """Say: yes, that is who I gave it to. From then on the two are linked, and each sees the other's name.

    Raises NotYoursError, GoneError.
    """
    with transaction.atomic():
        code = Code.objects.select_for_update().filter(holder=person, id=id, ends_at__gt=now).first()
        if code is None:
            raise NotYoursError
        row = queries.first_typed(code, now, Typed.objects.select_for_update())
        if row is None or row.id != typed:
            raise GoneError
        one, other = sorted((code.holder, row.holder))
        link, is_new = Link.objects.get_or_create(one_id=one, other_id=other, defaults={"made_at": now})
        if is_new:
            for side in (code, row):
                Side.objects.create(link=link, holder=side.holder, name=side.name, made_at=now)
        row.link = link
        row.save(update_fields=["link"])
        code.delete()
