"""Move or give up a booking, make its private link anew, or have no more mail: by whoever holds code and token."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import blocks, mail
from footing.booking.errors import InvalidError, TakenError
from footing.booking.models import AppointmentType, Booking, Cancellation, Claim, Move
from footing.booking.queries import bookings, causes, ownday, search
from footing.booking.reminders import mail as reminders
from footing.booking.services import claims, contacts, requests


def move(
    *, code: str, token: str, start: datetime, by: str = "guest", now: datetime | None = None
) -> Booking:
    """Take another start with the same therapist; the old one is free at once.

    Raises UnknownError, InvalidError, TakenError with three that can be booked.
    """
    moment = now or timezone.now()
    seen = _changeable(bookings.opened(code=code, token=token), moment)
    if start == seen.start:
        return seen
    try:
        _check_start(seen, start, moment)
        return claims.in_transaction(lambda: _move(code, token, start, by, moment))
    except TakenError as error:
        kind, near = _near(seen, start, moment)
        others = search.nearest_of(kind, near, start=start, without=seen.id)
        raise causes.taken(kind, near, start, others) from error


def _move(code: str, token: str, start: datetime, by: str, now: datetime) -> Booking:
    booking = _changeable(bookings.opened(code=code, token=token, for_update=True), now)
    claims.lock(booking.therapist_id)
    end = start + timedelta(minutes=search.type_of(booking.type_id, active=False).minutes)
    span = blocks.span_of(start, end, ownday.pause_of(booking.therapist_id))
    claims.shift(booking=booking, blocks=span, now=now)
    Move.objects.create(booking=booking, from_start=booking.start, to_start=start, by=by, at=now)
    booking.start, booking.end, booking.version = start, end, booking.version + 1
    booking.save(update_fields=["start", "end", "version"])
    requests.moved(booking)
    mail.moved(booking)
    reminders.withdraw(booking)
    return booking


def cancel(*, code: str, token: str, by: str = "guest", now: datetime | None = None) -> Booking:
    """Give a booking up; a second time changes nothing. Raises UnknownError, InvalidError."""
    moment = now or timezone.now()

    def work() -> Booking:
        booking = bookings.opened(code=code, token=token, for_update=True)
        if bookings.is_cancelled(booking):
            return booking
        _changeable(booking, moment)
        Claim.objects.filter(booking=booking).delete()
        Cancellation.objects.create(booking=booking, by=by, at=moment)
        booking.version += 1
        booking.save(update_fields=["version"])
        mail.cancelled(booking)
        contacts.forget(booking)
        reminders.withdraw(booking)
        return booking

    return claims.in_transaction(work)


def renew_link(*, code: str, token: str) -> Booking:
    """Make a new private link; the old one is dead from now on. Raises UnknownError."""

    def work() -> Booking:
        booking = bookings.opened(code=code, token=token, for_update=True)
        booking.link_version += 1
        booking.save(update_fields=["link_version"])
        return booking

    return claims.in_transaction(work)


def stop_mail(*, code: str, token: str) -> Booking:
    """Write no more mail about this booking, and take back what waits. Raises UnknownError."""

    def work() -> Booking:
        booking = bookings.opened(code=code, token=token, for_update=True)
        booking.contact = {**booking.contact, "may_mail": False}
        booking.save(update_fields=["contact"])
        mail.withdraw(booking)
        reminders.withdraw(booking)
        return booking

    return claims.in_transaction(work)


def _changeable(booking: Booking, now: datetime) -> Booking:
    if bookings.is_cancelled(booking):
        raise InvalidError("booking", _("This time was given up. Book a new one."))
    if booking.start <= now:
        raise InvalidError("booking", _("This time is over. Book a new one."))
    return booking


def _check_start(booking: Booking, start: datetime, now: datetime) -> None:
    """Read first, so that most of those who come too late never wait for a lock."""
    kind, near = _near(booking, start, now)
    end = start + timedelta(minutes=1)
    if near.slots(kind, start=start, end=end):
        return
    if not near.slots(kind, start=start, end=end, claims=False):
        raise causes.never(kind, near, start)
    raise claims.taken()


def _near(booking: Booking, start: datetime, now: datetime) -> tuple[AppointmentType, search.Reading]:
    kind = search.type_of(booking.type_id, active=False)
    team = search.team([booking.therapist_id])
    return kind, search.around(team, start=start, now=now, mode=booking.mode, without=booking.id)
