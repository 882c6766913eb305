"""Bookings of people who should not meet here. Who may say so is asked by the desk."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from footing.practice.models import Apart


def keep_apart(*, one: UUID, other: UUID, by: UUID) -> None:
    """Mark two bookings; a second time changes nothing. Raises ValueError for one and the same."""
    if one == other:
        raise ValueError("a booking cannot be kept apart from itself")
    first, second = sorted((one, other))
    Apart.objects.get_or_create(first=first, second=second, defaults={"by": by, "at": timezone.now()})


def let_meet(*, one: UUID, other: UUID) -> None:
    """Take the mark off again."""
    first, second = sorted((one, other))
    Apart.objects.filter(first=first, second=second).delete()


def apart_from(bookings: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """From which others each of these bookings is kept apart; those without a mark are left out. One query."""
    rows = Apart.objects.filter(Q(first__in=bookings) | Q(second__in=bookings)).values_list("first", "second")
    found: dict[UUID, set[UUID]] = {}
    for first, second in rows:
        for one, other in ((first, second), (second, first)):
            if one in bookings:
                found.setdefault(one, set()).add(other)
    return found


def marked() -> set[UUID]:
    """Every booking that has a mark."""
    return {id for pair in Apart.objects.values_list("first", "second") for id in pair}


def forget(gone: Collection[UUID]) -> None:
    """Delete the marks of bookings that are over or gone."""
    Apart.objects.filter(Q(first__in=gone) | Q(second__in=gone)).delete()
