"""What is kept of a guest: to see, to take along, and to delete. With code and token, as every change."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking.models import Booking
from footing.booking.views.confirm import booked_context
from footing.booking.views.manage import show, with_booking
from footing.vault import erase, export, files


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
    sure = request.POST.get("sure", "")
    if sure == "now":
        erase.at_once(holder=booking.holder, by=booking.holder)
        sentence = _("Your name, your words and this time are gone for good. Nobody will ask why.")
        return render(request, "design/message.html", {"heading": _("It is deleted"), "sentence": sentence})
    if sure == "later":
        erase.ask(holder=booking.holder, by=booking.holder)
        return show(
            request, booking, token, _("It will be deleted in seven days. Until then you can keep it.")
        )
    if sure == "keep":
        erase.take_back(holder=booking.holder)
        return show(request, booking, token, _("Nothing will be deleted. All is as it was."))
    context = {**booked_context(booking, token), "until": timezone.now() + timedelta(days=7)}
    return render(request, "booking/erase.html", context)
