"""Sessions end: after fifteen idle minutes, and after twelve hours whatever happens."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from footing.design.middleware import Handler

IDLE, LONGEST, WRITE_EVERY = 15 * 60, 12 * 60 * 60, 60
BEGAN, SEEN = "began", "seen"


class SessionLimits:
    """Ends a session that is idle or old. Pages of visitors never touch the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = time.time()
            began = request.session.setdefault(BEGAN, now)
            seen = request.session.setdefault(SEEN, now)
            if now - seen > IDLE or now - began > LONGEST or now < began - WRITE_EVERY:
                logout(request)
            elif now - seen > WRITE_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)
