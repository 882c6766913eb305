"""What can be booked, with whom and when."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from footing.booking import queries, searches
from footing.booking.api import schemas
from footing.booking.api.problems import RateError
from footing.booking.api.problems import slots as written
from footing.booking.queries import causes, rules

router = Router(tags=["open times"])
MOST = 5000
PROBLEMS = {status: schemas.Problem for status in (404, 422, 429)}


@router.get("/appointment-types", response=schemas.Types)
def appointment_types(request: HttpRequest) -> dict[str, Any]:
    """What can be booked."""
    return {"types": queries.types()}


@router.get("/therapists", response=schemas.Therapists)
def therapists(request: HttpRequest) -> dict[str, Any]:
    """Who can be booked."""
    team = queries.therapists_for()
    asked = rules.asked_first([t.id for t in team])
    return {"therapists": [{**vars(t), "asks_first": t.id in asked} for t in team]}


@router.get("/slots", response={200: schemas.Slots, **PROBLEMS}, exclude_none=True)
def slots(request: HttpRequest, search: Query[schemas.SlotSearch]) -> HttpResponse:
    """Open starts by time; without `therapist`, every pair of start and therapist. At most 5,000."""
    _count(request)
    start = datetime.combine(search.from_, time(), search.tz)
    end = datetime.combine(search.to + timedelta(days=1), time(), search.tz)
    found = queries.slots(
        queries.type_of(search.type),
        queries.therapists_for(mode=search.mode, therapist=search.therapist),
        start=start, end=end, now=timezone.now(), mode=search.mode,
    )  # fmt: skip
    body: dict[str, Any] = {"slots": found}
    if len(found) > MOST:
        last = found[MOST].start.astimezone(search.tz).date()
        midnight = datetime.combine(last, time(), search.tz).astimezone(UTC)
        kept = [s for s in found[:MOST] if s.start < midnight]
        # A single day beyond the limit is cut: the therapists of such a practice are asked one by one.
        body = {"slots": kept or found[:MOST], "next": str(last if kept else last + timedelta(days=1))}
    body["slots"] = written(body["slots"])
    return HttpResponse(json.dumps(body), content_type="application/json")


@router.get("/days", response={200: schemas.Days, **PROBLEMS})
def days(request: HttpRequest, search: Query[schemas.DaySearch]) -> dict[str, Any]:
    """How many starts are open on each day of a month."""
    _count(request)
    counts = queries.days(
        queries.type_of(search.type),
        queries.therapists_for(mode=search.mode, therapist=search.therapist),
        month=search.month, zone=search.tz, now=timezone.now(), mode=search.mode,
    )  # fmt: skip
    return {"days": {str(day): count for day, count in counts.items()}}


@router.get("/problems/{slug:cause}", response={200: schemas.Cause, 404: schemas.Problem})
def problem_type(request: HttpRequest, cause: str) -> dict[str, str]:
    """What a problem's type means."""
    if cause not in causes.ALL:
        raise Http404
    return {"cause": cause, "detail": str(causes.ALL[cause])}


def _count(request: HttpRequest) -> None:
    """One more search from here. Raises RateError."""
    if wait := searches.wait(request):
        raise RateError(wait)
