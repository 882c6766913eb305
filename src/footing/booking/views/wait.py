"""Ask to be told of a time that comes free. What fits and is open already is shown first."""

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from footing.booking import blocks, errors, kinds, searches
from footing.booking.forms import FindForm
from footing.booking.models import AppointmentType
from footing.booking.views import find
from footing.booking.waiting import lives, queries, services, wishes
from footing.booking.waiting.forms import WaitForm
from footing.booking.waiting.models import Waiting
from footing.practice import policies
from footing.practice import queries as practice
from footing.practice.mail import may_mail
from footing.vault import codes, links, visitors
from footing.vault.opening import OpenForm

MANY = gettext_lazy("Those were many tries from one place. Wait until tomorrow, or call us.")
# Each time that is offered is kept from others for hours: what somebody may ask for in a day is little.
MOST, DAY = 6, 86400
AHEAD = timedelta(days=120)
SHOWN = 6


def wait(request: HttpRequest) -> HttpResponse:
    """The form; what fits already; or a place in the line, with its code and second part."""
    if request.method != "POST":
        asked = (
            find.form(request.GET) if "type" in request.GET else find.form(initial={"type": "introduction"})
        )
        return _page(request, asked, _form(request, asked))
    asked = find.form(request.POST)
    form = _form(request, asked, bound=True)
    if not (asked.is_valid() & form.is_valid()):
        return _page(request, asked, form, status=422)
    try:
        return _placed(request, asked, form)
    except errors.BookingError as error:
        status = 503 if isinstance(error, errors.BusyError) else 422
        return _page(request, asked, form, said=str(error), status=status)


def _placed(request: HttpRequest, asked: FindForm, form: WaitForm) -> HttpResponse:
    """What fits and is open; else, or if none of it suits, a place in the line. Raises the errors of booking."""
    zone, wanted = asked.cleaned_data["tz"], _wanted(asked, form)
    if searches.wait(request):
        return _page(request, asked, form, said=str(find.MANY), status=429)
    fits = _fits(wanted, AppointmentType.objects.get(pk=wanted.type), zone)
    if fits and "anyway" not in request.POST:
        return _first(request, asked, fits)
    if not visitors.within(request, "wait", limit=MOST, seconds=DAY):
        return _page(request, asked, form, said=str(MANY), status=429)
    made = services.wait(
        wanted=wanted, guest=form.guest(zone), key=request.POST.get("key", "")[:64],
        passed=[blocks.block_of(start) for start in fits],
    )  # fmt: skip
    return _done(request, made)


def pair(waiting: Waiting, token: str) -> dict[str, Any]:
    """What opens it, as pages show it: code, second part, and both as a link."""
    address = links.address(reverse("waiting"), waiting, token)
    return {"code": codes.spoken(waiting.code), "token": token, "address": address}


def _fits(wanted: wishes.Wanted, kind: AppointmentType, zone: str) -> list[Any]:
    now = timezone.now()
    return queries.open_now(wanted, kind, zone=zone, now=now, end=now + AHEAD)


def _wanted(asked: FindForm, form: WaitForm) -> wishes.Wanted:
    wish, said = asked.cleaned_data, form.cleaned_data
    return wishes.Wanted(
        type=wish["type"], mode=wish["mode"], therapist=find.therapist_id(wish["who"]), days=tuple(said["days"]),
        parts=tuple(said["parts"]), weeks=said["weeks"],
    )  # fmt: skip


def _form(request: HttpRequest, asked: FindForm, *, bound: bool = False) -> WaitForm:
    mode = str(asked.data.get("mode", "")) if asked.is_bound else ""
    data = request.POST if bound else None
    return WaitForm(data, minimum_age=practice.minimum_age(), mode=mode)


def _page(
    request: HttpRequest, asked: FindForm, form: WaitForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    chosen = asked.cleaned_data if asked.is_bound and asked.is_valid() else None
    context = {
        "asked": asked, "chosen": chosen, "therapist": asked.team.get(chosen["who"]) if chosen else None,
        "kind_said": kinds.said, "kind": asked.types.get(chosen["type"]) if chosen else None, "form": form,
        "said": said,
        "key": request.POST.get("key", "")[:64] or secrets.token_hex(16), "rule": lives.rule(),
        "limits": policies.limits(),
    }  # fmt: skip
    return render(request, "booking/wait.html", context, status=status)


def _first(request: HttpRequest, asked: FindForm, fits: list[Any]) -> HttpResponse:
    """What fits and is open: book one of them, or wait all the same."""
    typed = [(name, value) for name, values in request.POST.lists() if name != "start" for value in values]
    wish = asked.cleaned_data
    context = {"wish": wish, "fits": fits[:SHOWN], "more": len(fits) > SHOWN, "typed": typed}
    return render(request, "booking/wait_fits.html", context)


def _done(request: HttpRequest, made: Waiting) -> HttpResponse:
    """Code and second part; not to somebody who sends the form again after the link was made anew, or the end."""
    if made.link_version != links.FIRST or queries.ending(made) is not None:
        return render(request, "booking/waiting_open.html", {"form": OpenForm()})
    context = {**pair(made, links.token(made)), "waiting": made, "zone": made.zone, "rule": lives.rule()}
    context["by_mail"] = may_mail(made)
    return render(request, "booking/wait_done.html", context)
