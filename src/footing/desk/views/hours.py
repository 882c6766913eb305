"""Hours, single weeks, time off and rules, with the starts that result beside them."""

import re
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.booking.queries import search
from footing.booking.views import find
from footing.calendars import holidays, services
from footing.calendars import queries as calendars
from footing.calendars.forms import HoursForm, PlaceForm, RulesForm, TimeOffForm
from footing.desk import calendar, working
from footing.desk.access import Staff, staff
from footing.desk.forms import TryForm
from footing.practice.models import Therapist

NUMBER = re.compile(r"[0-9]{1,18}")
DAY = re.compile(r"[0-6]")


@staff
def hours(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Show, try out ("preview"), copy days of, or save weekly hours and rules; with `week` the hours of one week."""
    typed = request.POST if request.method == "POST" else request.GET
    therapist = staff.therapist(typed.get("who", ""))
    week = _week(typed.get("week", ""), therapist)
    if request.method != "POST":
        return page(request, staff, therapist, week=week)
    if week and "usual" in typed:
        services.set_week(by=staff.person.id, therapist=therapist, monday=week, windows=[])
        return back(therapist)
    data = _copied(request.POST)
    form = HoursForm(data, words=working.words(therapist), week=week is not None)
    rules = None if week else RulesForm(data)
    if not (form.is_valid() & (rules is None or rules.is_valid())):
        return page(request, staff, therapist, week=week, form=form, rules=rules, status=422)
    if "preview" in typed or "copy" in typed:
        return page(request, staff, therapist, week=week, form=form, rules=rules)
    _save(staff, therapist, week, form, rules)
    return back(therapist)


@require_POST
@staff
def time_off(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Add time off, or open one again."""
    therapist = staff.therapist(request.POST.get("who", ""))
    if NUMBER.fullmatch(request.POST.get("remove", "")):
        services.remove_time_off(by=staff.person.id, therapist=therapist, id=int(request.POST["remove"]))
        return back(therapist)
    form = TimeOffForm(request.POST, zone=therapist.time_zone)
    if not form.is_valid():
        return page(request, staff, therapist, off=form, status=422)
    services.add_time_off(by=staff.person.id, therapist=therapist, start=form.start, end=form.end)
    return back(therapist)


@require_POST
@staff
def public_days(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Choose whose public holidays are kept, work on one (`work`), or close one again (`rest`)."""
    therapist, by = staff.therapist(request.POST.get("who", "")), staff.person.id
    for name, change in (("work", holidays.work), ("rest", holidays.rest)):
        if day := find.day(request.POST.get(name, "")):
            change(by=by, therapist=therapist, day=day)
            return back(therapist)
    form = PlaceForm(request.POST, house=working.house_place())
    if not form.is_valid():
        return page(request, staff, therapist, place=form, status=422)
    country, region = form.cleaned_data["country"], form.cleaned_data["region"]
    if country == PlaceForm.HOUSE:
        holidays.use_house(by=by, therapist=therapist)
    else:
        code = "" if country == PlaceForm.NONE else country
        holidays.set_place(by=by, therapist=therapist, country=code, region=region)
    return back(therapist)


def page(
    request: HttpRequest, staff: Staff, therapist: Therapist, *, week: date | None = None,
    form: HoursForm | None = None, rules: RulesForm | None = None, off: TimeOffForm | None = None,
    place: PlaceForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of working time; a form that is given is shown as it was filled in, and tried out where it is valid."""
    now, minded = timezone.now(), calendars.rules([therapist.id])[therapist.id]
    saved = tried = calendars.hours_of([therapist.id])[therapist.id]
    shown = TryForm(request.POST if form else None, types=search.types())
    if form and status == 200:
        new = tuple(form.windows)
        tried = (
            calendars.Hours(saved.usual, {**saved.weeks, week: new})
            if week
            else calendars.Hours(new, saved.weeks)
        )
    kind, mode = shown.chosen()
    context = {
        "staff": staff, "therapist": therapist, "week": week, "shown": shown, "kind": kind,
        "form": form or _form(therapist, saved, week), "rules": rules or RulesForm(initial=_initial(minded)),
        "off": off or TimeOffForm(zone=therapist.time_zone),
        "place": place or _place(therapist), "holidays": holidays.ahead(therapist, since=now),
        "away": calendars.time_off_of(therapist.id, since=now),
        "weeks": [day for day in sorted(saved.weeks) if day >= calendar.monday("", therapist.time_zone)],
        "tried": form is not None and status == 200, "words": working.words(therapist),
    }  # fmt: skip
    if rules and status == 200:
        minded = _rules(rules.cleaned_data)
    context["preview"] = working.preview(therapist, tried, minded, kind=kind, mode=mode, week=week, now=now)
    return render(request, "desk/hours.html", context, status=status)


def back(therapist: Therapist) -> HttpResponse:
    """To the page as it is saved."""
    return HttpResponseRedirect(f"{reverse('desk-hours')}?who={therapist.slug}")


def _week(text: str, therapist: Therapist) -> date | None:
    """The Monday of the week of a day that is not over; None for anything else: the usual week."""
    day = find.day(text)
    if day is None or not 2000 < day.year < 2900:
        return None
    monday = day - timedelta(days=day.weekday())
    return monday if monday >= calendar.monday("", therapist.time_zone) else None


def _copied(typed: QueryDict) -> QueryDict:
    """What was typed, with one day's line in the lines of others where that was asked."""
    data = typed.copy()
    source = typed.get("copy_from", "")
    if "copy" in typed and DAY.fullmatch(source):
        for number in filter(DAY.fullmatch, typed.getlist("copy_to")):
            data[f"day{number}"] = typed.get(f"day{source}", "")
    return data


def _save(
    staff: Staff, therapist: Therapist, week: date | None, form: HoursForm, rules: RulesForm | None
) -> None:
    by = staff.person.id
    if week:
        services.set_week(by=by, therapist=therapist, monday=week, windows=form.windows)
        return
    services.set_hours(by=by, therapist=therapist, windows=form.windows)
    if rules:
        services.set_rules(by=by, therapist=therapist, **rules.cleaned_data)


def _form(therapist: Therapist, saved: calendars.Hours, week: date | None) -> HoursForm:
    windows = saved.weeks.get(week, saved.usual) if week else saved.usual
    return HoursForm(windows=windows, words=working.words(therapist), week=week is not None)


def _place(therapist: Therapist) -> PlaceForm:
    place = holidays.place_of(therapist)
    country = (place.country or PlaceForm.NONE) if place.own else PlaceForm.HOUSE
    region = place.region if place.own else ""
    return PlaceForm(initial={"country": country, "region": region}, house=working.house_place())


def _rules(values: dict[str, Any]) -> calendars.Rules:
    return calendars.Rules(
        values["pause"], timedelta(hours=values["notice_hours"]),
        timedelta(days=values["horizon_days"]), values["step"], values["most"],
    )  # fmt: skip


def _initial(saved: calendars.Rules) -> dict[str, int | None]:
    return {
        "pause": saved.pause, "step": saved.step, "notice_hours": int(saved.notice.total_seconds() // 3600),
        "horizon_days": saved.horizon.days, "most": saved.most,
    }  # fmt: skip
