"""Screens one and two: what, with whom, how; then the open times."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from footing.booking import searches
from footing.booking.forms import FindForm, known_zone
from footing.booking.models import AppointmentType
from footing.booking.queries import offers, search
from footing.practice import queries as practice

MANY = gettext_lazy(
    "Many searches came from your connection just now. Wait ten minutes and press the button again, or call us."
)


def find(request: HttpRequest) -> HttpResponse:
    """Choose what, with whom and how; what the address names is chosen already."""
    initial = {name: request.GET[name] for name in ("type", "who", "mode", "tz") if name in request.GET}
    initial.setdefault("type", "introduction")
    # What a link from the practice's own website calls it.
    initial.setdefault("who", request.GET.get("therapist", ""))
    return render(request, "booking/find.html", {"form": form(initial=initial), "first": None})


def times(request: HttpRequest) -> HttpResponse:
    """Open times of seven days in the visitor's zone; the first screen where nothing was asked."""
    if not request.GET:
        return find(request)
    asked, first = form(request.GET), day(request.GET.get("from", ""))
    if not asked.is_valid():
        return wrong(request, asked)
    if "from" in request.GET and first is None:
        return wrong(request, asked, _("There is no such day. Look at the open times again."))
    if wait := searches.wait(request):
        later = wrong(request, asked, str(MANY), status=429)
        later.headers["Retry-After"] = str(wait)
        return later
    wish = asked.cleaned_data
    zone, now = known_zone(wish["tz"], "UTC"), timezone.now()
    therapist = asked.team.get(wish["who"])
    week = offers.week(
        AppointmentType.objects.get(pk=wish["type"]),
        search.therapists_for(mode=wish["mode"], therapist=therapist.id if therapist else None),
        first=first or now.astimezone(zone).date(),
        zone=zone,
        now=now,
        mode=wish["mode"],
    )
    context = {"form": asked, "wish": wish, "therapist": therapist, "week": week, "query": urlencode(wish)}
    return render(request, "booking/times.html", context)


def wrong(request: HttpRequest, asked: FindForm, sentence: str = "", status: int = 422) -> HttpResponse:
    """The first screen again, as filled in, with what to do at the top."""
    if asked.is_valid():
        asked.add_error(
            None, sentence or _("That is not a time from the list. Look at the open times again.")
        )
    context = {"form": asked, "first": day(request.GET.get("from", ""))}
    return render(request, "booking/find.html", context, status=status)


def form(*data: object, **options: object) -> FindForm:
    """The first screen's form, with the practice's types, team and zone."""
    house = practice.practice()
    types = list(AppointmentType.objects.filter(active=True))
    zone = house.time_zone if house else "UTC"
    return FindForm(*data, types=types, team=practice.listed(), zone=zone, **options)


def day(text: str) -> date | None:
    """A date written as 2026-11-23, or None."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 < found.year < 3000 else None


def therapist_id(slug: str) -> UUID | None:
    """The listed therapist of that slug; None for anyone."""
    return practice.by_slug(slug).id if slug else None
