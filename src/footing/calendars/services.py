"""Writes of working time: by the therapist whose time it is, or a manager."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Window
from footing.practice.models import Manager, Therapist


def may_change(*, by: uuid.UUID, therapist: Therapist) -> bool:
    """Whether a person may change a therapist's working time."""
    return therapist.person_id == by or Manager.objects.filter(person=by).exists()


def set_hours(*, by: uuid.UUID, therapist: Therapist, windows: Sequence[Window]) -> None:
    """Replace the weekly hours. Raises PermissionDenied."""
    _permit(by, therapist)
    with transaction.atomic():
        WorkingHours.objects.filter(therapist=therapist).delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(
                therapist=therapist, weekday=w.weekday, start_minute=w.start, end_minute=w.end,
                valid_from=w.valid_from, valid_to=w.valid_to,
            )
            for w in sorted(windows, key=lambda w: (w.weekday, w.start))
        )  # fmt: skip


def set_rules(
    *, by: uuid.UUID, therapist: Therapist, pause: int, notice_hours: int, horizon_days: int, step: int
) -> None:
    """Set pause and step (minutes, multiples of five), notice (hours) and horizon (days). Raises PermissionDenied."""
    _permit(by, therapist)
    values = {
        "pause_minutes": pause, "notice_hours": notice_hours, "horizon_days": horizon_days, "step_minutes": step,
    }  # fmt: skip
    BookingRules.objects.update_or_create(therapist=therapist, defaults=values)


def add_time_off(*, by: uuid.UUID, therapist: Therapist, start: datetime, end: datetime) -> TimeOff:
    """Close [start, end) for new bookings; what is booked stays. Raises PermissionDenied."""
    _permit(by, therapist)
    return TimeOff.objects.create(therapist=therapist, start=start, end=end)


def remove_time_off(*, by: uuid.UUID, therapist: Therapist, id: int) -> bool:
    """Open it again; False where this therapist has no such time off. Raises PermissionDenied."""
    _permit(by, therapist)
    deleted, _ = TimeOff.objects.filter(therapist=therapist, id=id).delete()
    return bool(deleted)


def _permit(by: uuid.UUID, therapist: Therapist) -> None:
    if not may_change(by=by, therapist=therapist):
        raise PermissionDenied
