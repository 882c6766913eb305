"""What is kept of a guest: to see, to take along, and to delete. With code and token, as every change."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking.models import Booking
from footing.booking.views.confirm import booked_context
from footing.booking.views.manage import show, with_booking
from footing.vault import export, files, opening


@require_POST
def kept(request: HttpRequest) -> HttpResponse:
    """All that is kept, and who looked."""
    return with_booking(request, _kept)


@require_POST
def kept_file(request: HttpRequest) -> HttpResponse:
    """The same as a file: to read, or for another program."""
    return with_booking(request, _file)


@require_POST
def erase_all(request: HttpRequest) -> HttpResponse:
    """Ask once; then delete at once, in seven days, or not."""
    return with_booking(request, _erase)


def _kept(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    found = export.collect(holder=booking.holder, now=timezone.now())
    context = {**booked_context(booking, token), "kept": found, "zone": booking.zone, "shown": export.shown}
    return render(request, "booking/kept.html", context)


def _file(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    found = export.collect(holder=booking.holder, now=timezone.now())
    return files.answer(found, zone=booking.zone, json=request.POST.get("as") == "json")


def _erase(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    return opening.erasure(
        request,
        booking.holder,
        gone=_("Your name, your words and this time are gone for good. Nobody will ask why."),
        show=partial(show, request, booking, token),
        sure=lambda: render(request, "booking/erase.html", booked_context(booking, token)),
    )
