"""Short pages to read, and the practice's articles."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language

from footing.learn import queries
from footing.learn.articles import feed as atom
from footing.learn.articles import pictures
from footing.learn.articles import queries as articles
from footing.learn.models import Picture
from footing.practice import adoptions, policies


def index(request: HttpRequest) -> HttpResponse:
    """All pages: six signs, seven causes, three ways, articles."""
    context = {"shelves": queries.shelves(), "articles": articles.published(timezone.now())}
    return render(request, "learn/index.html", context)


def page(request: HttpRequest, id: str) -> HttpResponse:
    """One page or article, under its neutral id."""
    if queries.has(id):
        context = {"page": queries.page(id), "adopted": adoptions.of(f"learn/{id}.md")}
        return render(request, "learn/page.html", context)
    return render(request, "learn/article.html", {"article": articles.one(id, timezone.now())})


def feed(request: HttpRequest) -> HttpResponse:
    """The articles for a feed reader. Anybody may keep it for five minutes: it holds what is public."""
    body = atom.atom(articles.published(timezone.now()), language=get_language() or "en")
    answer = HttpResponse(body, content_type=atom.TYPE)
    set_response_etag(answer)
    answer.headers["Cache-Control"] = "public, max-age=300"
    known = get_conditional_response(request, etag=answer.headers["ETag"], response=answer)
    return answer if known is None else known


def picture(request: HttpRequest, stem: str) -> HttpResponseBase:
    """A picture of an article that visitors see now."""
    return sent(articles.public_picture(stem, timezone.now()))


def sent(found: Picture) -> HttpResponseBase:
    """A picture's file. Raises Http404 where it is gone."""
    file = pictures.file_of(found)
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")


def about(request: HttpRequest, id: str) -> HttpResponse:
    """What is kept; what this rests on; a device that others see."""
    context = {
        "page": queries.about(id), "adopted": adoptions.of(f"pages/{id}.md"), "own_texts": policies.own()
    }  # fmt: skip
    return render(request, "learn/about.html", context)
