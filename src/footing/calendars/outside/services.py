"""Writes of outside calendars: only ever by the therapist whose they are."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from footing.calendars.outside import notices, public, reading
from footing.calendars.outside.fetch import Answer, Net, fetch
from footing.calendars.outside.models import BusyTime, Feed, OwnCalendar
from footing.calendars.outside.troubles import ANSWER, REFUSED, TroubleError
from footing.practice.models import Therapist
from footing.vault import codes

EVERY = timedelta(minutes=15)
# Whoever has not answered for so long is asked less often.
PATIENCE, SELDOM = timedelta(hours=6), timedelta(hours=1)
# However little changes, the year ahead is laid out anew each day, or its end would come nearer.
WHOLE = timedelta(days=1)
KEPT = timedelta(days=2)
MOST_FEEDS = 20
BATCH = 500


class ManyError(Exception):
    """A therapist has as many calendars as one can have."""


def add_address(
    *, by: uuid.UUID, therapist: Therapist, name: str, address: str, limit_hours: int, now: datetime | None = None
) -> Feed:  # fmt: skip
    """Have a calendar read from its address, soon. Raises PermissionDenied, TroubleError, ManyError."""
    moment = now or timezone.now()
    _permit(by, therapist)
    public.parted(address)
    if urlsplit(address).hostname == urlsplit(settings.FOOTING_URL).hostname:
        # What is booked here is known here; read back in, a time that was given up would stay busy.
        raise TroubleError(REFUSED)
    return _added(
        by, therapist, kind="address", source={"name": name, "address": address, "etag": "", "modified": ""},
        limit_hours=limit_hours, added_at=moment, next_at=moment, closes_at=moment + timedelta(hours=limit_hours),
    )  # fmt: skip


def add_file(
    *, by: uuid.UUID, therapist: Therapist, name: str, content: bytes, now: datetime | None = None
) -> Feed:
    """Read a file once; the file is not kept. Raises PermissionDenied, TroubleError, ManyError."""
    moment = now or timezone.now()
    _permit(by, therapist)
    found = reading.read(content, zone=therapist.time_zone, own=_own_uid(), now=moment)
    with transaction.atomic():
        feed = _added(
            by, therapist, kind="file", source={"name": name, "address": "", "etag": "", "modified": ""},
            added_at=moment, tried_at=moment, read_at=moment, whole_at=moment, unread=found.unread,
        )  # fmt: skip
        _replace(feed, found)
    return feed


def remove(*, by: uuid.UUID, therapist: Therapist, id: uuid.UUID) -> bool:
    """Take a calendar away, with its busy times; False where there is no such one. Raises PermissionDenied."""
    _permit(by, therapist)
    deleted, _ = Feed.objects.filter(therapist=therapist, holder=by, id=id).delete()
    return bool(deleted)


def set_limit(*, by: uuid.UUID, therapist: Therapist, id: uuid.UUID, limit_hours: int) -> bool:
    """Say after how many hours without a good reading nothing more is offered. Raises PermissionDenied."""
    _permit(by, therapist)
    with transaction.atomic():
        row = (
            Feed.objects.select_for_update()
            .filter(therapist=therapist, holder=by, id=id, kind="address")
            .first()
        )
        if row is None:
            return False
        row.limit_hours = limit_hours
        row.closes_at = (row.read_at or row.added_at) + timedelta(hours=limit_hours)
        row.save(update_fields=["limit_hours", "closes_at"])
    return True


def make_address(*, by: uuid.UUID, therapist: Therapist, now: datetime | None = None) -> OwnCalendar:
    """A secret address for a therapist's own calendar; one that was made before is dead. Raises PermissionDenied."""
    _permit(by, therapist)
    moment = now or timezone.now()
    row, made = OwnCalendar.objects.get_or_create(
        therapist=therapist, holder=by, defaults={"code": codes.new_code(), "made_at": moment}
    )
    if not made:
        OwnCalendar.objects.filter(id=row.id).update(link_version=F("link_version") + 1, made_at=moment)
        row.refresh_from_db()
    return row


