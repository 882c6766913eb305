"""That somebody did not come, and how often that happens with and without a reminder."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import errors
from footing.booking.reminders import missed as booking
from footing.desk import missed, queries
from footing.desk.access import Staff, staff


@require_POST
@staff
def mark(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """They did not come, or they did after all (`back`); `write` sends the one mail."""
    found = queries.booking(staff, id)
    try:
        if "back" in request.POST:
            missed.take_back(staff=staff, found=found)
        else:
            missed.mark(staff=staff, found=found, write="write" in request.POST)
    except errors.BookingError as error:
        said = {"heading": _("That does not fit"), "sentence": str(error)}
        return render(request, "design/message.html", said, status=422)
    return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": id}))


@staff
def counts(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """For managers: of how many times nobody came, in groups of ten or more."""
    if not staff.manager:
        raise Http404
    with_, without = booking.counts(now=timezone.now())
    context = {"staff": staff, "with_": with_, "without": without, "fewest": booking.FEWEST}
    return render(request, "desk/missed.html", context)
