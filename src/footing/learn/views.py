"""Short pages to read, and the practice's articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.learn import queries


def index(request: HttpRequest) -> HttpResponse:
    """All pages: six signs, seven causes, three ways, articles."""
    context = {"shelves": queries.shelves(), "articles": queries.articles()}
    return render(request, "learn/index.html", context)


def page(request: HttpRequest, id: str) -> HttpResponse:
    """One page or article, under its neutral id."""
    return render(request, "learn/page.html", {"page": queries.page(id)})


def about(request: HttpRequest, id: str) -> HttpResponse:
    """What is kept; what this rests on; a device that others see."""
    return render(request, "learn/about.html", {"page": queries.about(id)})
