"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.learn.queries import shelf


def home(request: HttpRequest) -> HttpResponse:
    """What this is, four doors, one button."""
    return render(request, "welcome/home.html", {"signs": shelf("sign").pages})
