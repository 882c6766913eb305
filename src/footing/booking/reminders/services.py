"""Choose reminders, say that one will come, and what the worker sends of them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError
from footing.booking.models import Booking
from footing.booking.queries import bookings
from footing.booking.reminders import choices, mail, whens
from footing.booking.reminders.models import Coming, Reminder
from footing.booking.services import claims
from footing.outbox import failures
from footing.outbox import services as outbox
from footing.outbox.models import Message
from footing.practice.mail import may_mail
from footing.vault import keys
from footing.vault.private import UNREADABLE

# No reminder is due longer before its start: a day, moved to the end of the chosen hours of the day before that.
LONGEST = timedelta(hours=49)
# Nearer to the start than this a reminder is of no use: whoever comes is on their way.
LATEST = timedelta(minutes=30)


def choose(
    *, code: str, token: str, ahead: Collection[str], hours: str, now: datetime | None = None
) -> Booking:
    """Want these reminders and no others; a mail that waits is taken back. Raises UnknownError, InvalidError."""
    moment = now or timezone.now()
    choice = choices.check(choices.Choice(tuple(ahead), hours))

    def work() -> Booking:
        booking = bookings.opened(code=code, token=token, for_update=True)
        if choice.ahead and not may_mail(booking):
            raise InvalidError("ahead", _("Reminders come by mail, and you allowed none."))
        choices.write(booking, choice, now=moment)
        return booking

    return claims.in_transaction(work)


def come(*, code: str, token: str, now: datetime | None = None) -> Booking:
    """Say that one will come; a second press changes nothing. Raises UnknownError, InvalidError for what is over."""
    moment = now or timezone.now()

    def work() -> Booking:
        booking = bookings.opened(code=code, token=token, for_update=True)
        if bookings.is_cancelled(booking) or booking.start <= moment:
            raise InvalidError("booking", _("This time is over. Book a new one."))
        said = Coming.objects.filter(booking=booking).first()
        if said is None or said.start != booking.start:
            Coming.objects.update_or_create(booking=booking, defaults={"start": booking.start, "at": moment})
        return booking

    return claims.in_transaction(work)


def run(*, now: datetime) -> int:
    """Put reminders that are due into the outbox, and take back what would come too late; returns how many."""
    _take_back(now)
    rows = Reminder.objects.filter(
        booking__start__gt=now, booking__start__lte=now + LONGEST, booking__cancellation__isnull=True
    )
    # What was only asked for is no time yet.
    rows = rows.exclude(booking__in=bookings.waiting())
    rows = rows.exclude(done_for=F("booking__start")).select_related("booking").order_by("booking_id")
    found, sent = list(rows), 0
    keys.prefetch(row.holder for row in found)
    for _id, group in groupby(found, key=lambda row: row.booking_id):
        try:
            sent += _remind_one(list(group), now)
        except UNREADABLE:
            continue  # whoever is being erased is reminded of nothing
    return sent


def _remind_one(rows: list[Reminder], now: datetime) -> int:
    """Of one booking: the reminders that are due. Where both are, only the later one leaves."""
    due = [(_due(row), row) for row in rows]
    due = sorted(((at, row) for at, row in due if at <= now), key=lambda pair: pair[0])
    sent = 0
    for place, (at, row) in enumerate(due):
        stale = at <= _changed(row) or place < len(due) - 1 or now > row.booking.start - LATEST
        if stale or whens.hours(row.hours).hold(now, ZoneInfo(row.booking.zone)):
            sent += claims.in_transaction(partial(_done, row, not stale))
    return sent


def _due(row: Reminder) -> datetime:
    zone = ZoneInfo(row.booking.zone)
    return whens.due(row.booking.start, ahead=row.ahead, hours=whens.hours(row.hours), zone=zone)


def _changed(row: Reminder) -> datetime:
    """Since when the person has known of this start and wanted a reminder: what was due before is none."""
    moved = row.booking.moves.order_by("-at").values_list("at", flat=True).first()
    return max(row.since, moved) if moved else row.since


def _done(row: Reminder, send: bool) -> int:
    """Write down that a start was reminded of, or passed over, with its mail; nothing where it has changed since."""
    booking = Booking.objects.select_for_update(no_key=True).get(id=row.booking_id)
    mine = Reminder.objects.filter(id=row.id).first()
    if mine is None or bookings.is_cancelled(booking) or booking.start != row.booking.start:
        return 0
    if mine.done_for == booking.start:
        return 0
    send = send and may_mail(booking)
    mine.booking, mine.done_for, mine.sent = booking, booking.start, send
    mine.save(update_fields=["done_for", "sent"])
    if send:
        mail.remind(mine)
    return int(send)


def _take_back(now: datetime) -> None:
    """Mails that are tried again: none outside the chosen hours, and none that would come too late."""
    waiting = Message.objects.filter(kind=mail.KIND, sent_at__isnull=True, given_up_at__isnull=True)
    holders = list(waiting.values_list("holder", flat=True))
    if not holders:
        return
    for row in Reminder.objects.filter(holder__in=holders, sent=True).select_related("booking"):
        if row.done_for is None:
            continue
        if now > row.done_for - LATEST:
            failures.give_up(key=mail.key(row), now=now)
        elif not whens.hours(row.hours).hold(now, ZoneInfo(row.booking.zone)) and outbox.withdraw(
            key=mail.key(row)
        ):
            Reminder.objects.filter(id=row.id).update(done_for=None, sent=False)
