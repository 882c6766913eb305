"""How to link here from a website that the practice has already: pieces to copy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from footing.desk.access import Staff, staff
from footing.practice import queries


@staff
def links(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Addresses of the check and of booking, with each therapist whom visitors see."""
    home = settings.FOOTING_URL
    context = {
        "staff": staff, "team": queries.listed(), "check": f"{home}{reverse('check')}",
        "book": f"{home}{reverse('book')}", "feed": f"{home}{reverse('feed')}",
    }  # fmt: skip
    return render(request, "desk/links.html", context)
