"""Turn an inquiry into a booking: what, with whom, how; then a time."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from footing.booking import errors
from footing.booking.forms import FindForm
from footing.booking.views.sent import instant
from footing.desk import intake as reads
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.views import searching
from footing.desk.views.intake import over
from footing.practice import queries as practice
from footing.practice.models import Inquiry
from footing.practice.services import DoneError


@staff
def convert(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Choose and see open times by GET, book one by POST."""
    found = reads.inquiry(staff, id)
    if practice.state(found) in practice.DONE:
        return over(request, staff, found)
    post = request.method == "POST"
    asked = _form(staff, request.POST if post else request.GET, found)
    if not asked.is_valid():
        chosen = post or "type" in request.GET
        return _page(
            request,
            staff,
            found,
            asked if chosen else _form(staff, None, found),
            status=422 if chosen else 200,
        )
    start = instant(request.POST.get("start", "")) if post else None
    if not post:
        return _page(request, staff, found, asked)
    if start is None:
        return _page(
            request, staff, found, asked, errors.InvalidError("start", _("Choose a time from the list."))
        )
    return _book(request, staff, found, asked, start)


def _book(
    request: HttpRequest, staff: Staff, found: Inquiry, asked: FindForm, start: datetime
) -> HttpResponse:
    wish = searching.wish(staff, asked, start)
    try:
        booked = services.convert(staff=staff, found=found, wish=wish, zone=practice.zone())
    except (DoneError, errors.KeyReusedError):
        return over(request, staff, found)
    except errors.BookingError as error:
        return _page(request, staff, found, asked, error)
    return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": booked.id}))


def _form(staff: Staff, data: object, found: Inquiry) -> FindForm:
    """The first screen of booking, with whom they asked for."""
    named = (
        found.therapist if found.therapist in (practice.listed() if staff.manager else staff.team()) else None
    )
    return searching.form(staff, data, who=named.slug if named else "")


def _page(
    request: HttpRequest, staff: Staff, found: Inquiry, asked: FindForm,
    error: errors.BookingError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "staff": staff, "inquiry": found, "contact": found.contact, "form": asked, "zone": practice.zone(),
        "week": None, "closed": "", "error": str(error) if error else "", "query": "", "asked": {},
        "nearest": error.nearest if isinstance(error, errors.TakenError) else (),
    }  # fmt: skip
    if asked.is_bound and asked.is_valid():
        context.update(searching.week(request, staff, asked, practice.zone()))
    if error is not None:
        status = 409 if isinstance(error, errors.TakenError) else 422
    return render(request, "desk/convert.html", context, status=status)
