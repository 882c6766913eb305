"""A sentence for the next page of a signed-in person: what was just done. It waits, sealed, in their session."""

from django.http import HttpRequest

SAID = "said"


def later(request: HttpRequest, sentence: str) -> None:
    """Say it on the page that comes next."""
    request.session[SAID] = str(sentence)


def now(request: HttpRequest) -> str:
    """What waits to be said, once; nothing is the empty string."""
    return str(request.session.pop(SAID, ""))
