"""Addresses for whoever watches the server, or found a flaw in it."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse

REPORTS_VALID = timedelta(days=180)
PLAIN = "text/plain; charset=utf-8"


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type=PLAIN)


def ready(request: HttpRequest) -> HttpResponse:
    """The databases answer too; 503 where one does not."""
    try:
        for name in connections:
            with connections[name].cursor() as cursor:
                cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("a database does not answer\n", content_type=PLAIN, status=503)
    return HttpResponse("ok\n", content_type=PLAIN)


def security(request: HttpRequest) -> HttpResponse:
    """Where to report a flaw (RFC 9116); 404 where the practice has not said."""
    if not settings.FOOTING_SECURITY_CONTACT:
        raise Http404
    until = (datetime.now(UTC) + REPORTS_VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.FOOTING_SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.FOOTING_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)
