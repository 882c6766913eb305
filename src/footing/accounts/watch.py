"""Security events of those who work here (`design.events`). Of clients nothing is written: it would be their diary."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from footing.accounts import homes
from footing.accounts.models import Person
from footing.design import events
from footing.design.middleware import Handler

REFUSALS = {403, 404}
NOBODY = UUID(int=0)


def note(event: str, person: Person, **facts: str | UUID) -> None:
    """Write a line where this person works here."""
    if homes.of(person) == homes.DESK:
        events.note(event, who=person.pk, **facts)


def failed(login: str) -> None:
    """A wrong pass phrase under a name, given as its hash. The same is read for a name that nobody has."""
    person = Person.objects.filter(login=login).first()
    note("sign-in-failed", person or Person(pk=NOBODY), by="passphrase")


class Refusals:
    """Write a line where somebody who works here asks for what is not theirs, at an address that exists."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Whoever comes without a session is not asked for one: the answer would vary by a cookie that nobody sent.
        known = settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith("/api/")
        refused = request.resolver_match if known and response.status_code in REFUSALS else None
        if refused and request.user.is_authenticated:
            note("refused", request.user, status=str(response.status_code), at=refused.route)
        return response
