"""Let the other see one thing, for a while; take it back at once. What is taken back leaves no row."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from footing.couple.giving import queries
from footing.couple.models import Given
from footing.couple.services import NotYoursError, own_link

LASTS = timedelta(days=14)
# The same for everybody: time to think it over where nobody stands beside.
TOMORROW = timedelta(hours=24)


def give(*, person: UUID, id: UUID, kind: str, item: str, now: datetime, tomorrow: bool) -> None:
    """Let the other see one thing for fourteen days, from now or from tomorrow on.

    What they can see already goes on from now. Raises NotYoursError for a thing that the person does not have.
    """
    found = queries.kind_of(kind)
    if found is None or item not in {one.id for one in found.items(person)}:
        raise NotYoursError
    with transaction.atomic():
        own_link(person, id)
        row = Given.objects.filter(link_id=id, holder=person, kind=kind, item=item).first()
        start = now + TOMORROW if tomorrow else now
        if row is None:
            row = Given(link_id=id, holder=person, kind=kind, item=item, from_at=start)
        elif row.ends_at <= now or row.from_at > now:
            row.from_at = start
        row.ends_at = max(start, row.from_at) + LASTS
        row.save()


def renew(*, person: UUID, id: UUID, given: UUID, now: datetime) -> None:
    """Let it go on for fourteen days from now. Raises NotYoursError."""
    with transaction.atomic():
        own_link(person, id)
        row = Given.objects.filter(link_id=id, holder=person, id=given, ends_at__gt=now).first()
        if row is None:
            raise NotYoursError
        row.ends_at = max(now, row.from_at) + LASTS
        row.save(update_fields=["ends_at"])


def stop(*, person: UUID, id: UUID, given: UUID) -> None:
    """Take it back: the other's next request finds nothing. Nobody is told. Raises NotYoursError."""
    with transaction.atomic():
        own_link(person, id)
        if not Given.objects.filter(link_id=id, holder=person, id=given).delete()[0]:
            raise NotYoursError


def tidy(now: datetime) -> int:
    """Delete what its owner no longer has; returns how many."""
    gone = [
        row.id
        for row in Given.objects.filter(ends_at__gt=now)
        if (kind := queries.kind_of(row.kind)) is None or kind.content(row.holder, row.item) is None
    ]
    return Given.objects.filter(id__in=gone).delete()[0]
