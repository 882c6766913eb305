"""Reads of the desk: one booking, with a line in the access log, and what hours that are not saved would give."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.queries import bookings, search
from footing.calendars import queries as calendars
from footing.core.slots import Window
from footing.desk.access import Staff
from footing.practice.models import Therapist
from footing.sharing import queries as sharing
from footing.vault import access


def booking(staff: Staff, id: uuid.UUID) -> Booking:
    """One booking of a therapist whom this person may see. Raises Http404 for any other, as for none."""
    found = Booking.objects.filter(id=id).select_related("type", "therapist", "joint").first()
    if found is None or found.therapist_id not in {t.id for t in staff.team()}:
        raise Http404
    access.record(
        actor=staff.person.id, subjects=[found.holder], kind="booking", action="look", purpose="appointment"
    )
    return found


def shared_of(staff: Staff, booking: Booking) -> list[sharing.Received]:
    """What the guest of a booking lets this very person see; a manager who looks on sees none of it."""
    owner = bookings.owner_of(booking)
    if owner is None:
        return []
    return sharing.received(reader=staff.person.id, now=timezone.now(), owners=[owner])


def preview(
    therapist: Therapist, windows: Sequence[Window], rules: calendars.Rules
) -> list[tuple[date, list[datetime]]]:
    """The open starts of the next fourteen days that unsaved hours would give, by day."""
    zone, now = ZoneInfo(therapist.time_zone), timezone.now()
    kind = min(search.types(), key=lambda k: k.minutes, default=None)
    if kind is None:
        return []
    end = now + timedelta(days=14)
    taken = search.occupied([therapist.id], start=now, end=end, now=now).get(therapist.id, ())
    plan = replace(calendars.plan_of(therapist, start=now, end=end), hours=tuple(windows), rules=rules)
    days: dict[date, list[datetime]] = {}
    for at in calendars.open_in(plan, minutes=kind.minutes, start=now, end=end, now=now, taken=taken):
        days.setdefault(at.astimezone(zone).date(), []).append(at)
    return list(days.items())
