"""Sessions end: when nobody used them for a while, and after some hours whatever happens."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from footing.accounts import limits
from footing.accounts.limits import BEGAN, SEEN, WRITE_EVERY
from footing.design.middleware import Handler

ASKS_BY_ITSELF = "/still/"


class SessionLimits:
    """Ends a session that is idle or old. Pages of visitors never touch the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = time.time()
            request.session.setdefault(BEGAN, now)
            seen = request.session.setdefault(SEEN, now)
            if limits.over(request.session, now):
                # Whose form it was that comes too late: only they get it back (accounts.access).
                request.late = request.user.pk  # type: ignore[attr-defined]
                logout(request)
            else:
                request.idle = limits.of(request.session).idle  # type: ignore[attr-defined]
                # A page that asks by itself whether it may stay says nothing about somebody being there.
                if now - seen > WRITE_EVERY and not request.path_info.endswith(ASKS_BY_ITSELF):
                    request.session[SEEN] = now
        return self.get_response(request)
