"""Take away what nothing needs any more: keys without a row, and the marks of past days.

A key is committed before its first row, and a stop may come between.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet

from footing.vault.models import AccessLog, Key
from footing.vault.registry import owned

GRACE = timedelta(days=1)
BATCH = 500


def sweep(*, now: datetime) -> int:
    """Delete live keys older than a day whose holder owns no row; returns how many. Tombstones stay."""
    gone = 0
    for holders in _batches(Key.objects.filter(created_at__lt=now - GRACE, wrapped__isnull=False)):
        lost = set(holders)
        for model in owned():
            lost -= set(model._default_manager.filter(holder__in=lost).values_list("holder", flat=True))
        gone += Key.objects.filter(holder__in=lost, wrapped__isnull=False).delete()[0]
    return gone


def sweep_marks(*, now: datetime) -> int:
    """Delete counts and salts whose time is over; returns how many.

    The cache leaves a row until its key is asked for again, which nobody does for yesterday's salt; with
    the salt, a day's hashes could be turned back into addresses.
    """
    connection = connections["marks"]
    table = connection.ops.quote_name(settings.FOOTING_MARKS_TABLE)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 (the name is a setting)
            [connection.ops.adapt_datetimefield_value(now)],
        )
        return int(cursor.rowcount)


def sweep_access_log(*, now: datetime, keep: timedelta) -> int:
    """Delete lines of the access log that are older than `keep`; returns how many."""
    return AccessLog.objects.filter(at__lt=now - keep).delete()[0]


def _batches(keys: QuerySet[Key]) -> Iterator[list[UUID]]:
    holders = list(keys.values_list("holder", flat=True))
    for first in range(0, len(holders), BATCH):
        yield holders[first : first + BATCH]
