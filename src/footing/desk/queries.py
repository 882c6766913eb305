"""Reads of the desk: one booking, with a line in the access log, and what its guest shares."""

import uuid

from django.http import Http404
from django.utils import timezone

from footing.booking.models import Booking
from footing.booking.queries import bookings
from footing.desk.access import Staff
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
