"""Screens three and four: who you are, and the booked time."""

import json
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import codes, errors, services
from footing.booking.forms import DetailsForm
from footing.booking.models import AppointmentType, Hold
from footing.booking.views import find
from footing.design import content
from footing.design.middleware import refuse
from footing.practice import queries as practice
from footing.vault import visitors


@require_POST
def details(request: HttpRequest) -> HttpResponse:
    """Keep the chosen start for ten minutes (or ten more) and ask for a name and a way to be reached."""
    asked = find.form(request.POST)
    start = instant(request.POST.get("start", ""))
    if not asked.is_valid() or start is None:
        return render(request, "booking/find.html", {"form": asked}, status=422)
    if not visitors.within(request, "book", limit=40, seconds=3600):
        return refuse(request, 429, _("That were many tries from one place. Wait an hour, or call us."))
    typed = request.POST if "renew" in request.POST else None
    try:
        kept = _renewed(request) if typed else _kept(request, wish_of(asked.cleaned_data, start))
    except errors.TakenError as error:
        return _taken(request, asked, error, typed)
    except errors.BookingError as error:
        asked.add_error(None, str(error))
        return render(request, "booking/find.html", {"form": asked}, status=422)
    return _page(request, asked.cleaned_data, start, kept, _form(request, asked.cleaned_data))


@require_POST
def book(request: HttpRequest) -> HttpResponse:
    """Book the start that was kept, or say what is missing with everything still filled in."""
    asked = find.form(request.POST)
    start = instant(request.POST.get("start", ""))
    if not asked.is_valid() or start is None:
        return render(request, "booking/find.html", {"form": asked}, status=422)
    form = _form(request, asked.cleaned_data, bound=True)
    hold = identifier(request.POST.get("hold", ""))
    kept = Hold.objects.filter(id=hold).first() if hold else None
    if not form.is_valid():
        return _page(request, asked.cleaned_data, start, kept, form, status=422)
    key = request.POST.get("key", "")[:64]
    body = {name: request.POST[name] for name in sorted(request.POST) if name not in {"key", "hold"}}
    try:
        done = services.book(
            wish=wish_of(asked.cleaned_data, start),
            guest=form.guest(asked.cleaned_data["tz"]),
            hold=kept.id if kept and kept.start == start else None,
            joint_code=form.cleaned_data.get("joint_code", ""),
            repeat=services.Repeat(key, json.dumps(body).encode()) if key else None,
        )
    except errors.TakenError as error:
        return _page(request, asked.cleaned_data, start, None, form, status=409, taken=error)
    except errors.InvalidError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _page(request, asked.cleaned_data, start, kept, form, status=422)
    except errors.BookingError as error:
        form.add_error(None, str(error))
        return _page(request, asked.cleaned_data, start, kept, form, status=409)
    return render(request, "booking/booked.html", booked_context(done.booking, done.token))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Give the kept start back and choose another."""
    hold = identifier(request.POST.get("hold", ""))
    if hold:
        with suppress(errors.BookingError):  # it may be over already
            services.release(hold=hold)
    asked = find.form(request.POST)
    query = urlencode(asked.cleaned_data) if asked.is_valid() else ""
    return HttpResponseRedirect(f"{reverse('book-times')}?{query}")


def booked_context(booking: Any, token: str) -> dict[str, Any]:
    """What the page of a booking shows to whoever holds its link."""
    return {
        "booking": booking,
        "code": codes.spoken(booking.code),
        "token": token,
        "joint_code": codes.spoken(booking.joint.code) if booking.joint else "",
        "address": f"{settings.FOOTING_URL}{reverse('manage')}#{booking.code}.{token}",
        "before": content.page("practice/before.md").body,
    }


def wish_of(asked: dict[str, Any], start: datetime) -> services.Wish:
    """The service's wish from the form's answers."""
    therapist = find.therapist_id(asked["who"])
    return services.Wish(type=asked["type"], start=start, mode=asked["mode"], therapist=therapist)


def instant(text: str) -> datetime | None:
    """An aware instant written as RFC 3339, or None."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def identifier(text: str) -> UUID | None:
    """A UUID, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _kept(request: HttpRequest, wish: services.Wish) -> Hold | None:
    """A hold where the limits allow one; booking goes on without one."""
    try:
        return services.hold(wish=wish, client=visitors.mark(request))
    except errors.HoldLimitError:
        return None


def _renewed(request: HttpRequest) -> Hold | None:
    hold = identifier(request.POST.get("hold", ""))
    return services.renew(hold=hold) if hold else None


def _form(request: HttpRequest, asked: dict[str, Any], *, bound: bool = False) -> DetailsForm:
    house = practice.practice()
    kind = AppointmentType.objects.get(pk=asked["type"])
    typed = {"data": request.POST} if bound else {"initial": request.POST.dict()}
    age = house.minimum_age if house else 16
    return DetailsForm(**typed, minimum_age=age, together=kind.together, mode=asked["mode"])


def _taken(request: HttpRequest, asked: Any, error: errors.TakenError, typed: Any) -> HttpResponse:
    return _page(
        request, asked.cleaned_data, error.nearest[0].start if error.nearest else timezone.now(), None,
        _form(request, asked.cleaned_data), status=409, taken=error,
    )  # fmt: skip


def _page(
    request: HttpRequest, asked: dict[str, Any], start: datetime, kept: Hold | None, form: DetailsForm,
    *, status: int = 200, taken: errors.TakenError | None = None,
) -> HttpResponse:  # fmt: skip
    kind = AppointmentType.objects.get(pk=asked["type"])
    team = {t.id: t for t in practice.listed()}
    chosen = kept.therapist_id if kept else find.therapist_id(asked["who"])
    context = {
        "asked": asked, "start": start, "hold": kept, "form": form, "kind": kind, "taken": taken, "team": team,
        "therapist": team.get(chosen) if chosen else None, "key": request.POST.get("key") or secrets.token_hex(16),
        "limits": content.page("practice/limits.md").body,
    }  # fmt: skip
    return render(request, "booking/details.html", context, status=status)
