"""Times that people asked for: say yes or no, and whether one is asked first at all."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.booking import errors
from footing.booking import services as booking
from footing.booking.queries import bookings
from footing.desk import requests as asked
from footing.desk.access import Staff, staff


@staff
def requests(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """What waits, or by POST: ask a therapist first from now on, or no more."""
    if request.method == "POST":
        therapist = staff.therapist(request.POST.get("who", ""))
        booking.set_asks_first(therapist=therapist, on=request.POST.get("ask") == "on")
        return HttpResponseRedirect(reverse("desk-requests"))
    if "who" in request.GET:
        staff.therapist(request.GET["who"])
    return _page(request, staff)


@require_POST
@staff
def answer(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Say yes, or no after asking once."""
    found, yes = asked.one(staff, id), request.POST.get("do") == "yes"
    if not yes and "sure" not in request.POST and bookings.is_requested(found):
        return _page(request, staff, ask=id)
    try:
        asked.answer(staff=staff, found=found, yes=yes)
    except errors.BookingError as error:
        return _page(request, staff, wrong=str(error), status=422)
    said.later(request, _("The time is booked.") if yes else _("They hear that this time cannot be."))
    return HttpResponseRedirect(reverse("desk-requests"))


def _page(
    request: HttpRequest, staff: Staff, *, ask: UUID | None = None, wrong: str = "", status: int = 200
) -> HttpResponse:
    waiting = asked.waiting(staff)
    context = {
        "staff": staff, "waiting": waiting, "asking": asked.asking(staff), "wrong": wrong, "said": said.now(request),
        "ask": next((b for b in waiting if b.id == ask), None),
    }  # fmt: skip
    return render(request, "desk/requests.html", context, status=status)
