"""Writes of working time: by the therapist whose time it is, or a manager."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Window
from footing.practice.models import Manager, Therapist


def may_change(*, by: uuid.UUID, therapist: Therapist) -> bool:
    """Whether a person may change a therapist's working time."""
    return therapist.person_id == by or Manager.objects.filter(person=by).exists()


def set_hours(*, by: uuid.UUID, therapist: Therapist, windows: Sequence[Window]) -> None:
    """Replace the usual weekly hours; weeks that differ stay. Raises PermissionDenied."""
    _replace(by, therapist, windows, None)


def set_week(*, by: uuid.UUID, therapist: Therapist, monday: date, windows: Sequence[Window]) -> None:
    """Let one week have these hours in place of the usual ones; without windows it has the usual ones again.

    Raises PermissionDenied, and ValueError for a day that is no Monday.
    """
    if monday.weekday():
        raise ValueError("a week begins on a Monday")
    _replace(by, therapist, windows, monday)


def forget_weeks(*, before: date) -> None:
    """Delete the hours of single weeks that began before a day."""
    WorkingHours.objects.filter(week__lt=before).delete()


def _replace(by: uuid.UUID, therapist: Therapist, windows: Sequence[Window], week: date | None) -> None:
    permit(by, therapist)
    with transaction.atomic():
        WorkingHours.objects.filter(therapist=therapist, week=week).delete()
        WorkingHours.objects.bulk_create(
            WorkingHours(
                therapist=therapist, weekday=w.weekday, start_minute=w.start, end_minute=w.end, week=week,
                valid_from=w.valid_from, valid_to=w.valid_to, types=" ".join(w.types), modes=" ".join(w.modes),
            )
            for w in sorted(windows, key=lambda w: (w.weekday, w.start))
        )  # fmt: skip


def set_rules(
    *, by: uuid.UUID, therapist: Therapist, pause: int, notice_hours: int, horizon_days: int, step: int,
    most: int | None = None,
) -> None:  # fmt: skip
    """Set pause and step (minutes, multiples of five), notice (hours), horizon (days) and the most on a day.

    Raises PermissionDenied.
    """
    permit(by, therapist)
    values = {
        "pause_minutes": pause, "notice_hours": notice_hours, "horizon_days": horizon_days, "step_minutes": step,
        "most_a_day": most,
    }  # fmt: skip
    BookingRules.objects.update_or_create(therapist=therapist, defaults=values)


def add_time_off(*, by: uuid.UUID, therapist: Therapist, start: datetime, end: datetime) -> TimeOff:
    """Close [start, end) for new bookings; what is booked stays. Raises PermissionDenied."""
    permit(by, therapist)
    return TimeOff.objects.create(therapist=therapist, start=start, end=end)


def remove_time_off(*, by: uuid.UUID, therapist: Therapist, id: int) -> bool:
    """Open it again; False where this therapist has no such time off. Raises PermissionDenied."""
    permit(by, therapist)
    deleted, _ = TimeOff.objects.filter(therapist=therapist, id=id, holiday="").delete()
    return bool(deleted)


def permit(by: uuid.UUID, therapist: Therapist) -> None:
    """Raise PermissionDenied for anybody whose time it is not, nor a manager."""
    if not may_change(by=by, therapist=therapist):
        raise PermissionDenied
