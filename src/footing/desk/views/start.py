"""The first run: from nothing to the first time that can be booked, one plain form after another."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from footing.booking.queries import search
from footing.calendars import queries as calendars
from footing.calendars import services as hours
from footing.calendars.forms import HoursForm
from footing.desk import services, start, working
from footing.desk.access import Staff, staff
from footing.desk.face_forms import AgeForm, ColourForm, FirstTherapistForm, OwnTextForm
from footing.desk.forms import PracticeForm
from footing.desk.views.practice import save
from footing.practice import house, policies, queries

TEXTS = ("own-limits", "own-cancellation")
CURRENCIES = {"CA": "CAD", "US": "USD", "GB": "GBP", "IE": "EUR", "FR": "EUR", "AU": "AUD", "NZ": "NZD"}


@staff
def first_run(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """One step of it: `step`, or the next one that is not done."""
    if not staff.manager:
        raise Http404
    found = start.run(now=timezone.now())
    step = request.POST.get("step") or request.GET.get("step", "")
    if step not in start.STEPS or not found.reach(step):
        step = found.next
    if request.method != "POST":
        return _page(request, staff, found, step, _forms(step, found))
    shown = _forms(step, found, request.POST)
    if "skip" not in request.POST:
        if not all([form.is_valid() for form in shown.values()]):
            return _page(request, staff, found, step, shown, status=422)
        if "preview" in request.POST:
            return _page(request, staff, found, step, shown)
        if not _save(staff, found, step, shown):
            return _page(request, staff, found, step, shown, status=409)
    if step not in {"practice", "therapist", "hours"}:
        house.settle(step=step, by=staff.person.id)
    return HttpResponseRedirect(reverse("desk-start"))


def _forms(step: str, found: start.Run, data: Any = None) -> dict[str, forms.Form]:
    """The forms of a step, filled in as far as something is known."""
    saved = queries.practice()
    if step == "practice":
        initial = PracticeForm.initial_of(saved) or {"country": "CA", "time_zone": "America/Toronto"}
        return {"practice": PracticeForm(data, initial=initial)}
    if step == "therapist" and found.therapist is None:
        currency = CURRENCIES.get(saved.country, "") if saved else ""
        initial = {"languages": "English", "modes": ["video", "phone"], "fee_currency": currency}
        return {"therapist": FirstTherapistForm(data, initial=initial)}
    if step == "hours" and found.therapist is not None:
        known = calendars.hours_of([found.therapist.id])[found.therapist.id].usual or start.USUAL
        return {"hours": HoursForm(data, windows=known, words=working.words(found.therapist))}
    if step == "texts":
        own = {
            id: OwnTextForm(data, prefix=id, initial=OwnTextForm.initial_of(policies.versions(id)))
            for id in TEXTS
        }
        return {"age": AgeForm(data, initial=AgeForm.initial_of(saved)), **own}
    if step == "colour":
        return {"colour": ColourForm(data, initial=ColourForm.initial_of(saved))}
    return {}


def _save(staff: Staff, found: start.Run, step: str, shown: dict[str, forms.Form]) -> bool:
    """Write what a step says; whether all of it could be. The forms were valid."""
    by, all_written = staff.person.id, True
    for name, form in shown.items():
        if isinstance(form, PracticeForm | AgeForm | ColourForm):
            save(name, form)
        elif isinstance(form, FirstTherapistForm):
            values = dict(form.cleaned_data)
            services.start_therapist(staff=staff, values=values, myself=values.pop("myself"))
        elif isinstance(form, OwnTextForm):
            all_written = form.save(name, by=by) and all_written
        elif isinstance(form, HoursForm) and found.therapist is not None:
            hours.set_hours(by=by, therapist=found.therapist, windows=form.windows)
    return all_written


def _page(
    request: HttpRequest,
    staff: Staff,
    found: start.Run,
    step: str,
    shown: dict[str, forms.Form],
    *,
    status: int = 200,
) -> HttpResponse:
    titles = {id: str(policies.OWN[id]) for id in TEXTS}
    context = {
        "staff": staff, "run": found, "step": step, "forms": shown, "titles": titles,
        "ways": _starts(found, shown, status),
        "address": f"{settings.FOOTING_URL}/", "own": found.therapist, "number": list(start.STEPS).index(step) + 1,
        "tried": "preview" in request.POST and status == 200,
    }  # fmt: skip
    return render(request, "desk/start.html", context, status=status)


def _starts(found: start.Run, shown: dict[str, forms.Form], status: int) -> list[Any]:
    """The starts that the hours on the page would give, for the step where hours are written."""
    form, therapist = shown.get("hours"), found.therapist
    if not isinstance(form, HoursForm) or therapist is None or status != 200:
        return []
    saved = calendars.hours_of([therapist.id])[therapist.id]
    windows = tuple(form.windows) if form.is_bound else saved.usual or start.USUAL
    kind = min(search.types(), key=lambda t: t.minutes, default=None)
    return working.preview(
        therapist, calendars.Hours(windows, saved.weeks), calendars.rules([therapist.id])[therapist.id],
        kind=kind, mode="", week=None, now=timezone.now(),
    )  # fmt: skip
