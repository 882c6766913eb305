"""Who is asking: pages of a signed-in person, without a session for visitors.

A form that comes after the end of its session is not lost: it goes sealed through the sign-in, and only the person
whose session it was gets it back.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from footing.accounts import said, sittings
from footing.accounts.models import Person
from footing.vault import sealed

Page = Callable[..., HttpResponse]
SECRET = {"old", "passphrase", "password", "code", "token", sealed.FIELD}
# What a page's own buttons, boxes and hidden fields send: nobody wrote it, and nobody could read it.
CHOSEN = re.compile(r"[a-z0-9_:.-]{1,12}|[0-9a-f-]{32,36}")
AGAIN = "again"


@dataclass(frozen=True)
class Held:
    """A form that came too late: where it goes, what somebody wrote, and what else goes along with it."""

    path: str
    written: list[tuple[str, str]]
    along: list[tuple[str, str]]


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
        if person is not None:
            return view(request, *args, person=person, **kwargs)
        return to_sign_in(request)

    return guarded


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody sign in first. A form that came after the end of their session goes along."""
    late = getattr(request, "late", None)
    if request.method == "POST" and late is not None:
        held = _sealed(request, str(late))
        context: dict[str, Any] = {"held": held, "form": None, "people": [], "carried": ""}
        return render(request, "account/login.html", context, status=401)
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.path})}")


def freshly(*, seconds: int = 300, page: str = "") -> Callable[[Page], Page]:
    """Ask for the pass phrase or passkey again unless that was just done. Stands under `signed_in`.

    `page` is the address to go on at where the view itself takes POST only. What a form brought is there
    again for `sent_before`.
    """

    def wrap(inner: Page) -> Page:
        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, person: Person, **kwargs: Any) -> HttpResponse:
            if time.time() - _proved(request) < seconds:
                return inner(request, *args, person=person, **kwargs)
            there = reverse(page) if page else request.path
            if request.method == "POST":
                said.later(
                    request, _("Nothing was done yet. Now that you are here again, press it once more.")
                )
                request.session[AGAIN] = {"path": there, "fields": _fields(request)}
            onward = urlencode({"next": there})
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{onward}")

        return guarded

    return wrap


def sent_before(request: HttpRequest) -> QueryDict | None:
    """The form that was sent to this page before it asked once more who is there; for one look at it."""
    found = request.session.pop(AGAIN, None) if request.method == "GET" else None
    if not found or found["path"] != request.path:
        return None
    form = QueryDict(mutable=True)
    for name, value in found["fields"]:
        form.appendlist(name, value)
    return form


def renewing(view: Page) -> Page:
    """A page that asks once more: whoever proved it goes on in a session with another key."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = _proved(request)
        response = view(request, *args, **kwargs)
        if _proved(request) > before:
            sittings.renew(request)
        return response

    return guarded


def held_for(request: HttpRequest, person: Person) -> Held | None:
    """The form that this person sent too late, once; nothing for anybody else."""
    token = request.session.pop(sittings.HELD, "")
    try:
        found = sealed.open_state(token)["held"]
    except (sealed.StateError, KeyError):
        return None
    if found["person"] != str(person.id):
        return None
    fields = [(name, value) for name, value in found["fields"]]
    written = [(name, value) for name, value in fields if value and not CHOSEN.fullmatch(value)]
    return Held(found["path"], written, [pair for pair in fields if pair not in written])


def _proved(request: HttpRequest) -> float:
    """When somebody last proved in this session that it is theirs, since 1970; 0 for never."""
    if not request.user.is_authenticated:
        return 0.0
    records = get_authentication_records(request, request.user)
    return max((float(r["at"]) for r in records if r.get("reauthenticated")), default=0.0)


def _sealed(request: HttpRequest, person: str) -> str:
    """The form without its secrets. A pass phrase is typed again."""
    return sealed.seal_state({"held": {"person": person, "path": request.path, "fields": _fields(request)}})


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(n, v) for n in request.POST if n not in SECRET for v in request.POST.getlist(n)]
