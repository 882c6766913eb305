"""Somebody left while the line was down: their session ends at the next request, before anything is shown."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from footing.design.middleware import Handler


class Left:
    """Looks for the mark that the page's script sets on leaving; the first request takes it away again."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark: str = settings.FOOTING_LEFT_COOKIE
        if mark not in request.COOKIES:
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            logout(request)
        response = self.get_response(request)
        response.delete_cookie(mark, samesite="Lax")
        return response
