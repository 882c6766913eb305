"""The first step of the first way, page by page; everything typed stays in the sealed state."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from footing.safety import queries as safety
from footing.trustmap import drawing, queries, services
from footing.trustmap.forms import PageForm, page_form
from footing.vault.carried import carried
from footing.vault.sealed import seal_state

NEXT = {"name": "things", "none": "things", "things": "others", "others": "model"}


@carried(optional=True)
def trust_map(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """Take what a page sent and show the next; without anything, the page that comes first."""
    step = request.POST.get("step", "")
    if "back" in request.POST:
        return _page(request, state, queries.before(state))
    if step == "nobody":
        return _page(request, state, "none")
    if step not in NEXT or (step in {"things", "others"} and not queries.who(state)):
        return _page(request, state, queries.furthest(state))
    form = page_form(step, state, request.POST)
    if not form.is_valid():
        return _page(request, state, step, form, status=422)
    form.keep(state)
    return _page(request, state, NEXT[step])


def _page(
    request: HttpRequest, state: dict[str, Any], page: str, form: PageForm | None = None, *, status: int = 200
) -> HttpResponse:
    model = queries.model(state)
    if page == "model" and not model:
        page = "things"  # sent out of turn: there is nothing to draw yet
    services.turn_to(state, page)
    context = {
        "words": queries.words(), "who": queries.who(state), "of_person": queries.of_person(state),
        "model": model, "help": safety.help_for(), "state": seal_state(state),
    }  # fmt: skip
    if page == "model" and model:
        picture = drawing.picture(model, _("Also"))
        return render(request, "trustmap/model.html", {**context, "picture": picture}, status=status)
    context["form"] = form or page_form(page, state)
    return render(request, f"trustmap/{page}.html", context, status=status)
