"""The plan: from the result through the causes to three steps that are done on the page."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.accounts.access import person_of
from footing.accounts.models import Person
from footing.plan import queries, services, since
from footing.plan.forms import TalkForm
from footing.safety import queries as safety
from footing.story import queries as story
from footing.story.forms import CausesForm
from footing.story.views import causes_page
from footing.vault.carried import carried
from footing.vault.sealed import seal_state


@carried(optional=True)
def plan(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """Take the causes or the third step, then show the plan.

    Opened by its address, it is the plan that a signed-in person kept; for others it says what a plan is.
    """
    step = request.POST.get("step", "")
    person = person_of(request) if request.method != "POST" else None
    if request.method != "POST":
        state = queries.kept(person.id) if person else {}
    if step == "open" or (request.method != "POST" and not state):
        context = {"words": queries.words(), "help": safety.help_for(), "state": seal_state(state)}
        return render(request, "plan/open.html", context)
    if step in {"causes", "skip"}:
        causes = CausesForm(request.POST if step == "causes" else {})
        if not causes.is_valid():
            return causes_page(request, state, causes, status=422)
        story.keep(state, causes.cleaned_data["c"])
    if not story.answered(state):
        return causes_page(request, state, CausesForm())
    if step == "talk":
        form = TalkForm(request.POST, state=state)
        if not form.is_valid():
            return _page(request, state, form, status=422)
        form.keep(state)
    return _page(request, state, person=person)


def _page(
    request: HttpRequest, state: dict[str, Any], form: TalkForm | None = None, *, person: Person | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The plan. What was done since counts for who opens the one that they kept; a first plan knows none of it."""
    proposed = queries.proposed(state, queries.did(person.id, state) if person else ())
    services.hand_on(state, proposed)
    context = {
        "words": queries.words(), "steps": queries.shown(proposed, state), "help": safety.help_for(),
        "form": form or TalkForm(None, state=state, first=proposed.steps[2].first),
        "times": queries.times(datetime.now(UTC)), "state": seal_state(state),
        "next": queries.following(person.id, state) if person else None, "since": since.words()["page"],
    }  # fmt: skip
    return render(request, "plan/plan.html", context, status=status)
