"""Three small guards around every request: body size, same origin, headers."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from footing.design import events

Handler = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD", "OPTIONS"}
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), browsing-topics=()"
LARGEST_BODY = 6 * 1024 * 1024
LARGER_BODIES = dict.fromkeys(
    ("/desk/profile/photo/", "/desk/practice/logo/", "/desk/calendars/file/"), LARGEST_BODY
)
# An article comes with its picture in one form, so that neither is lost.
LARGER_ROOM = "/desk/articles/"


class BodyLimit:
    """Refuse a body by its declared length before a byte is read: 413."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = LARGER_BODIES.get(request.path, settings.FOOTING_BODY_LIMIT)
        if request.path.startswith(LARGER_ROOM):
            limit = LARGEST_BODY
        length = request.META.get("CONTENT_LENGTH") or "0"
        chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
        if chunked or not (length.isascii() and length.isdigit()) or int(length) > limit:
            return refuse(request, 413, self._sentence(limit))
        return self.get_response(request)

    @staticmethod
    def _sentence(limit: int) -> str:
        if limit == LARGEST_BODY:
            return _("That file is larger than 5 MB. Go back, choose a smaller one, and send it again.")
        return _("That was too much text for one page. Shorten it and send it again.")


class SameOrigin:
    """Stands in for the CSRF middleware (decision 1): an unsafe method passes only from our own pages."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and not request.path.startswith("/api/") and not self._own(request):
            events.seldom("form-from-elsewhere")
            return refuse(
                request,
                403,
                _("This form did not come from our own page. Open the page again and send it from there."),
            )
        return self.get_response(request)

    @staticmethod
    def _own(request: HttpRequest) -> bool:
        site = request.headers.get("Sec-Fetch-Site")
        if site is not None:
            return site == "same-origin"
        return request.headers.get("Origin") == settings.FOOTING_URL


class Headers:
    """Content security policy, nothing for other hosts, no-store for every page that does not say it is public."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            allowed = response.headers["Allow"]
            response = refuse(
                request, 405, _("This page opens from the page before it. Go back to the start.")
            )
            response.headers["Allow"] = allowed
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        public = response.headers.get("Cache-Control", "").startswith("public")
        if not public and not request.path.startswith(settings.STATIC_URL):
            patch_cache_control(response, no_store=True, private=True)
        return response


def refuse(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page (or problem document, for the API) that says in one sentence what to do."""
    if request.path.startswith("/api/"):
        title = HTTPStatus(status).phrase
        body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": sentence})
        return HttpResponse(body, status=status, content_type="application/problem+json")
    request.alike = True  # type: ignore[attr-defined]
    return render(request, "design/message.html", {"sentence": sentence, "heading": None}, status=status)
