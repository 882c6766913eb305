"""Sessions end: when nobody used them for a while, and after some hours whatever happens."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from footing.accounts import homes
from footing.accounts.sittings import BEGAN, SEEN
from footing.design.middleware import Handler

WRITE_EVERY = 60


@dataclass(frozen=True)
class Limits:
    """Seconds without a request, and seconds in all."""

    idle: int
    longest: int


STAFF = Limits(15 * 60, 12 * 60 * 60)
CLIENT = Limits(10 * 60, 24 * 60 * 60)


def limits_of(session: Mapping[str, Any]) -> Limits:
    """The limits of a session; a client's are the shorter ones while nobody works on it."""
    return CLIENT if session.get(homes.HOME) == homes.TODAY else STAFF


class SessionLimits:
    """Ends a session that is idle or old. Pages of visitors never touch the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = time.time()
            began = request.session.setdefault(BEGAN, now)
            seen = request.session.setdefault(SEEN, now)
            limits = limits_of(request.session)
            if now - seen > limits.idle or now - began > limits.longest or now < began - WRITE_EVERY:
                logout(request)
            elif now - seen > WRITE_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)
