"""What a page of booking sent: times, holds, and the key that makes two presses one booking."""

import json
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from footing.booking import errors, services
from footing.booking.models import Hold
from footing.booking.queries import holds

YEARS = range(2000, 2200)


def typed(request: HttpRequest) -> QueryDict:
    """The whole form. A free time that was offered in place of a taken one brings along whom it is with."""
    found = request.POST.copy()
    start, bar, slug = found.get("start", "").partition("|")
    if bar:
        found["start"], found["who"] = start, slug
    return found


def instant(text: str) -> datetime | None:
    """An aware instant written as RFC 3339, of this century or the next; None for anything else."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo and found.year in YEARS else None


def identifier(text: str) -> UUID | None:
    """A UUID, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def live_hold(request: HttpRequest, start: datetime) -> Hold | None:
    """The hold that the form carries, while it keeps this start."""
    hold = identifier(request.POST.get("hold", ""))
    try:
        found = holds.live(hold, timezone.now()) if hold else None
    except errors.UnknownError:
        return None
    return found if found and found.start == start else None


def repeat(request: HttpRequest) -> services.Repeat | None:
    """The page's own key: the button pressed twice is one booking."""
    key = request.POST.get("key", "")[:64]
    said = sorted(request.POST.lists())
    body = {name: all[-1] if len(all) == 1 else all for name, all in said if name not in {"key", "hold"}}
    return services.Repeat(key, json.dumps(body).encode()) if key else None
