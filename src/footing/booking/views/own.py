"""Keep a booking in one's account: code and second part, once."""

from django.http import HttpRequest, HttpResponse

from footing.accounts import owning
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.booking import services


@signed_in
def own(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Ask for both parts, or take the booking into the account and go to today."""

    def taken(code: str, token: str) -> None:
        services.own(person=person.id, code=code, token=token)

    return owning.keep(request, taken, page="booking/own.html")
