"""The week, one booking, and changing it for a caller."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import errors
from footing.booking.models import Booking
from footing.booking.queries import bookings, offers, search
from footing.booking.views import find
from footing.booking.views.sent import instant
from footing.desk import missed, queries, services
from footing.desk.access import Staff, staff


@staff
def week(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """A therapist's week: own, or for a manager anybody's."""
    therapist = staff.therapist(request.GET.get("who", ""))
    first = queries.monday(request.GET.get("week", ""), therapist.time_zone)
    context = {
        "staff": staff, "week": queries.week(staff, therapist, first), "therapist": therapist,
        "before": first - timedelta(days=7), "after": first + timedelta(days=7),
        "today": timezone.now().astimezone(ZoneInfo(therapist.time_zone)).date(),
    }  # fmt: skip
    return render(request, "desk/week.html", context)


@staff
def booking(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One booking, with what its guest asked us to mind."""
    return _show(request, staff, queries.booking(staff, id))


@require_POST
@staff
def move(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Choose another time for a caller."""
    found = queries.booking(staff, id)
    if "start" not in request.POST:
        return _times(request, staff, found)
    start = instant(request.POST["start"])
    if start is None:
        return _times(request, staff, found, errors.InvalidError("start", _("Choose a time from the list.")))
    try:
        services.move(staff=staff, found=found, start=start)
    except errors.BookingError as error:
        return _times(request, staff, found, error)
    return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": id}))


@require_POST
@staff
def cancel(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Ask once, then give the time up for a caller."""
    found = queries.booking(staff, id)
    if "sure" not in request.POST:
        return _show(request, staff, found, ask=True)
    try:
        services.cancel(staff=staff, found=found)
    except errors.BookingError as error:
        return _show(request, staff, found, said=str(error), status=422)
    return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": id}))


def _show(
    request: HttpRequest,
    staff: Staff,
    found: Booking,
    *,
    ask: bool = False,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "staff": staff, "booking": found, "contact": found.contact, "ask": ask, "said": said,
        "cancelled": bookings.is_cancelled(found), "over": found.start <= timezone.now(),
        "shared": queries.shared_of(staff, found), **missed.context(found),
    }  # fmt: skip
    return render(request, "desk/booking.html", context, status=status)


def _times(
    request: HttpRequest, staff: Staff, found: Booking, error: errors.BookingError | None = None
) -> HttpResponse:
    zone, now = ZoneInfo(found.therapist.time_zone), timezone.now()
    first = find.day(request.POST.get("from", "")) or found.start.astimezone(zone).date()
    week = offers.week(found.type, search.team([found.therapist_id]), first=first, zone=zone, now=now)
    status = 200 if error is None else 409 if isinstance(error, errors.TakenError) else 422
    context = {"staff": staff, "booking": found, "week": week, "error": str(error) if error else ""}
    context["nearest"] = error.nearest if isinstance(error, errors.TakenError) else ()
    return render(request, "desk/move.html", context, status=status)
