"""The first page, and the three doors that lead to a page by way of the private questions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from footing.exercises import offering
from footing.exercises import queries as exercises
from footing.learn import queries as learn
from footing.practice import queries as practice
from footing.safety import queries as safety
from footing.safety.forms import QuestionsForm


def home(request: HttpRequest) -> HttpResponse:
    """What this is, four doors, one button; and a word to whoever has just signed out."""
    context = {"signs": learn.shelf("sign").pages, "out": "out" in request.GET, "house": practice.practice()}
    return render(request, "welcome/home.html", context)


def door(request: HttpRequest, id: str) -> HttpResponse:
    """The private questions, then the page for everyone, then the door's page. Answers are let go of at once."""
    page = learn.page(id)
    if page.meta["kind"] != "door":
        raise Http404
    if request.method == "POST":
        mine = next((one for one in offering.doors() if one.page == id), None)
        context = {"source": safety.after(), "help": safety.help_for(), "page": page, "door": mine}
        return render(request, "welcome/after.html", {**context, "words": exercises.words()})
    context = {
        "form": QuestionsForm(), "source": safety.questions(), "page": page, "leaving": safety.leaving()
    }  # fmt: skip
    return render(request, "welcome/door.html", context)
