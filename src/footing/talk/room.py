"""The room of who is signed in; what its pages are, for others; and the page that stands in place of closed ones."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from footing.accounts import said
from footing.accounts.models import Person
from footing.check import queries as check
from footing.design import content, language
from footing.design.sent import number
from footing.safety import queries as safety
from footing.talk import queries, services
from footing.talk.forms import FORMS
from footing.talk.say import queries as say
from footing.vault import keys
from footing.vault.sealed import seal_state


def words() -> dict[str, Any]:
    """The words of the room's own pages."""
    return content.table("talk/room.toml")


def page(request: HttpRequest, person: Person) -> HttpResponse:
    """What there is, to whom something can be said, and one page of what was kept. The same in all states."""
    keys.prefetch([person.id])
    kept = say.cards(person.id)
    pages = max(1, -(-len(kept) // say.PAGE))
    page = min(max(1, _number(request)), pages)
    context = {
        "words": words(), "help": safety.help_for(), "known": check.named(person.id), "said": said.now(request),
        "cards": kept[(page - 1) * say.PAGE : page * say.PAGE], "page": page, "pages": pages,
    }  # fmt: skip
    return render(request, "talk/room.html", context)


def about(request: HttpRequest, part: str) -> HttpResponse:
    """What a page of the room is, for somebody who is not signed in."""
    context = {
        "words": words()["about"],
        "part": words()["about"][part],
        "help": safety.help_for(),
        "here": part,
    }
    return render(request, "talk/about.html", context)


def private(request: HttpRequest, person: Person, sent: Sequence[str] = ()) -> HttpResponse:
    """One sentence for oneself: the core step, also in place of what is closed. What came there is not kept."""
    language.stands_for(request, {}, {})
    state = services.own(queries.kept(person.id))
    services.turn_to(state, "pick")
    typed = [text for text in sent if text.strip()]
    context = {
        "words": queries.words(), "help": safety.help_for(), "form": FORMS["pick"](None, state=state),
        "state": seal_state(state), "own": True, "typed": typed, "room": words(),
    }  # fmt: skip
    return render(request, "talk/pick.html", context, status=422 if request.method == "POST" else 200)


def done(request: HttpRequest, what: str, name: str, *args: object, about: int = say.ME) -> HttpResponse:
    """Go on to a page, and say there what was done."""
    said.later(request, words()["said"][what])
    return HttpResponseRedirect(reverse(name, args=args) + (f"?about={about}" if about else ""))


def _number(request: HttpRequest) -> int:
    return number(request.GET.get("p", ""), digits=3, otherwise=1)
