"""Another time for a booking: open times of its therapist, then one of them. By the rules that its guest has."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import errors
from footing.booking.models import Booking
from footing.booking.queries import offers, search
from footing.booking.views import find
from footing.booking.views.sent import instant
from footing.desk import apart, services
from footing.desk.access import Staff


def step(
    request: HttpRequest, staff: Staff, found: Booking, more: Mapping[str, Any], *,
    done: Callable[[Booking], HttpResponse], purpose: str = "appointment",
) -> HttpResponse:  # fmt: skip
    """Show open times, or take the one that was chosen. `more` names for the page who it is for and the way back."""
    if "start" not in request.POST:
        return _times(request, staff, found, more)
    start = instant(request.POST["start"])
    if start is None:
        wrong = errors.InvalidError("start", _("Choose a time from the list."))
        return _times(request, staff, found, more, wrong)
    try:
        return done(services.move(staff=staff, found=found, start=start, purpose=purpose))
    except errors.BookingError as error:
        return _times(request, staff, found, more, error)


def _times(
    request: HttpRequest, staff: Staff, found: Booking, more: Mapping[str, Any],
    error: errors.BookingError | None = None,
) -> HttpResponse:  # fmt: skip
    zone, now = ZoneInfo(found.therapist.time_zone), timezone.now()
    first = find.day(request.POST.get("from", "")) or found.start.astimezone(zone).date()
    team = search.team([found.therapist_id])
    week = offers.week(found.type, team, first=first, zone=zone, now=now, mode=found.mode)
    week = apart.offered(found, week)
    status = 200 if error is None else 409 if isinstance(error, errors.TakenError) else 422
    context = {
        "staff": staff, "booking": found, "week": week, "error": str(error) if error else "", "pair": None,
        "nearest": error.nearest if isinstance(error, errors.TakenError) else (), **more,
    }  # fmt: skip
    return render(request, "desk/move.html", context, status=status)
