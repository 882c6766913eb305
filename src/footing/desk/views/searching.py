"""The same search as visitors': a manager among the whole team, a therapist in their own time."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

from footing.booking import errors
from footing.booking.forms import FindForm
from footing.booking.models import AppointmentType
from footing.booking.queries import offers, search
from footing.booking.services import Wish
from footing.booking.views import find
from footing.desk.access import Staff
from footing.practice import queries as practice
from footing.practice.models import Therapist

CHOSEN = ("type", "who", "mode", "tz")


def form(staff: Staff, data: object = None, **initial: str) -> FindForm:
    """What, with whom and how, filled in with `initial`."""
    return FindForm(
        data,
        initial={"type": "introduction", "mode": "phone", **initial},
        types=list(AppointmentType.objects.filter(active=True)),
        team=practice.listed() if staff.manager else staff.team(),
        zone=practice.zone(),
    )


def therapist(staff: Staff, asked: FindForm) -> Therapist | None:
    """With whom: a manager's choice, None for anybody; a therapist's own whatever the form says."""
    return asked.team.get(asked.cleaned_data["who"]) if staff.manager else staff.own


def wish(staff: Staff, asked: FindForm, start: Any) -> Wish:
    """The service's wish from the form's answers."""
    who, answers = therapist(staff, asked), asked.cleaned_data
    return Wish(type=answers["type"], start=start, mode=answers["mode"], therapist=who.id if who else None)


def week(request: HttpRequest, staff: Staff, asked: FindForm, zone: str) -> dict[str, Any]:
    """Seven days of open times for a page, or the sentence on why there are none."""
    answers, who, now = asked.cleaned_data, therapist(staff, asked), timezone.now()
    chosen = {name: answers[name] for name in CHOSEN}
    first = find.day(request.GET.get("from", "")) or now.astimezone(ZoneInfo(zone)).date()
    try:
        team = search.therapists_for(mode=answers["mode"], therapist=who.id if who else None)
    except errors.BookingError as error:
        return {"week": None, "query": urlencode(chosen), "asked": chosen, "closed": str(error)}
    kind = AppointmentType.objects.get(pk=answers["type"])
    found = offers.week(kind, team, first=first, zone=ZoneInfo(zone), now=now, mode=answers["mode"])
    return {"week": found, "query": urlencode(chosen), "asked": chosen, "closed": ""}
