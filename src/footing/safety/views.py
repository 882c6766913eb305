"""Help now: by country and region, without signing in, in one step."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.practice import adoptions
from footing.safety import queries

_CODE = re.compile(r"[A-Z]{2,3}")


def help_now(request: HttpRequest) -> HttpResponse:
    """Lines of the practice's own region, or of the place that was chosen."""
    country, region = (request.GET.get(name, "").upper() for name in ("country", "region"))
    place = None
    if _CODE.fullmatch(country):
        place = queries.Place(country, region if _CODE.fullmatch(region) else "")
    context = {"help": queries.help_for(place), "adopted": adoptions.of(adoptions.HELP_LINES)}
    return render(request, "safety/help.html", context)
