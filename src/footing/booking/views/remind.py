"""Reminders of a booked time and saying that one will come: with code and token, by a press."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.booking import errors
from footing.booking.models import Booking
from footing.booking.reminders import services
from footing.booking.reminders.forms import RemindForm
from footing.booking.views import manage


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Want these reminders and no others."""
    return manage.with_booking(request, _remind)


@require_POST
def come(request: HttpRequest) -> HttpResponse:
    """Say that one will come."""
    return manage.with_booking(request, _come)


def _remind(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    form = RemindForm(request.POST)
    try:
        if not form.is_valid():
            raise errors.InvalidError("ahead", _("Choose from what is offered."))
        services.choose(code=booking.code, token=token, ahead=form.cleaned_data["ahead"], hours=form.hours())
    except (errors.InvalidError, errors.BusyError) as error:
        return manage.show(request, booking, token, str(error), status=422)
    chosen = form.cleaned_data["ahead"]
    said = _("We remind you as you chose.") if chosen else _("We send you no reminder.")
    return manage.show(request, booking, token, said)


def _come(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    try:
        services.come(code=booking.code, token=token)
    except (errors.InvalidError, errors.BusyError) as error:
        return manage.show(request, booking, token, str(error), status=422)
    return manage.show(request, booking, token, _("Thank you. We know that you will come."))
