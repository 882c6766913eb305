"""When therapists are not there: time off, what outside calendars say, and calendars nobody could read for too long."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from footing.calendars import asking
from footing.calendars.models import BusyTime, Feed, TimeOff

SECONDS = 300
# More than any busy time has blocks (a year and a day): its start and its length in one number.
SPANS = 1 << 18
ALWAYS = (0, 1 << 40)
Blocks = list[tuple[int, int]]
AWAY = """SELECT therapist_id, {off} FROM {time_off}
WHERE therapist_id IN ({ids}) AND "end" > %s AND "start" < %s GROUP BY therapist_id
UNION ALL SELECT therapist_id, {busy} FROM {busy_time}
WHERE therapist_id IN ({ids}) AND "end" > %s AND "start" < %s GROUP BY therapist_id
UNION ALL SELECT therapist_id, 'always' FROM {feed} WHERE therapist_id IN ({ids}) AND closes_at <= %s"""


def away(therapists: Sequence[uuid.UUID], *, start: datetime, end: datetime) -> dict[uuid.UUID, Blocks]:
    """Blocks [from, to) in which each of them sees nobody, as far as they touch [start, end). One query.

    Whether a calendar could be read is a question of this very moment, whatever moment a search asks for, and it
    is asked here and not by the worker: if the worker stands still, hours close too. Nothing of it is kept in the
    process: calendars are read each quarter of an hour, and each reading would have everything read anew.
    """
    ready = asking.ready(therapists)
    if not ready:
        return {}
    until = end + timedelta(days=1)
    low, high = (int(at.timestamp() // SECONDS) for at in (start, until))
    sql = AWAY.format(
        ids=asking.places(ready), time_off=TimeOff._meta.db_table, busy_time=BusyTime._meta.db_table,
        feed=Feed._meta.db_table, off=asking.packed("""CAST("start" AS text) || '/' || CAST("end" AS text)"""),
        busy=asking.packed(f'"start" * {SPANS} + "end" - "start"'),
    )  # fmt: skip
    spans, now = (asking.at(start), asking.at(until), *ready, low, high), asking.at(timezone.now())
    found: dict[uuid.UUID, Blocks] = {}
    for id, packed in asking.answers(sql, (*ready, *spans, *ready, now)):
        found.setdefault(ready[id], []).extend(_unpacked(packed.split(",")))
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
