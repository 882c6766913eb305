"""Reads of outside calendars: a therapist their own, a manager how all of them are, and nothing else of them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, QuerySet

from footing.calendars.outside.models import BusyTime, Feed, OwnCalendar
from footing.practice.models import Therapist
from footing.vault import links

AHEAD = timedelta(weeks=4)
SECONDS = 300


@dataclass(frozen=True)
class Seen:
    """A calendar as its therapist sees it; `busy` are the busy times of the next four weeks."""

    feed: Feed
    name: str
    host: str
    busy: int
    closed: bool


@dataclass(frozen=True)
class Health:
    """How a therapist's calendars are, for a manager: how many, failing since when, whether hours are closed."""

    therapist: Therapist
    calendars: int
    failing: int
    since: datetime | None
    closed: bool


def own(therapist: Therapist, *, now: datetime) -> list[Seen]:
    """The calendars of a therapist's that they added themselves."""
    if therapist.person_id is None:
        return []
    low, high = (int(at.timestamp()) // SECONDS for at in (now, now + AHEAD))
    near = BusyTime.objects.filter(therapist=therapist, end__gt=low, start__lt=high)
    counts = dict(near.values_list("feed").annotate(n=Count("pk")).order_by())
    rows = Feed.objects.filter(therapist=therapist, holder=therapist.person_id)
    return [_seen(row, counts.get(row.id, 0), now) for row in rows]


def health(team: Iterable[Therapist], *, now: datetime) -> list[Health]:
    """The same of many in numbers, those who have any."""
    rows = Feed.objects.filter(therapist__in=[t.id for t in team])
    by_therapist: dict[uuid.UUID, list[Feed]] = {}
    for row in rows.defer("source"):
        by_therapist.setdefault(row.therapist_id, []).append(row)
    return [_health(t, by_therapist[t.id], now) for t in team if t.id in by_therapist]


def due(now: datetime) -> QuerySet[Feed]:
    """Calendars to be read now, the longest waiting first."""
    rows = Feed.objects.filter(next_at__lte=now, therapist__person=F("holder"))
    return rows.select_related("therapist").order_by("next_at")


def own_address(therapist: Therapist) -> str:
    """What stands in the address of a therapist's own calendar; empty where there is none yet."""
    person = therapist.person_id
    found = OwnCalendar.objects.filter(therapist=therapist, holder=person).first() if person else None
    return f"{found.code}-{links.token(found)}".lower() if found else ""


def opened(key: str) -> Therapist | None:
    """Whose calendar an address opens. Nobody's where any part is wrong, or where its owner left."""
    code, _, token = key.partition("-")
    rows = OwnCalendar.objects.filter(therapist__person=F("holder"), therapist__person__is_active=True)
    found = links.find(rows.select_related("therapist"), code=code, token=token)
    return found.therapist if found else None


def _seen(row: Feed, busy: int, now: datetime) -> Seen:
    source = row.source
    host = source["address"].partition("://")[2].partition("/")[0]
    return Seen(row, source["name"], host, busy, row.closes_at is not None and row.closes_at <= now)


def _health(therapist: Therapist, rows: list[Feed], now: datetime) -> Health:
    failing = [row.failing_since for row in rows if row.failing_since]
    closed = any(row.closes_at is not None and row.closes_at <= now for row in rows)
    return Health(therapist, len(rows), len(failing), min(failing, default=None), closed)
