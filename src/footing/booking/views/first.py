"""Is a talk for us? Four questions by POST, then what fits and why, the house's facts, and times. Nothing is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.booking import fitwords, kinds, searches
from footing.booking.firstform import FirstForm, words
from footing.booking.models import AppointmentType
from footing.booking.queries import load, search
from footing.booking.views import find
from footing.booking.views.fit import way_to_meet
from footing.practice import policies
from footing.practice import queries as practice
from footing.practice.models import Therapist
from footing.safety import queries as safety

TIMES = 6


@dataclass(frozen=True)
class Time:
    """An open start with what booking asks for."""

    start: datetime
    therapist: Therapist
    asked: dict[str, Any]


def first(request: HttpRequest) -> HttpResponse:
    """Ask by GET; by POST say what fits, or list the questions that were picked."""
    form = FirstForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "words": words(), "help": safety.help_for()}
    if request.method != "POST":
        return render(request, "booking/first.html", context)
    if not form.is_valid():
        return render(request, "booking/first.html", context, status=422)
    if request.POST.get("step") == "list":
        return render(request, "booking/first_list.html", {**context, "questions": form.questions()})
    said, team, zone = form.said(), search.therapists_for(), practice.zone()
    offered = search.types()
    kind = _kind(offered, together=said.company["together"])
    too_many = bool(searches.wait(request))
    context |= {
        "said": said, "team": team, "zone": zone, "kind": kind, "by": fitwords.MODES, "limits": policies.limits(),
        "types": [(kinds.said(one.name), one.minutes, one.free) for one in offered],
        "times": [] if kind is None or too_many else _times(kind, team, ZoneInfo(zone)),
        "many": str(find.MANY) if too_many else "",
    }  # fmt: skip
    return render(request, "booking/first_fits.html", context)


def _kind(offered: list[AppointmentType], *, together: bool) -> AppointmentType | None:
    """The talk that it begins with: the shortest of its kind, or the shortest of all for one person."""
    fitting = [one for one in offered if one.together == together]
    return min(
        fitting or [one for one in offered if not one.together], key=lambda one: one.minutes, default=None
    )


def _times(kind: AppointmentType, team: list[Therapist], zone: ZoneInfo) -> list[Time]:
    """The next open starts, one of each therapist as far as there are some, soonest first."""
    now, found = timezone.now(), list[Time]()
    for mode in kind.modes:
        meeting = [one for one in team if way_to_meet(one.modes, kind.modes, "") == mode]
        if not meeting:
            continue
        who, seen = {one.id: one for one in meeting}, dict[Any, int]()
        for slot in search.slots(kind, meeting, start=now, end=now + load.WINDOW, now=now, mode=mode):
            seen[slot.therapist] = seen.get(slot.therapist, 0) + 1
            if seen[slot.therapist] <= max(1, TIMES // len(team)):
                one = who[slot.therapist]
                asked = {"type": kind.id, "who": one.slug, "tz": zone.key, "mode": mode}
                found.append(Time(slot.start, one, asked))
    return sorted(found, key=lambda time: time.start)[:TIMES]
