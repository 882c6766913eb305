"""The waiting list at the desk. The list shows no name; each one that is opened leaves a line in the access log."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.waiting import queries, services
from footing.booking.waiting.models import Offer, Waiting
from footing.desk.access import Staff
from footing.practice.mail import may_mail
from footing.vault import access, codes, keys, links


@dataclass(frozen=True)
class Line:
    """One of the list: who waits for what, the time that is kept for them, and whether somebody has to call."""

    waiting: Waiting
    code: str
    offer: Offer | None
    call: bool


def listed(staff: Staff) -> list[Line]:
    """Who waits, in the order of the line, as far as this person may see."""
    rows, now = list(queries.seen_by(staff.person.id)), timezone.now()
    live = Offer.objects.filter(waiting__in=rows, ended_at__isnull=True, expires_at__gt=now)
    offers = {offer.waiting_id: offer for offer in live.select_related("therapist")}
    keys.prefetch(row.holder for row in rows if row.id in offers)
    return [_line(row, offers.get(row.id), now) for row in rows]


def opened(staff: Staff, id: uuid.UUID) -> Waiting:
    """One that this person may see, with a line in the log. Raises Http404 for any other, as for none."""
    found = queries.seen_by(staff.person.id).filter(id=id).first()
    if found is None:
        raise Http404
    _record(staff, found, "look")
    return found


def accept(*, staff: Staff, found: Waiting, hold: uuid.UUID | None) -> Booking:
    """Book the time that is kept by this hold, for somebody who said yes on the phone. Raises the errors of booking."""
    _record(staff, found, "book")
    return services.accept(code=found.code, token=links.token(found), hold=hold, by="practice").booking


def decline(*, staff: Staff, found: Waiting, hold: uuid.UUID | None) -> None:
    """Let the time that is kept by this hold go to the next, for somebody who said no."""
    _record(staff, found, "answer")
    services.decline(code=found.code, token=links.token(found), hold=hold)


def stop(*, staff: Staff, found: Waiting) -> None:
    """Take somebody off the list who asked for it."""
    _record(staff, found, "close")
    services.stop(code=found.code, token=links.token(found), by="practice")


def _line(row: Waiting, offer: Offer | None, now: datetime) -> Line:
    call = offer is not None and not may_mail(row) and bool(row.contact["phone"])
    return Line(row, codes.spoken(row.code), offer, call)


def _record(staff: Staff, found: Waiting, action: str) -> None:
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="waiting", action=action, purpose="waiting"
    )
