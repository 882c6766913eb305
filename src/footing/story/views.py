"""One page of causes: tick what fits, or go on; and a page for enough."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.accounts.access import person_of
from footing.safety import queries as safety
from footing.story import items, queries
from footing.story.forms import CausesForm
from footing.vault.carried import carried
from footing.vault.sealed import seal_state


@carried(optional=True)
def story(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """The causes, with what was ticked before; or the page on which one stops."""
    if "enough" in request.POST:
        form = CausesForm(request.POST)
        if form.is_valid():
            queries.keep(state, form.cleaned_data["c"])
        context = {"words": queries.words(), "help": safety.help_for(), "state": seal_state(state)}
        return render(request, "story/enough.html", context)
    return causes_page(request, state, CausesForm(initial={"c": queries.chosen(state)}))


def causes_page(
    request: HttpRequest, state: dict[str, Any], form: CausesForm, *, status: int = 200
) -> HttpResponse:
    """The page of causes. Its form goes to the plan, which lies above this room."""
    context = {
        "form": form, "words": queries.words(), "causes": queries.causes(), "help": safety.help_for(),
        "checked": "check" in state, "state": seal_state(state),
        "own": items.words()["page"] if person_of(request) else None,
    }  # fmt: skip
    return render(request, "story/causes.html", context, status=status)
