"""The first step of the first way, page by page; everything typed stays in the sealed state."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from footing.accounts.access import person_of
from footing.safety import queries as safety
from footing.trustmap import drawing, queries, services
from footing.trustmap.forms import PageForm, page_form
from footing.vault.carried import carried
from footing.vault.sealed import seal_state

NEXT = {"name": "things", "none": "things", "things": "others", "others": "model"}


@carried(optional=True)
def trust_map(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """Take what a page sent and show the next; without anything, the page that comes first.

    Opened by its address by who is signed in, it is their whole map.
    """
    if request.method != "POST" and person_of(request):
        return HttpResponseRedirect(reverse("map-own"))
    step = request.POST.get("step", "")
    if "back" in request.POST:
        return _page(request, state, queries.before(state))
    if step == "nobody":
        return _page(request, state, "none")
    if step not in NEXT or not queries.may_show(state, step):
        return _page(request, state, queries.furthest(state))
    form = page_form(step, state, request.POST)
    if not form.is_valid():
        return _page(request, state, step, form, status=422)
    form.keep(state)
    return _page(request, state, NEXT[step])


def _page(
    request: HttpRequest, state: dict[str, Any], page: str, form: PageForm | None = None, *, status: int = 200
) -> HttpResponse:
    page = page if queries.may_show(state, page) else queries.furthest(state)
    services.turn_to(state, page)
    model = queries.model(state)
    context = {
        "words": queries.words(), "who": queries.who(state), "of_person": queries.of_person(state),
        "model": model, "help": safety.help_for(), "state": seal_state(state),
        "guest": queries.own_words()["guest"],
    }  # fmt: skip
    if page == "model" and model is not None:
        picture = drawing.picture(model, _("Also"))
        return render(request, "trustmap/model.html", {**context, "picture": picture}, status=status)
    context["form"] = form or page_form(page, state)
    return render(request, f"trustmap/{page}.html", context, status=status)
