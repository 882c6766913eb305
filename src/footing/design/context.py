"""What every page knows: its path, its language, and where a signed-in person is at home."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from footing.design import language, look


def page(request: HttpRequest) -> dict[str, Any]:
    """Context for the base page. Reads the session only where a session cookie came with the request."""
    # A refusal by an outer guard is shown before anybody asked who signs in here.
    person = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    here = person is not None and person.is_authenticated
    return {
        "path": request.path,
        "language": get_language() or "en",
        "tongues": language.others(request),
        "signed_in": here,
        "home": request.session.get("home", "desk") if here else "",
        # Seconds until a session ends by itself; `accounts` lies above and says so with the request.
        "idle": getattr(request, "idle", 0) if here else 0,
        "leave_to": settings.FOOTING_LEAVE_URL,
        "left_cookie": settings.FOOTING_LEFT_COOKIE,
        "debug_pages": settings.DEBUG,
        # Asked by the base page alone: parts of pages need no colour.
        "own_sheet": look.address,
    }
