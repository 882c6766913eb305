"""The first step of the second way: pick, see the sentence, keep it on a card. The room, for who is signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.accounts.access import person_of, to_sign_in
from footing.safety import queries as safety
from footing.talk import queries, room, services
from footing.talk.forms import FORMS, PickForm, SentenceForm
from footing.vault.carried import carried
from footing.vault.sealed import seal_state

NEXT = {"pick": "sentence", "sentence": "card"}
BEFORE = {"sentence": "pick", "card": "sentence"}


@carried(optional=True)
def talk(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """Take what a page sent and show the next; without anything, the page that comes first, or one's own room."""
    step = request.POST.get("step", "")
    if request.method != "POST" and (person := person_of(request)):
        return room.page(request, person)
    if step == "keep":
        return _keep(request, state)
    if "back" in request.POST:
        return _page(request, state, BEFORE.get(queries.part(state).get("at", ""), "pick"))
    if step not in NEXT:
        return _page(request, state, "card" if queries.sentence(state) else "pick")
    form = FORMS[step](request.POST, state=state)
    if not form.is_valid():
        return _page(request, state, step, form, status=422)
    form.keep(state)
    return _page(request, state, NEXT[step])


def _keep(request: HttpRequest, state: dict[str, Any]) -> HttpResponse:
    """Keep a sentence that was written without a plan around it."""
    person = person_of(request)
    if person is None:
        return to_sign_in(request)
    services.keep(person=person.id, state=state, now=timezone.now())
    return room.done(request, "kept", "talk")


def _page(
    request: HttpRequest,
    state: dict[str, Any],
    page: str,
    form: PickForm | SentenceForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    services.turn_to(state, page)
    context: dict[str, Any] = {
        "words": queries.words(), "sentence": queries.sentence(state), "help": safety.help_for(),
        "form": form or (FORMS[page](None, state=state) if page in FORMS else None),
        "state": seal_state(state), "own": queries.part(state).get("own"), "room": room.words(), "typed": [],
    }  # fmt: skip
    return render(request, f"talk/{page}.html", context, status=status)
