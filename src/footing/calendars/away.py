"""When therapists are not there: time off, what outside calendars say, and calendars nobody could read for too long."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from footing.calendars.models import BusyTime, Feed, TimeOff

SECONDS = 300
# More than any busy time has blocks (a year and a day): its start and its length in one number.
SPANS = 1 << 18
ALWAYS = (0, 1 << 40)
Blocks = list[tuple[int, int]]


class Packed(Aggregate):
    """All values of a group in one text: hundreds of rows cost more than the search that reads them."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


def away(therapists: Sequence[uuid.UUID], *, start: datetime, end: datetime) -> dict[uuid.UUID, Blocks]:
    """Blocks [from, to) in which each of them sees nobody, as far as they touch [start, end). One query.

    Whether a calendar could be read is a question of this very moment, whatever moment a search asks for, and it
    is asked here and not by the worker: if the worker stands still, hours close too.
    """
    until = end + timedelta(days=1)
    off = TimeOff.objects.filter(therapist__in=therapists, end__gt=start, start__lt=until)
    low, high = (int(at.timestamp() // SECONDS) for at in (start, until))
    busy = BusyTime.objects.filter(therapist__in=therapists, end__gt=low, start__lt=high)
    closed = Feed.objects.filter(therapist__in=therapists, closes_at__lte=timezone.now())
    span = Concat(Cast("start", TextField()), Value("/"), Cast("end", TextField()), output_field=TextField())
    parts = [
        rows.order_by().values_list("therapist_id").annotate(packed=Packed(packed))
        for rows, packed in (
            (off, span),
            (busy, F("start") * SPANS + F("end") - F("start")),
            (closed, Value("always", output_field=TextField())),
        )
    ]
    found: dict[uuid.UUID, Blocks] = {}
    for id, packed in parts[0].union(*parts[1:], all=True):
        found.setdefault(id, []).extend(_unpacked(packed.split(",")))
    return found


def _unpacked(texts: Iterable[str]) -> Iterable[tuple[int, int]]:
    for text in texts:
        if "/" in text:
            low, high = (_moment(part) for part in text.split("/"))
            yield int(low // SECONDS), int(-(-high // SECONDS))
        elif text == "always":
            yield ALWAYS
        else:
            first, length = divmod(int(text), SPANS)
            yield first, first + length


def _moment(text: str) -> float:
    """Seconds since 1970 of a time as a database writes it: in UTC, with its zone or without."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC).timestamp() if found.tzinfo is None else found.timestamp()
