"""STAND-IN until branch slots lands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID


def pauses(therapists: Iterable[UUID]) -> dict[UUID, int]:
    return {t: 10 for t in therapists}


def open_starts(
    therapists: Sequence[Any],
    *,
    minutes: int,
    start: datetime,
    end: datetime,
    now: datetime,
    busy: Mapping[UUID, Sequence[tuple[datetime, datetime]]],
) -> dict[UUID, list[datetime]]:
    found: dict[UUID, list[datetime]] = {}
    step = timedelta(minutes=15)
    for t in therapists:
        moment = max(start, now + timedelta(hours=12)).astimezone(UTC)
        moment = moment.replace(minute=0, second=0, microsecond=0)
        last = min(end, now + timedelta(days=60))
        times = []
        while moment < last:
            until = moment + timedelta(minutes=minutes)
            if (
                start <= moment
                and moment >= now + timedelta(hours=12)
                and moment.hour >= 9
                and until <= moment.replace(hour=17, minute=0)
                and moment.hour < 17
            ):
                after = until + timedelta(minutes=10)
                if all(not (b < after and moment < e) for b, e in busy.get(t.id, ())):
                    times.append(moment)
            moment += step
        found[t.id] = times
    return found
