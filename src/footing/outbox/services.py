"""Put a mail into the outbox, in the transaction of the event that it tells of."""

import re
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from footing.outbox.models import Message
from footing.vault import keys

LEASE = timedelta(seconds=60)
PAUSES = (30, 120, 600, 3600, 6 * 3600, 24 * 3600)
# What a calendar program does with an entry: put it in, change it, take it out (RFC 6047).
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
SENT_KEPT, GIVEN_UP_KEPT = timedelta(days=1), timedelta(days=30)


def enqueue(
    *,
    holder: uuid.UUID,
    kind: str,
    key: str,
    to: str,
    subject: str,
    body: str,
    calendar: str | None = None,
    not_before: datetime | None = None,
    keep_back: bool = False,
) -> Message:
    """Write a mail as a row of the current transaction; a known `key` returns the row that is there.

    `calendar` is an iCalendar text that goes along: as an invitation where it names a method, else as the file
    `time.ics`. With `keep_back` the row ends like any other, and
    nothing leaves. Raises ValueError for a line break in a header.
    """
    if any(c in to + subject for c in "\r\n"):
        raise ValueError("a mail header holds no line break")
    now = timezone.now()
    content = {"to": to, "subject": subject, "body": body, "calendar": calendar}
    found = Message.objects.filter(key=key).first()
    if found is not None:
        return found
    return Message.objects.create(
        holder=holder, kind=kind, key=key, content=content, created_at=now, not_before=not_before or now,
        kept_back=keep_back,
    )  # fmt: skip


def withdraw(*, key: str) -> bool:
    """Take an unsent mail out of the outbox. False when it is gone, being sent or unknown.

    One that is being sent is not tried again, should its sender die: something newer is said by now.
    """
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    deleted, _ = Message.objects.filter(free, key=key, sent_at__isnull=True).delete()
    Message.objects.filter(key=key, sent_at__isnull=True).update(given_up_at=now, error="replaced")
    return bool(deleted)


def untried(*, key: str) -> str:
    """The kind of a mail that nobody tried to send yet; nothing for any other, since it may have left."""
    return Message.objects.filter(key=key, attempts=0).values_list("kind", flat=True).first() or ""


def forget(*, now: datetime) -> int:
    """Delete mails that left a day ago or were given up a month ago; returns how many."""
    over = Q(sent_at__lt=now - SENT_KEPT) | Q(given_up_at__lt=now - GIVEN_UP_KEPT)
    return Message.objects.filter(over).delete()[0]


def give_up_waiting() -> int:
    """After a restore: mails that waited in the backup may have left since, so none of them leaves again."""
    waiting = Message.objects.filter(sent_at__isnull=True, given_up_at__isnull=True)
    return waiting.update(given_up_at=timezone.now(), leased_until=None, error="restored")


def send_due(*, now: datetime | None = None, limit: int = 20) -> int:
    """Send what is due; returns how many left. A mail whose sender died is taken again after its lease."""
    moment = now or timezone.now()
    ids = [row.id for row in _open(moment).order_by("not_before")[:limit]]
    return sum(_send(message_id, moment) for message_id in ids)


def _open(now: datetime) -> QuerySet[Message]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    return Message.objects.filter(free, sent_at__isnull=True, given_up_at__isnull=True, not_before__lte=now)


def _send(message_id: uuid.UUID, now: datetime) -> bool:
    taken = _open(now).filter(id=message_id).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    if not taken:
        return False
    row = Message.objects.get(id=message_id)
    try:
        mail = _mail(row)
        if not row.kept_back:
            mail.send(fail_silently=False)
    except keys.ErasedError:
        _give_up(row, now, "erased")
        return False
    except Exception as error:
        _later(row, now, type(error).__name__)
        return False
    with transaction.atomic():
        Message.objects.filter(id=message_id).update(sent_at=timezone.now(), leased_until=None, error="")
    return True


def _mail(row: Message) -> EmailMultiAlternatives:
    content = row.content
    host = settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].strip("> ")
    mail = EmailMultiAlternatives(
        content["subject"],
        content["body"],
        settings.DEFAULT_FROM_EMAIL,
        [content["to"]],
        headers={"Message-ID": f"<{row.id}@{host}>", "Auto-Submitted": "auto-generated"},
        connection=get_connection(),
    )
    if content["calendar"]:
        method = METHOD.search(content["calendar"])
        if method:
            mail.attach_alternative(content["calendar"], f"text/calendar; method={method[1]}")
        else:
            mail.attach("time.ics", content["calendar"], "text/calendar")
    return mail


def _later(row: Message, now: datetime, error: str) -> None:
    """Try again after a growing pause; after the last pause, give up where staff can see it."""
    if row.attempts > len(PAUSES):
        _give_up(row, now, error)
        return
    pause = timedelta(seconds=PAUSES[row.attempts - 1])
    Message.objects.filter(id=row.id).update(leased_until=None, not_before=now + pause, error=error[:80])


def _give_up(row: Message, now: datetime, error: str) -> None:
    Message.objects.filter(id=row.id).update(leased_until=None, given_up_at=now, error=error[:80])
