"""Unlink two people; say yes to a joint step, or take it back. Each by one of the two alone."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from footing.couple.models import Link, Meeting, Side, Typed, Yes

YES_LASTS = timedelta(hours=24)


class NotYoursError(Exception):
    """There is no such link of this person."""


def unlink(*, person: UUID, id: UUID) -> None:
    """End a link, for both, with all that hangs on it. Nobody is told. Raises NotYoursError."""
    with transaction.atomic():
        own_link(person, id)
        Typed.objects.filter(holder=person, link_id=id).delete()
        Link.objects.filter(id=id).delete()


def say_yes(*, person: UUID, id: UUID, step: str, now: datetime) -> None:
    """Say yes to a step, in private. Where the other's yes stands, both are used up and the step opens.

    In an open step it changes nothing.

    Raises NotYoursError.
    """
    until = now + YES_LASTS
    with transaction.atomic():
        own_link(person, id)
        # While it is open there is nothing to say: what came of it would tell whether the other had said it again.
        if Meeting.objects.filter(link_id=id, step=step, ends_at__gt=now).exists():
            return
        Yes.objects.update_or_create(link_id=id, holder=person, step=step, defaults={"ends_at": until})
        standing = Yes.objects.filter(link_id=id, step=step, ends_at__gt=now)
        if standing.count() == 2:
            standing.delete()
            Meeting.objects.update_or_create(link_id=id, step=step, defaults={"ends_at": until})


def take_back(*, person: UUID, id: UUID, step: str) -> None:
    """Take a yes back; a step that is open closes for both. Raises NotYoursError."""
    with transaction.atomic():
        own_link(person, id)
        Yes.objects.filter(link_id=id, holder=person, step=step).delete()
        Meeting.objects.filter(link_id=id, step=step).delete()


def own_link(person: UUID, id: UUID) -> None:
    """Lock a link of this person: of two changes at one moment the second sees the first. Raises NotYoursError."""
    if not Side.objects.filter(link_id=id, holder=person).exists():
        raise NotYoursError
    if Link.objects.select_for_update().filter(id=id).first() is None:
        raise NotYoursError
