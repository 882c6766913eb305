"""What the practice shows of itself at addresses of its own: its colour, and the texts that people agree to."""

from functools import lru_cache

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from footing.practice import colours, policies, queries

YEAR = 365 * 24 * 3600


def sheet_address() -> str:
    """Where the style sheet with the practice's colour is; nothing where it chose none."""
    try:
        colour = queries.colour_lately()
    except DatabaseError:
        return ""  # the page that says so has to stand without the database
    return _address(colour) if colour else ""


@require_safe
def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """The style sheet under its present name; an older name is gone."""
    colour = queries.colour()
    now, css = colours.sheet(colour) if colour else ("", "")
    if not colour or name != now:
        raise Http404
    return HttpResponse(
        css,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={YEAR}, immutable"},
    )


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """The practice's own texts that people agree to, with every version that there was."""
    found = [(title, policies.versions(id)) for id, title in policies.OWN.items()]
    return render(request, "practice/texts.html", {"texts": [(title, rows) for title, rows in found if rows]})


@lru_cache(maxsize=64)
def _address(colour: str) -> str:
    return reverse("look", kwargs={"name": colours.sheet(colour)[0]})
