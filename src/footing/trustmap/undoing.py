"""The change that was just made can be taken back on the page that comes next, by one press."""

from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from footing.trustmap.document import Document

JUST = "map-just"
BACK = {"people": "map-people", "look": "map-qualities", "rate": "map-rate"}


@dataclass(frozen=True)
class Just:
    """What was changed, the page where it was, and on that of ratings the question."""

    kind: str
    to: str
    question: str = ""


def later(request: HttpRequest, just: Just) -> None:
    """Offer it on the page that comes next."""
    request.session[JUST] = asdict(just)


def now(request: HttpRequest) -> Just | None:
    """What can be taken back on this page, once."""
    found = request.session.pop(JUST, None)
    return Just(**found) if found else None


def back(request: HttpRequest, document: Document) -> HttpResponseRedirect:
    """To the page where the change was made; to the overview from anywhere else."""
    to, question = request.POST.get("to", ""), request.POST.get("of", "")
    there = reverse(BACK.get(to, "map-own"))
    onward = to == "rate" and question in document.questions
    return HttpResponseRedirect(f"{there}?q={question}" if onward else there)
