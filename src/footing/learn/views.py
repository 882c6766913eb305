"""Short pages to read, and the practice's articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.learn import queries
from footing.practice import adoptions, policies


def index(request: HttpRequest) -> HttpResponse:
    """All pages: six signs, seven causes, three ways, articles."""
    context = {"shelves": queries.shelves(), "articles": queries.articles()}
    return render(request, "learn/index.html", context)


def page(request: HttpRequest, id: str) -> HttpResponse:
    """One page or article, under its neutral id."""
    return render(
        request, "learn/page.html", {"page": queries.page(id), "adopted": adoptions.of(f"learn/{id}.md")}
    )


def about(request: HttpRequest, id: str) -> HttpResponse:
    """What is kept; what this rests on; a device that others see."""
    context = {
        "page": queries.about(id), "adopted": adoptions.of(f"pages/{id}.md"), "own_texts": policies.own()
    }  # fmt: skip
    return render(request, "learn/about.html", context)
