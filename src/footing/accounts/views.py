"""Leave: a plain GET that ends the session, clears what the browser kept and goes elsewhere."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def leave(request: HttpRequest) -> HttpResponse:
    """Decision 8: the one address that leads to another host."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    response = HttpResponseRedirect(settings.FOOTING_LEAVE_URL)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
