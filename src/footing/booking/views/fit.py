"""Who fits: a few questions by POST, the team in order with reasons and times. Nothing of it is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.booking import fitwords, searches
from footing.booking.fitform import FitForm
from footing.booking.forms import known_zone
from footing.booking.models import AppointmentType
from footing.booking.queries import fits, search
from footing.booking.views import find
from footing.core.matching import Standing
from footing.practice import fit as vocabulary
from footing.practice import queries as practice

# A page stays short and light; everybody else is on the team page.
MOST = 8


def fit(request: HttpRequest) -> HttpResponse:
    """Ask by GET; by POST show who fits, with the questions below to change them."""
    team = search.therapists_for()
    form = FitForm(request.POST if request.method == "POST" else None, team=team, zone=practice.zone())
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    if wait := searches.wait(request):
        form.add_error(None, str(find.MANY))
        later = _page(request, form, status=429)
        later.headers["Retry-After"] = str(wait)
        return later
    kind = _kind()
    if kind is None or not team:
        return _page(request, form, places=[])
    seeker, zone = form.seeker(), known_zone(form.cleaned_data["tz"], "UTC")
    modes = {one.id: way_to_meet(one.modes, kind.modes, form.cleaned_data["mode"]) for one in team}
    found = fits.known(kind, team, zone=zone, now=timezone.now(), modes=modes)
    places = fits.ranked(seeker, found, vocabulary.weights(practice.practice()))
    shown = [
        {
            "therapist": place.therapist, "starts": place.starts,
            "standing": place.fit.standing.value,
            "reasons": fitwords.reasons(place.fit.findings, place.therapist, seeker.musts),
            "asked": {"type": kind.id, "who": place.therapist.slug, "tz": zone.key,
                      "mode": modes[place.therapist.id]},
        }
        for place in places[:MOST]
    ]  # fmt: skip
    return _page(
        request, form, places=shown, said=bool(seeker.asked()),
        nobody=all(place.fit.standing == Standing.LACKS for place in places),
    )  # fmt: skip


def _kind() -> AppointmentType | None:
    """The talk that somebody begins with: the shortest for one person."""
    return AppointmentType.objects.filter(active=True, together=False).order_by("minutes", "position").first()


def way_to_meet(own: list[str], offered: list[str], wished: str) -> str:
    """How to meet: as wished for where both can, else the first way that both can; "" where there is none."""
    both = [mode for mode in own if mode in offered]
    return wished if wished in both else next(iter(both), "")


def _page(
    request: HttpRequest, form: FitForm, *, places: list[dict[str, Any]] | None = None, said: bool = False,
    nobody: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    words = vocabulary.words().words
    context = {
        "form": form,
        "places": places,
        "said": said,
        "nobody": nobody,
        "words": words,
        "by": fitwords.MODES,
    }
    return render(request, "booking/fit.html", context, status=status)
