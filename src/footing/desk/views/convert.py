"""Turn an inquiry into a booking: what, with whom, how; then a time."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import errors
from footing.booking.forms import FindForm
from footing.booking.models import AppointmentType
from footing.booking.queries import offers, search
from footing.booking.services import Wish
from footing.booking.views import find
from footing.booking.views.sent import instant
from footing.desk import intake as reads
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.views.intake import over
from footing.practice import queries as practice
from footing.practice.models import Inquiry, Therapist
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
    answers, who = asked.cleaned_data, _therapist(staff, asked)
    wish = Wish(type=answers["type"], start=start, mode=answers["mode"], therapist=who.id if who else None)
    try:
        booked = services.convert(staff=staff, found=found, wish=wish, zone=practice.zone())
    except (DoneError, errors.KeyReusedError):
        return over(request, staff, found)
    except errors.BookingError as error:
        return _page(request, staff, found, asked, error)
    return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": booked.id}))


def _form(staff: Staff, data: object, found: Inquiry) -> FindForm:
    """The first screen of booking; a therapist books into their own time only."""
    team = practice.listed() if staff.manager else staff.team()
    named = found.therapist.slug if found.therapist and found.therapist in team else ""
    return FindForm(
        data,
        initial={"type": "introduction", "who": named, "mode": "phone"},
        types=list(AppointmentType.objects.filter(active=True)),
        team=team,
        zone=practice.zone(),
    )


def _therapist(staff: Staff, asked: FindForm) -> Therapist | None:
    return asked.team.get(asked.cleaned_data["who"]) if staff.manager else staff.own


def _page(
    request: HttpRequest, staff: Staff, found: Inquiry, asked: FindForm,
    error: errors.BookingError | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "staff": staff, "inquiry": found, "contact": found.contact, "form": asked, "zone": practice.zone(),
        "week": None, "error": str(error) if error else "", "query": "", "asked": {},
        "nearest": error.nearest if isinstance(error, errors.TakenError) else (),
    }  # fmt: skip
    if asked.is_bound and asked.is_valid():
        context.update(_week(request, staff, asked))
    if error is not None:
        status = 409 if isinstance(error, errors.TakenError) else 422
    return render(request, "desk/convert.html", context, status=status)


def _week(request: HttpRequest, staff: Staff, asked: FindForm) -> dict[str, object]:
    answers, who, now = asked.cleaned_data, _therapist(staff, asked), timezone.now()
    zone = ZoneInfo(practice.zone())
    first = find.day(request.GET.get("from", "")) or now.astimezone(zone).date()
    week = offers.week(
        AppointmentType.objects.get(pk=answers["type"]),
        search.therapists_for(mode=answers["mode"], therapist=who.id if who else None),
        first=first,
        zone=zone,
        now=now,
        mode=answers["mode"],
    )
    names = ("type", "who", "mode", "tz")
    chosen = {name: answers[name] for name in names}
    return {"week": week, "query": urlencode(chosen), "asked": chosen}
