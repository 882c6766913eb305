"""Hours, single weeks, time off and rules, with the starts that result beside them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking.queries import search
from footing.booking.views import find
from footing.calendars import holidays, services
from footing.calendars import queries as calendars
from footing.calendars.forms import HoursForm, PlaceForm, RulesForm, SinceForm, TimeOffForm
from footing.core.slots import Window, changes, from_day, holding, until_change, without
from footing.desk import calendar, working
from footing.desk.access import Staff, staff
from footing.desk.forms import TryForm
from footing.practice.models import Therapist

NUMBER = re.compile(r"[0-9]{1,18}")
DAY = re.compile(r"[0-6]")


@dataclass(frozen=True)
class Part:
    """Which hours a page is about: one week's, those from a day on (`was`: its old day), or the usual ones."""

    week: date | None = None
    since: SinceForm | None = None
    was: date | None = None

    @property
    def first(self) -> date | None:
        """The day from which on they hold; None while there is none, or none that will do."""
        return self.since.cleaned_data["since"] if self.since and self.since.is_valid() else None

    @property
    def some(self) -> Any:
        """What is said where no hours are written; empty where that may be."""
        if self.week:
            return _("To see nobody in that week, add it as time off instead.")
        return (
            _("Write at least one span. To see nobody from then on, add time off instead.")
            if self.since
            else ""
        )


USUAL = Part()


@staff
def hours(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Show, try out ("preview"), copy days of, or save weekly hours and rules; with `week` the hours of one week,
    with `since` those from a day on."""
    typed = request.POST if request.method == "POST" else request.GET
    therapist = staff.therapist(typed.get("who", ""))
    part, by = _part(typed, therapist), staff.person.id
    if request.method != "POST":
        wrong = part.since is not None and part.first is None
        return (
            page(request, staff, therapist, asked=part.since, status=422)
            if wrong
            else page(request, staff, therapist, part=part)
        )
    if part.week and "usual" in typed:
        services.set_week(by=by, therapist=therapist, monday=part.week, windows=[])
        return back(therapist)
    if part.since and "drop" in typed:
        if part.first:
            services.drop_change(by=by, therapist=therapist, first=part.first)
        return back(therapist)
    data = _copied(request.POST)
    form = HoursForm(data, words=working.words(therapist), some=part.some)
    rules = None if part.week or part.since else RulesForm(data)
    right = part.since is None or part.first is not None
    if not (form.is_valid() & (rules is None or rules.is_valid()) & right):
        return page(request, staff, therapist, part=part, form=form, rules=rules, status=422)
    if "preview" in typed or "copy" in typed:
        return page(request, staff, therapist, part=part, form=form, rules=rules)
    _save(staff, therapist, part, form, rules)
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
    request: HttpRequest, staff: Staff, therapist: Therapist, *, part: Part = USUAL, form: HoursForm | None = None,
    rules: RulesForm | None = None, off: TimeOffForm | None = None, place: PlaceForm | None = None,
    asked: SinceForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of working time; a form that is given is shown as it was filled in, and tried out where it is valid."""
    now, minded = timezone.now(), calendars.rules([therapist.id])[therapist.id]
    saved = tried = calendars.hours_of([therapist.id])[therapist.id]
    today, week = working.today(therapist, now), part.week
    shown = TryForm(request.POST if form else None, types=search.types())
    if form and status == 200:
        tried = _tried(saved, part, tuple(form.windows), today)
    kind, mode = shown.chosen()
    if rules and status == 200:
        minded = _rules(rules.cleaned_data)
    context = {
        "staff": staff, "therapist": therapist, "week": week, "part": part, "shown": shown, "kind": kind,
        "form": form or _form(therapist, saved, part, today), "rules": rules or RulesForm(initial=_initial(minded)),
        "off": off or TimeOffForm(zone=therapist.time_zone), "asked": asked or SinceForm(today=today),
        "place": place or _place(therapist), "holidays": holidays.ahead(therapist, since=now),
        "away": calendars.time_off_of(therapist.id, since=now), "changes": changes(saved.usual, after=today),
        "weeks": [day for day in sorted(saved.weeks) if day >= calendar.monday("", therapist.time_zone)],
        "tried": form is not None and status == 200, "words": working.words(therapist),
        "outside": working.outside(therapist, tried, now=now),
        "preview": working.preview(
            therapist, tried, minded, kind=kind, mode=mode, week=week, first=part.first, now=now
        ),
    }  # fmt: skip
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


def _part(typed: QueryDict, therapist: Therapist) -> Part:
    week = _week(typed.get("week", ""), therapist)
    if week or "since" not in typed:
        return Part(week)
    return Part(
        since=SinceForm(typed, today=working.today(therapist, timezone.now())), was=find.day(typed.get("was", ""))
    )  # fmt: skip


def _tried(saved: calendars.Hours, part: Part, new: tuple[Window, ...], today: date) -> calendars.Hours:
    """All hours of a therapist with those that are on the page in them."""
    if part.week:
        return calendars.Hours(saved.usual, {**saved.weeks, part.week: new})
    if part.first is None:
        return calendars.Hours(until_change(saved.usual, new, today=today), saved.weeks)
    usual = without(saved.usual, first=part.was) if part.was else saved.usual
    return calendars.Hours(from_day(usual, new, first=part.first), saved.weeks)


def _copied(typed: QueryDict) -> QueryDict:
    """What was typed, with one day's line in the lines of others where that was asked."""
    data = typed.copy()
    source = typed.get("copy_from", "")
    if "copy" in typed and DAY.fullmatch(source):
        for number in filter(DAY.fullmatch, typed.getlist("copy_to")):
            data[f"day{number}"] = typed.get(f"day{source}", "")
    return data


def _save(staff: Staff, therapist: Therapist, part: Part, form: HoursForm, rules: RulesForm | None) -> None:
    by = staff.person.id
    if part.week:
        services.set_week(by=by, therapist=therapist, monday=part.week, windows=form.windows)
        return
    if part.first:
        services.set_hours_from(
            by=by, therapist=therapist, first=part.first, windows=form.windows, was=part.was
        )
        return
    services.set_hours(by=by, therapist=therapist, windows=form.windows)
    if rules:
        services.set_rules(by=by, therapist=therapist, **rules.cleaned_data)


def _form(therapist: Therapist, saved: calendars.Hours, part: Part, today: date) -> HoursForm:
    windows = holding(saved.usual, part.first or today)
    if part.week:
        windows = saved.weeks.get(part.week, holding(saved.usual, part.week))
    return HoursForm(windows=windows, words=working.words(therapist), some=part.some)


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
