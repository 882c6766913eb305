"""A therapist's appointments for the calendar that they use: the only page whose secret stands in its path."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from footing.booking import calendar
from footing.booking.queries import bookings
from footing.calendars.outside import queries

BACK, AHEAD = timedelta(days=30), timedelta(days=400)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Times and ways to meet, no word about anybody. A wrong address is the same page as none."""
    therapist, now = queries.opened(key), timezone.now()
    if therapist is None:
        raise Http404
    rows = bookings.for_calendar(therapist.id, start=now - BACK, end=now + AHEAD)
    response = HttpResponse(calendar.of_therapist(rows, now=now), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.FILE_NAME}"'
    return response
