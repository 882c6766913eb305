"""Who waits for a time, and answering for them on the phone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.booking import errors
from footing.booking.views.waiting import in_words, shown
from footing.booking.waiting import queries
from footing.booking.waiting.models import Waiting
from footing.desk import waiting as desk
from footing.desk.access import Staff, staff
from footing.practice import queries as practice
from footing.practice.mail import may_mail


@staff
def waiting(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """The line, first come first."""
    staff.therapist(request.GET.get("who", ""))  # somebody else's list is nobody's
    context = {"staff": staff, "lines": desk.listed(staff), "zone": practice.zone()}
    return render(request, "desk/waiting.html", context)


@staff
def one(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One who waits. `do` says what they asked for on the phone: take, pass or stop."""
    found = desk.opened(staff, id)
    if request.method != "POST":
        return _show(request, staff, found)
    do = request.POST.get("do", "")
    try:
        if do == "take":
            booking = desk.accept(staff=staff, found=found, hold=shown(request))
            return HttpResponseRedirect(reverse("desk-booking", kwargs={"id": booking.id}))
        if do == "pass":
            desk.decline(staff=staff, found=found, hold=shown(request))
            return HttpResponseRedirect(reverse("desk-waiter", kwargs={"id": id}))
        if do == "stop":
            desk.stop(staff=staff, found=found)
            return HttpResponseRedirect(reverse("desk-waiting"))
    except errors.BookingError as error:
        return _show(request, staff, found, said=str(error), status=409)
    return _show(request, staff, found, said=_("Choose what they asked for."), status=422)


def _show(
    request: HttpRequest, staff: Staff, found: Waiting, *, said: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "staff": staff, "waiting": found, "contact": found.contact, "wish": in_words(found), "said": said,
        "offer": queries.live(found, timezone.now()), "by_mail": may_mail(found), "zone": practice.zone(),
    }  # fmt: skip
    return render(request, "desk/waiter.html", context, status=status)
