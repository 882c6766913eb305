"""Book for somebody on the phone: a time, their name and safe way, then both parts to read aloud."""

import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import errors
from footing.booking import services as booking
from footing.booking.forms import FindForm
from footing.booking.models import AppointmentType, Hold
from footing.booking.views import sent
from footing.design import content
from footing.desk import aloud, services
from footing.desk.access import Staff, staff
from footing.desk.forms import CallerForm
from footing.desk.views import searching
from footing.practice import policies
from footing.practice import queries as practice
from footing.vault import codes


@staff
def find(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """What, with whom and how; below it the open times, in the caller's zone."""
    therapist = _meant(staff, request.GET.get("who", ""))
    chosen = "type" in request.GET
    first = searching.form(staff, who=therapist.slug if therapist else "")
    return _find(request, staff, searching.form(staff, request.GET) if chosen else first)


@require_POST
@staff
def details(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Keep the chosen start for ten minutes and ask for a name and a way to be reached."""
    asked, start, wrong = _asked(request, staff)
    if start is None:
        return _find(request, staff, asked, wrong)
    try:
        kept = booking.hold(wish=searching.wish(staff, asked, start))
    except errors.HoldLimitError:
        kept = None
    except errors.BookingError as error:
        return _find(request, staff, asked, str(error), status=_status(error), nearest=_nearest(error))
    return _page(request, staff, asked, start, kept, _form(asked, initial=request.POST.dict()))


@require_POST
@staff
def again(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Give the kept start back and look for another."""
    asked, _start, _wrong = _asked(request, staff)
    if hold := sent.identifier(request.POST.get("hold", "")):
        with suppress(errors.BookingError):  # it may be over already
            booking.release(hold=hold)
    query = urlencode({n: asked.cleaned_data[n] for n in searching.CHOSEN}) if asked.is_valid() else ""
    return HttpResponseRedirect(f"{reverse('desk-book')}?{query}")


@require_POST
@staff
def done(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Book it, or say what is missing with everything still filled in."""
    asked, start, wrong = _asked(request, staff)
    if start is None:
        return _find(request, staff, asked, wrong)
    form, kept = _form(asked, data=sent.typed(request)), sent.live_hold(request, start)
    if not form.is_valid():
        return _page(request, staff, asked, start, kept, form, status=422)
    try:
        booked = services.book(
            staff=staff, wish=searching.wish(staff, asked, start), guest=form.guest(asked.cleaned_data["tz"]),
            hold=_id(kept), joint_code=form.cleaned_data.get("joint_code", ""), repeat=sent.repeat(request),
        )  # fmt: skip
    except errors.BookingError as error:
        return _refused(request, staff, asked, start, form, error)
    made = booked.booking
    context = {
        "staff": staff, "booking": made, "words": words(), "code": aloud.code(made.code),
        "token": aloud.token(booked.token), "stale": booked.changed_since, "zone": made.zone,
        "joint_code": codes.spoken(made.joint.code) if made.joint else "",
    }  # fmt: skip
    return render(request, "desk/said.html", context)


def words() -> dict[str, Any]:
    """What is said to somebody on the phone."""
    return content.table("desk/caller.toml")


def _meant(staff: Staff, slug: str) -> Any:
    """The therapist of the address, who must be one of theirs. Raises Http404."""
    return staff.therapist(slug) if slug else None


def _asked(request: HttpRequest, staff: Staff) -> tuple[FindForm, datetime | None, str]:
    """The first screen's answers and the chosen start; without a start, the sentence on what to do."""
    typed = sent.typed(request)
    _meant(staff, typed.get("who", ""))
    asked = searching.form(staff, typed)
    start = sent.instant(typed.get("start", "")) if asked.is_valid() else None
    return asked, start, _("Choose a time from the list.")


def _form(asked: FindForm, **values: Any) -> CallerForm:
    kind, mode = asked.types[asked.cleaned_data["type"]], asked.cleaned_data["mode"]
    return CallerForm(minimum_age=practice.minimum_age(), together=kind.together, mode=mode, **values)


def _find(
    request: HttpRequest, staff: Staff, asked: FindForm, wrong: str = "", *, status: int = 200,
    nearest: Any = (),
) -> HttpResponse:  # fmt: skip
    zone = practice.zone()
    context: dict[str, Any] = {
        "staff": staff, "form": asked, "words": words(), "week": None, "query": "", "asked": {}, "closed": "",
        "zone": zone, "error": wrong, "nearest": nearest,
    }  # fmt: skip
    if asked.is_bound and asked.is_valid():
        context["zone"] = asked.cleaned_data["tz"]
        context.update(searching.week(request, staff, asked, context["zone"]))
    if status == 200 and (wrong or asked.errors):
        status = 422
    return render(request, "desk/book.html", context, status=status)


def _page(
    request: HttpRequest, staff: Staff, asked: FindForm, start: datetime, kept: Hold | None, form: CallerForm,
    *, status: int = 200, taken: errors.TakenError | None = None, said: str = "", fresh: bool = False,
) -> HttpResponse:  # fmt: skip
    team = {t.id: t for t in asked.team.values()}
    chosen = searching.therapist(staff, asked)
    key = "" if fresh else request.POST.get("key", "")
    context = {
        "staff": staff, "asked": asked.cleaned_data, "start": start, "hold": kept, "form": form, "taken": taken,
        "kind": AppointmentType.objects.get(pk=asked.cleaned_data["type"]), "team": team, "said": said,
        "with": team.get(kept.therapist_id) if kept else chosen, "key": key or secrets.token_hex(16),
        "words": words(), "limits": policies.limits(),
    }  # fmt: skip
    return render(request, "desk/caller.html", context, status=status)


def _refused(
    request: HttpRequest, staff: Staff, asked: FindForm, start: datetime, form: CallerForm,
    error: errors.BookingError,
) -> HttpResponse:  # fmt: skip
    """The second screen with what stood in the way, and other times where this one is taken."""
    if isinstance(error, errors.TakenError):
        return _page(request, staff, asked, start, None, form, status=409, taken=error)
    kept, field, said = sent.live_hold(request, start), getattr(error, "field", ""), str(error)
    if isinstance(error, errors.KeyReusedError):
        said = _("This form was sent before, and a time is booked with it. Look at the week first.")
        return _page(request, staff, asked, start, kept, form, status=409, said=said, fresh=True)
    if field in form.fields:
        form.add_error(field, said)
        said = ""
    return _page(request, staff, asked, start, kept, form, status=_status(error), said=said)


def _status(error: errors.BookingError) -> int:
    known = {errors.TakenError: 409, errors.BusyError: 503, errors.UnknownError: 404}
    return known.get(type(error), 422)


def _nearest(error: errors.BookingError) -> Any:
    return error.nearest if isinstance(error, errors.TakenError) else ()


def _id(kept: Hold | None) -> UUID | None:
    return kept.id if kept else None
