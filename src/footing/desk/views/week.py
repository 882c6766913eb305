"""The week, one booking, and changing it for a caller."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.booking import errors
from footing.booking.models import Booking
from footing.booking.queries import bookings, contacts
from footing.desk import apart, calendar, missed, queries, requests, services
from footing.desk.access import Staff, staff
from footing.desk.views import moving
from footing.practice import queries as practice
from footing.safety import queries as safety
from footing.vault import codes


@staff
def week(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """A therapist's week: own, or for a manager anybody's."""
    therapist = staff.therapist(request.GET.get("who", ""))
    first = calendar.monday(request.GET.get("week", ""), therapist.time_zone)
    found = calendar.week(staff, therapist, first)
    context = {
        "staff": staff, "week": found, "therapist": therapist, "today": calendar.today(found.days, timezone.now()),
        "near": apart.near_ones(staff, [row for day in found.days for row in day.bookings]),
        "before": first - timedelta(days=7), "after": first + timedelta(days=7),
        "asked": requests.count(staff),
        "old_lines": safety.old_lines(practice.local_day(timezone.now())) if staff.manager else [],
    }  # fmt: skip
    return render(request, "desk/week.html", context)


@staff
def day(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """One day: of all therapists for a manager, else one's own."""
    who, zone = request.GET.get("who", ""), practice.zone()
    therapist, date = (
        staff.therapist(who) if who else None,
        calendar.date_of(request.GET.get("day", ""), zone),
    )
    days = calendar.day(staff, date, ZoneInfo(zone))
    context = {
        "staff": staff, "days": days, "date": date, "zone": zone, "today": calendar.today(days, timezone.now()),
        "before": date - timedelta(days=1), "after": date + timedelta(days=1), "therapist": therapist,
    }  # fmt: skip
    return render(request, "desk/day.html", context)


@staff
def booking(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One booking, with what its guest asked us to mind."""
    return _show(request, staff, queries.booking(staff, id))


@require_POST
@staff
def move(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Choose another time for a caller."""
    found = queries.booking(staff, id)
    there = reverse("desk-booking", kwargs={"id": id})
    return moving.step(
        request, staff, found, {"called": found.name, "back": there}, done=lambda _moved: HttpResponseRedirect(there)
    )  # fmt: skip


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


@require_POST
@staff
def keep_apart(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Mark somebody whom they should not meet here, by the code of a booking; or take a mark off (`remove`)."""
    found = queries.booking(staff, id)
    try:
        if "remove" in request.POST:
            apart.remove(staff=staff, found=found, other=UUID(request.POST["remove"]))
        else:
            apart.add(staff=staff, found=found, code=request.POST.get("code", ""))
    except ValueError:
        return _show(request, staff, found, status=422)
    except errors.InvalidError as error:
        return _show(request, staff, found, wrong=str(error), status=422)
    return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": id}))


def _show(
    request: HttpRequest,
    staff: Staff,
    found: Booking,
    *,
    ask: bool = False,
    said: str = "",
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "staff": staff, "booking": found, "contact": found.contact, "ask": ask, "said": said,
        "cancelled": bookings.is_cancelled(found), "over": found.start <= timezone.now(),
        "shared": queries.shared_of(staff, found), "apart": apart.others_of(staff, found), "wrong": wrong,
        "code": codes.spoken(found.code),
        "typed": request.POST.get("code", "") if wrong else "",
        "requested": bookings.is_requested(found),
        "others": contacts.others(found, timezone.now()) if staff.manager else 0,
        **missed.context(found),
    }  # fmt: skip
    return render(request, "desk/booking.html", context, status=status)
