"""About whom somebody is, in a form or an address."""

from django.http import HttpRequest

from footing.check import queries

ME = 0


def about(request: HttpRequest) -> int:
    """The number of whom it is about; ME for whatever is no number of the check."""
    sent = (request.POST if request.method == "POST" else request.GET).get("about", "")
    known = queries.about(sent)
    return known.id if known else ME
