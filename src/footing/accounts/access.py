"""Who is asking: pages of a signed-in person, without a session for visitors."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from footing.accounts.models import Person

Page = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> Person | None:
    """The signed-in person; reads the session only where its cookie came with the request."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, Person) else None


def signed_in(view: Page) -> Page:
    """Give a view the signed-in `person`; others sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.path})}")
        return view(request, *args, person=person, **kwargs)

    return guarded
