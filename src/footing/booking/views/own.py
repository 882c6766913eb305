"""Keep a booking in one's account: code and second part, once."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from footing.accounts import homes
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.booking import errors, services
from footing.booking.forms import OpenForm
from footing.design.middleware import refuse
from footing.vault import visitors


@signed_in
def own(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Ask for both parts, or take the booking into the account and go to today."""
    if request.method != "POST":
        return render(request, "booking/own.html", {"form": OpenForm()})
    form, status = OpenForm(request.POST), 422
    if form.is_valid():
        if not visitors.within(request, "own", limit=30, seconds=3600, always=True):
            return refuse(request, 429, _("Those were many tries from one place. Wait an hour, or call us."))
        code, token = form.pair()
        try:
            services.own(person=person.id, code=code, token=token)
        except errors.BookingError as error:
            form.add_error("code", str(error))
            status = 404 if isinstance(error, errors.UnknownError) else 409
        else:
            return HttpResponseRedirect(reverse(homes.TODAY))
    return render(request, "booking/own.html", {"form": form}, status=status)
