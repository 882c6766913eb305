"""Screens three and four: who you are, and the booked time."""

import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from footing.booking import errors, services
from footing.booking.forms import DetailsForm
from footing.booking.models import AppointmentType, Hold
from footing.booking.queries import bookings, holds, rules
from footing.booking.reminders.forms import BookingRemindForm, RemindForm
from footing.booking.views import find, sent
from footing.design import content
from footing.design.middleware import refuse
from footing.practice import policies
from footing.practice import queries as practice
from footing.practice.mail import may_mail
from footing.vault import codes, links, visitors
from footing.vault.opening import OpenForm

MANY = gettext_lazy("Those were many tries from one place. Wait an hour, or call us.")
SENT = gettext_lazy(
    "This form was sent before, and a time is booked with it. Send it once more only if you want a second time."
)


@require_POST
def details(request: HttpRequest) -> HttpResponse:
    """Keep the chosen start for ten minutes (or ten more) and ask for a name and a way to be reached."""
    typed = sent.typed(request)
    asked, start = find.form(typed), sent.instant(typed.get("start", ""))
    if not asked.is_valid() or start is None:
        return find.wrong(request, asked)
    if not visitors.within(request, "book", limit=40, seconds=3600):
        return refuse(request, 429, str(MANY))
    wish, form = wish_of(asked.cleaned_data, start), _form(typed, asked.cleaned_data)
    try:
        kept = _renewed(request, wish) if "renew" in typed else _kept(request, wish)
    except errors.BookingError as error:
        if "renew" in typed or isinstance(error, errors.TakenError):
            return _refused(request, asked.cleaned_data, start, form, error)
        return find.wrong(request, asked, str(error), status=_status(error))
    return _page(request, asked.cleaned_data, start, kept, form)


@require_POST
def book(request: HttpRequest) -> HttpResponse:
    """Book the start that was kept, or say what is missing with everything still filled in."""
    typed = sent.typed(request)
    asked, start = find.form(typed), sent.instant(typed.get("start", ""))
    if not asked.is_valid() or start is None:
        return find.wrong(request, asked)
    form, kept = _form(typed, asked.cleaned_data, bound=True), sent.live_hold(request, start)
    remind = BookingRemindForm(typed)
    if not (form.is_valid() & remind.is_valid()):
        return _page(request, asked.cleaned_data, start, kept, form, status=422)
    if not visitors.within(request, "booked", limit=20, seconds=3600):
        return _page(request, asked.cleaned_data, start, kept, form, said=str(MANY), status=429)
    try:
        done = services.book(
            wish=wish_of(asked.cleaned_data, start),
            guest=form.guest(asked.cleaned_data["tz"]),
            hold=kept.id if kept else None,
            joint_code=form.cleaned_data.get("joint_code", ""),
            earlier=form.pair(),
            repeat=sent.repeat(request),
            remind=remind.choice(),
        )
    except errors.BookingError as error:
        return _refused(request, asked.cleaned_data, start, form, error)
    if done.changed_since:
        return render(request, "booking/open.html", {"form": OpenForm()})
    return render(request, "booking/booked.html", booked_context(done.booking, done.token))


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Give the kept start back and choose another."""
    hold = sent.identifier(request.POST.get("hold", ""))
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
        "address": links.address(reverse("manage"), booking, token),
        "before": content.page("practice/before.md").body,
        "asked_for": bookings.request_of(booking),
        "late": rules.late(booking.start, timezone.now()),
        "by_mail": may_mail(booking),
        "grace": -(-settings.FOOTING_MAIL_GRACE_SECONDS // 60),
    }


def wish_of(asked: dict[str, Any], start: datetime) -> services.Wish:
    """The service's wish from the form's answers."""
    therapist = find.therapist_id(asked["who"])
    return services.Wish(type=asked["type"], start=start, mode=asked["mode"], therapist=therapist)


def _kept(request: HttpRequest, wish: services.Wish) -> Hold | None:
    """A hold where the limits allow one; booking goes on without one. A page sent twice has one hold."""
    client = visitors.mark(request)
    try:
        return services.hold(wish=wish, client=client)
    except errors.HoldLimitError:
        return None
    except errors.TakenError:
        own = holds.own(client, start=wish.start, mode=wish.mode, now=timezone.now())
        if own is None or own.type_id != wish.type or wish.therapist not in {None, own.therapist_id}:
            raise
        return own


def _renewed(request: HttpRequest, wish: services.Wish) -> Hold | None:
    """The hold, ten minutes longer; kept anew where it is over."""
    hold = sent.identifier(request.POST.get("hold", ""))
    try:
        return services.renew(hold=hold) if hold else _kept(request, wish)
    except errors.UnknownError:
        return _kept(request, wish)


def _refused(
    request: HttpRequest, asked: dict[str, Any], start: datetime, form: DetailsForm, error: errors.BookingError
) -> HttpResponse:  # fmt: skip
    """The third screen again with what stood in the way, and other times where this one is taken."""
    if isinstance(error, errors.TakenError):
        return _page(request, asked, start, None, form, status=409, taken=error)
    kept, field, said = sent.live_hold(request, start), getattr(error, "field", ""), str(error)
    if isinstance(error, errors.KeyReusedError):
        return _page(request, asked, start, kept, form, status=409, said=str(SENT), key="")
    if form.is_bound and field in form.fields:
        form.add_error(field, said)
        said = ""
    return _page(request, asked, start, kept, form, status=_status(error), said=said)


def _status(error: errors.BookingError) -> int:
    return {errors.BusyError: 503, errors.UnknownError: 404, errors.HoldLimitError: 429}.get(type(error), 422)


def _form(typed: QueryDict, asked: dict[str, Any], *, bound: bool = False) -> DetailsForm:
    kind = AppointmentType.objects.get(pk=asked["type"])
    values = {"data": typed} if bound else {"initial": typed.dict()}
    return DetailsForm(
        **values, minimum_age=practice.minimum_age(), together=kind.together, mode=asked["mode"]
    )


def _page(
    request: HttpRequest, asked: dict[str, Any], start: datetime, kept: Hold | None, form: DetailsForm,
    *, status: int = 200, taken: errors.TakenError | None = None, said: str = "", key: str | None = None,
) -> HttpResponse:  # fmt: skip
    kind = AppointmentType.objects.get(pk=asked["type"])
    team = {t.id: t for t in practice.listed()}
    chosen = kept.therapist_id if kept else find.therapist_id(asked["who"])
    reminded = {"ahead": request.POST.getlist("ahead"), "mail_hours": request.POST.get("mail_hours", "")}
    if key is None:
        key = request.POST.get("key", "")
    context = {
        "asked": asked, "start": start, "hold": kept, "form": form, "kind": kind, "taken": taken, "team": team,
        "therapist": team.get(chosen) if chosen else None, "key": key or secrets.token_hex(16), "said": said,
        "limits": policies.limits(), **_said_before(start, chosen, asked["mode"]),
        "remind": BookingRemindForm(request.POST) if form.is_bound else RemindForm(initial=reminded),
    }  # fmt: skip
    return render(request, "booking/details.html", context, status=status)


def _said_before(start: datetime, therapist: UUID | None, mode: str) -> dict[str, Any]:
    """What is said before sending: whether it is a request, until when one hears, what giving up late means."""
    now = timezone.now()
    asked = rules.asked_first(
        [therapist] if therapist else [t.id for t in practice.listed() if mode in t.modes]
    )
    return {
        "asks": "yes" if therapist and asked else "maybe" if asked else "",
        "answer_by": services.answer_by(now, start),
        "late": rules.late(start, now),
    }
