"""Hours, time off and rules, with the starts that result beside them."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.calendars import queries as calendars
from footing.calendars import services
from footing.calendars.forms import HoursForm, RulesForm, TimeOffForm
from footing.desk import queries
from footing.desk.access import Staff, staff
from footing.practice.models import Therapist

NUMBER = re.compile(r"[0-9]{1,18}")


@staff
def hours(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Show, try out ("preview") or save weekly hours and rules."""
    therapist = staff.therapist(request.POST.get("who", request.GET.get("who", "")))
    if request.method != "POST":
        return _page(request, staff, therapist)
    form, rules = HoursForm(request.POST), RulesForm(request.POST)
    if not (form.is_valid() & rules.is_valid()):
        return _page(request, staff, therapist, form, rules, status=422)
    if "preview" in request.POST:
        return _page(request, staff, therapist, form, rules)
    values = rules.cleaned_data
    services.set_hours(by=staff.person.id, therapist=therapist, windows=form.windows)
    services.set_rules(
        by=staff.person.id, therapist=therapist, pause=values["pause"], step=values["step"],
        notice_hours=values["notice_hours"], horizon_days=values["horizon_days"],
    )  # fmt: skip
    return _back(therapist)


@require_POST
@staff
def time_off(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Add time off, or open one again."""
    therapist = staff.therapist(request.POST.get("who", ""))
    if NUMBER.fullmatch(request.POST.get("remove", "")):
        services.remove_time_off(by=staff.person.id, therapist=therapist, id=int(request.POST["remove"]))
        return _back(therapist)
    form = TimeOffForm(request.POST, zone=therapist.time_zone)
    if not form.is_valid():
        return _page(request, staff, therapist, off=form, status=422)
    services.add_time_off(by=staff.person.id, therapist=therapist, start=form.start, end=form.end)
    return _back(therapist)


def _page(
    request: HttpRequest, staff: Staff, therapist: Therapist, form: HoursForm | None = None,
    rules: RulesForm | None = None, off: TimeOffForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    saved = calendars.rules([therapist.id])[therapist.id]
    windows = [calendars.window(row) for row in calendars.hours_of(therapist.id)]
    tried, minded = windows, saved
    if form and rules and form.is_valid() and rules.is_valid():
        tried, minded = form.windows, _rules(rules.cleaned_data)
    context = {
        "staff": staff, "therapist": therapist, "form": form or HoursForm(windows=windows),
        "rules": rules or RulesForm(initial=_initial(saved)), "off": off or TimeOffForm(zone=therapist.time_zone),
        "away": calendars.time_off_of(therapist.id, since=timezone.now()),
        "preview": queries.preview(therapist, tried, minded), "tried": form is not None and status == 200,
    }  # fmt: skip
    return render(request, "desk/hours.html", context, status=status)


def _rules(values: dict[str, Any]) -> calendars.Rules:
    return calendars.Rules(
        values["pause"], timedelta(hours=values["notice_hours"]),
        timedelta(days=values["horizon_days"]), values["step"],
    )  # fmt: skip


def _initial(saved: calendars.Rules) -> dict[str, int]:
    return {
        "pause": saved.pause, "step": saved.step, "notice_hours": int(saved.notice.total_seconds() // 3600),
        "horizon_days": saved.horizon.days,
    }  # fmt: skip


def _back(therapist: Therapist) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('desk-hours')}?who={therapist.slug}")
