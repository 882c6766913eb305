"""A time that is asked for: it is kept until somebody says yes or no, or until nobody did in time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import mail
from footing.booking.errors import InvalidError
from footing.booking.models import AsksFirst, Booking, Cancellation, Claim, Decision, Request
from footing.booking.queries import bookings, rules
from footing.booking.services import claims, contacts
from footing.practice.models import Therapist

WAIT = timedelta(hours=72)
BATCH = 100


def answer_by(asked_at: datetime, start: datetime) -> datetime:
    """72 hours after asking, and halfway to the time at the latest: then there is room to choose another."""
    return asked_at + min(WAIT, max(timedelta(), start - asked_at) / 2)


def ask(booking: Booking, now: datetime) -> bool:
    """Inside the booking's transaction: make it a request where its therapist is asked first."""
    if not rules.asked_first([booking.therapist_id]):
        return False
    Request.objects.create(booking=booking, asked_at=now, answer_by=answer_by(now, booking.start))
    return True


def moved(booking: Booking) -> None:
    """A request that goes to another time waits no longer than before, and no longer than that time allows."""
    for request in Request.objects.filter(booking=booking):
        request.answer_by = answer_by(request.asked_at, booking.start)
        request.save(update_fields=["answer_by"])


def approve(*, booking: UUID, now: datetime | None = None) -> Booking:
    """Say yes. Raises InvalidError for what waits no longer."""
    moment = now or timezone.now()

    def work() -> Booking:
        found = _decide(booking, "approved", moment)
        found.version += 1
        found.save(update_fields=["version"])
        mail.approved(found)
        return found

    return claims.in_transaction(work)


def decline(*, booking: UUID, now: datetime | None = None) -> Booking:
    """Say no; the time is free at once, and no reason is kept. Raises InvalidError for what waits no longer."""
    moment = now or timezone.now()
    return claims.in_transaction(lambda: _end(booking, "declined", moment))


def lapse(*, now: datetime) -> int:
    """Let go of requests that nobody answered in time; returns how many."""
    gone = 0
    waiting = bookings.waiting().filter(request__answer_by__lte=now).order_by("request__answer_by")
    for id in list(waiting.values_list("id", flat=True)[:BATCH]):
        try:
            claims.in_transaction(lambda id=id: _end(id, "lapsed", now))  # type: ignore[misc]
        except InvalidError:
            continue  # answered a moment ago
        gone += 1
    return gone


def set_asks_first(*, therapist: Therapist, on: bool, now: datetime | None = None) -> None:
    """Ask a therapist first from now on, or no more; what waits goes on waiting for its answer."""
    if on:
        AsksFirst.objects.get_or_create(therapist=therapist, defaults={"since": now or timezone.now()})
    else:
        AsksFirst.objects.filter(therapist=therapist).delete()


def _end(id: UUID, outcome: str, now: datetime) -> Booking:
    booking = _decide(id, outcome, now)
    Claim.objects.filter(booking=booking).delete()
    Cancellation.objects.create(booking=booking, by="practice", at=now)
    booking.version += 1
    booking.save(update_fields=["version"])
    {"declined": mail.declined, "lapsed": mail.lapsed}[outcome](booking)
    contacts.forget(booking)
    return booking


def _decide(id: UUID, outcome: str, now: datetime) -> Booking:
    """The booking under its lock, with how its request ended written down. Raises InvalidError."""
    over = InvalidError("booking", _("This does not wait for an answer any more."))
    found = Booking.objects.select_for_update().filter(id=id).first()
    if found is None or not bookings.is_requested(found):
        raise over
    try:
        with transaction.atomic():
            Decision.objects.create(booking=found, outcome=outcome, at=now)
    except IntegrityError as error:
        raise over from error
    return found
