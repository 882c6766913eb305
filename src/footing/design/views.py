"""Error pages, and the page that shows every component in every state."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from footing.design.middleware import refuse

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist and for what this reader may not see."""
    request.alike = True  # type: ignore[attr-defined]
    sentence = _("There is no page at this address. Go back to the start, or use the links above.")
    return render(
        request, "design/message.html", {"sentence": sentence, "heading": _("Nothing here")}, status=404
    )


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What no page of ours would send: too many fields, a broken upload, a host that is not ours."""
    return refuse(request, 400, _("That could not be read. Open the page again and send it from there."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not this person's to change."""
    return refuse(request, 403, _("That is not yours to change. Go back to the start."))


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed on our side. Its kind and the route are logged: its text could hold what somebody wrote."""
    kind, route = sys.exc_info()[0], getattr(request.resolver_match, "route", None)
    logger.error("500 %s %s: %s", request.method, route, kind.__qualname__ if kind else "unknown")
    sentence = _("Something went wrong on our side, not on yours. Wait a moment and try again.")
    return render(request, "design/message.html", {"sentence": sentence, "heading": None}, status=500)


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state; also the list that the accessibility test walks."""
    return render(request, "design/components.html", {})