def refresh(feed: Feed, *, now: datetime, net: Net | None = None) -> None:
    """Read a calendar from its address. If that fails, its busy times stay as they are, and its therapist is told."""
    source = feed.source
    whole = feed.whole_at is None or feed.whole_at <= now - WHOLE or bool(feed.trouble)
    since = ("", "") if whole else (source["etag"], source["modified"])
    try:
        answer = fetch(source["address"], etag=since[0], modified=since[1], net=net)
        if answer.body is None and not any(since):
            raise TroubleError(ANSWER)
        found = None
        if answer.body is not None:
            found = reading.read(answer.body, zone=feed.therapist.time_zone, own=_own_uid(), now=now)
    except TroubleError as error:
        _failed(feed, error.kind, now)
    else:
        _read(feed, answer, found, now)


def put_off(feed: Feed, *, now: datetime) -> None:
    """Try again later, after an error of our own."""
    Feed.objects.filter(id=feed.id).update(next_at=now + EVERY)


def forget(*, now: datetime) -> None:
    """Delete busy times that are over, and the calendars of those whose seat ended."""
    BusyTime.objects.filter(end__lt=int((now - KEPT).timestamp()) // reading.SECONDS).delete()
    gone = ~Q(therapist__person=F("holder")) | Q(therapist__person__isnull=True)
    for model in (Feed, OwnCalendar):
        model.objects.filter(gone | Q(therapist__person__is_active=False)).delete()


def _permit(by: uuid.UUID, therapist: Therapist) -> None:
    if therapist.person_id != by:
        raise PermissionDenied


def _added(by: uuid.UUID, therapist: Therapist, **values: object) -> Feed:
    with transaction.atomic():
        # Two windows in which somebody adds the last one wait for each other here.
        Therapist.objects.select_for_update(no_key=True).values_list("id").get(id=therapist.id)
        if Feed.objects.filter(therapist=therapist, holder=by).count() >= MOST_FEEDS:
            raise ManyError
        return Feed.objects.create(holder=by, therapist=therapist, **values)


def _read(feed: Feed, answer: Answer, found: reading.Reading | None, now: datetime) -> None:
    with transaction.atomic():
        row = Feed.objects.select_for_update().filter(id=feed.id).first()
        if row is None:  # taken away while it was read
            return
        row.tried_at = row.read_at = now
        row.failing_since, row.trouble = None, ""
        row.next_at, row.closes_at = now + EVERY, now + timedelta(hours=row.limit_hours)
        if found is not None:
            row.whole_at, row.unread = now, found.unread
            row.source = {**row.source, "etag": answer.etag, "modified": answer.modified}
            _replace(row, found)
        row.save()


def _failed(feed: Feed, trouble: str, now: datetime) -> None:
    with transaction.atomic():
        row = Feed.objects.select_for_update().filter(id=feed.id).first()
        if row is None:
            return
        row.failing_since, row.trouble = row.failing_since or now, trouble
        notices.tell(row, now=now)
        row.tried_at = now
        row.next_at = now + (SELDOM if now - row.failing_since > PATIENCE else EVERY)
        row.save(update_fields=["failing_since", "trouble", "tried_at", "next_at"])


def _replace(feed: Feed, found: reading.Reading) -> None:
    """Only what is different is written: most readings change nothing."""
    have = {
        (start, end): id
        for id, start, end in BusyTime.objects.filter(feed=feed).values_list("id", "start", "end")
    }
    wanted = set(found.blocks)
    gone = [id for span, id in have.items() if span not in wanted]
    for first in range(0, len(gone), BATCH):
        BusyTime.objects.filter(id__in=gone[first : first + BATCH]).delete()
    BusyTime.objects.bulk_create(
        [
            BusyTime(therapist_id=feed.therapist_id, feed=feed, start=start, end=end)
            for start, end in sorted(wanted - have.keys())
        ],
        batch_size=BATCH,
    )


def _own_uid() -> str:
    """How the UIDs of our own calendar entries end."""
    return f"@{urlsplit(settings.FOOTING_URL).hostname}"
