"""Calendars kept elsewhere: a therapist's own, and for a manager how everybody's are."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.calendars.outside import queries, services
from footing.calendars.outside.troubles import TroubleError
from footing.desk.access import Staff, staff
from footing.desk.calendars import LIMIT_WORDS, WORDS, AddressForm, FileForm, LimitForm
from footing.practice.models import Therapist


@staff
def calendars(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Show them; add an address, take one away, say how long, make the own address anew."""
    if request.method != "POST":
        return _page(request, staff)
    therapist, do = _own(staff), request.POST.get("do", "")
    if do == "add":
        return _add(request, staff, therapist)
    if do == "make":
        services.make_address(by=staff.person.id, therapist=therapist)
    elif id := _id(request):
        limit = LimitForm(request.POST)
        if do == "remove":
            services.remove(by=staff.person.id, therapist=therapist, id=id)
        elif do == "limit" and limit.is_valid():
            services.set_limit(
                by=staff.person.id, therapist=therapist, id=id, limit_hours=limit.cleaned_data["limit"]
            )
    return HttpResponseRedirect(reverse("desk-calendars"))


@require_POST
@staff
def file(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Read a calendar file, once."""
    therapist, form = _own(staff), FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, staff, file=form, status=422)
    try:
        services.add_file(
            by=staff.person.id, therapist=therapist, name=form.cleaned_data["name"], content=form.content()
        )
    except TroubleError as error:
        form.add_error("file", f"{WORDS[error.kind][0]} {WORDS[error.kind][1]}")
        return _page(request, staff, file=form, status=422)
    except services.ManyError:
        form.add_error(None, _many())
        return _page(request, staff, file=form, status=422)
    return HttpResponseRedirect(reverse("desk-calendars"))


def _add(request: HttpRequest, staff: Staff, therapist: Therapist) -> HttpResponse:
    form = AddressForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.add_address(
                by=staff.person.id, therapist=therapist, name=said["name"], address=said["address"],
                limit_hours=said["limit"],
            )  # fmt: skip
        except TroubleError:
            form.add_error(
                "address", _("This is an address of our own. What is booked here is known here already.")
            )
        except services.ManyError:
            form.add_error(None, _many())
        else:
            return HttpResponseRedirect(reverse("desk-calendars"))
    return _page(request, staff, address=form, status=422)


def _page(
    request: HttpRequest, staff: Staff, *, address: forms.Form | None = None, file: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    now, own = timezone.now(), staff.own
    key = queries.own_address(own) if own else ""
    context = {
        "staff": staff, "own": own, "words": WORDS, "limits": LIMIT_WORDS,
        "seen": queries.own(own, now=now) if own else [],
        "health": queries.health(staff.team(), now=now) if staff.manager else [],
        "address": address or AddressForm(), "file": file or FileForm(),
        "calendar": f"{settings.FOOTING_URL}{reverse('own-calendar', kwargs={'key': key})}" if key else "",
    }  # fmt: skip
    return render(request, "desk/calendars.html", context, status=status)


def _own(staff: Staff) -> Therapist:
    """Nobody adds or changes a calendar for somebody else, a manager neither."""
    if staff.own is None:
        raise Http404
    return staff.own


def _id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return None


def _many() -> str:
    return _("These are as many calendars as you can have. Take one away first.")
