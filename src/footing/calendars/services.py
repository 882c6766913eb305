"""Writes of working time: by the therapist whose time it is, or a manager."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from footing.calendars import queries
from footing.calendars.models import BookingRules, TimeOff, WorkingHours
from footing.core.slots import Window, changes, from_day, until_change, without
from footing.practice.models import Manager, Therapist


def may_change(*, by: uuid.UUID, therapist: Therapist) -> bool:
    """Whether a person may change a therapist's working time."""
    return therapist.person_id == by or Manager.objects.filter(person=by).exists()


def set_hours(
    *, by: uuid.UUID, therapist: Therapist, windows: Sequence[Window], now: datetime | None = None
) -> None:
    """Replace the usual weekly hours that hold today; weeks that differ and later changes stay.

    Raises PermissionDenied.
    """
    permit(by, therapist)
    with transaction.atomic():
        usual = queries.hours_of([therapist.id])[therapist.id].usual
        _replace(by, therapist, until_change(usual, windows, today=_today(therapist, now)), None)


def set_hours_from(
    *, by: uuid.UUID, therapist: Therapist, first: date, windows: Sequence[Window], was: date | None = None,
    now: datetime | None = None,
) -> None:  # fmt: skip
    """Let these usual hours hold from a day ahead until the next change; the old ones end the day before.

    `was`: the change that these take the place of, on its old day. Raises PermissionDenied, and ValueError for a day
    that is not ahead or no hours at all.
    """
    if first <= _today(therapist, now) or not windows:
        raise ValueError("a change has hours and lies ahead")
    permit(by, therapist)
    with transaction.atomic():
        usual = queries.hours_of([therapist.id])[therapist.id].usual
        if was is not None:
            usual = without(usual, first=was)
        _replace(by, therapist, from_day(usual, windows, first=first), None)


def drop_change(
    *, by: uuid.UUID, therapist: Therapist, first: date, now: datetime | None = None
) -> bool:  # fmt: skip
    """Let the hours before a change ahead go on; False where nothing changes on that day. Raises PermissionDenied."""
    permit(by, therapist)
    with transaction.atomic():
        usual = queries.hours_of([therapist.id])[therapist.id].usual
        if first not in changes(usual, after=_today(therapist, now)):
            return False
        _replace(by, therapist, without(usual, first=first), None)
    return True


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


def _today(therapist: Therapist, now: datetime | None) -> date:
    return (now or timezone.now()).astimezone(ZoneInfo(therapist.time_zone)).date()


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
