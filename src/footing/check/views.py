"""The way of the check: one document, the private questions, the page for everyone, the result."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.check import queries, sentences, together
from footing.check.forms import CheckForm, initial
from footing.check.queries import About
from footing.core.gate import states
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.safety.forms import QuestionsForm
from footing.vault.carried import carried, start_again
from footing.vault.sealed import seal_state


def start(request: HttpRequest) -> HttpResponse:
    """What happens with answers, and whom it is about; then the questions."""
    if request.method == "POST":
        return _answered(request)
    whom = queries.about(request.GET.get("c"))
    if whom is None:
        return render(request, "check/start.html", _start())
    return _questions(request, CheckForm(whom=whom))


@carried(optional=True)
def _answered(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    whom = queries.about(request.POST.get("c"))
    if whom is None:
        return render(request, "check/start.html", _start(), status=422)
    form = CheckForm(request.POST, whom=whom, **_further(state, whom))
    if not form.is_valid():
        return _questions(request, form, state=state, status=422)
    queries.keep(state, whom, form.answers(), on=local_day(timezone.now()))
    return _private(request, state, whom, QuestionsForm())


@carried()
def again(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """Back to the questions with the answers filled in, or on to another context."""
    other = queries.about(request.POST.get("c"))
    if other is not None:
        return _questions(request, CheckForm(whom=other, **_further(state, other)), state=state)
    checked = queries.last(state)
    if checked is None:
        return start_again(request)
    options = _further(state, checked.about)
    filled = initial(checked.answers, further=options["further"])
    return _questions(request, CheckForm(whom=checked.about, initial=filled, **options), state=state)


def _further(state: dict[str, Any], whom: About) -> dict[str, Any]:
    """What the form of a further context is made with. Something big that happened, happened to the person."""
    first = next((c for c in queries.signs_of(state) if c.about.id != whom.id), None)
    return {"further": first is not None, "shock": first.answers.shock if first else None}


@carried()
def private(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """The private questions once more, empty: answers are never shown back."""
    checked = queries.last(state)
    return _private(request, state, checked.about, QuestionsForm()) if checked else start_again(request)


@carried()
def after(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """The page after the private questions: the same for everyone."""
    checked = queries.last(state)
    if checked is None:
        return start_again(request)
    form = QuestionsForm(request.POST)
    if "back" not in request.POST:
        if not form.is_valid():
            return _private(request, state, checked.about, form, status=422)
        safety.keep(state, checked.about.id, states(form.answers()))
    context = {"source": safety.after(), "help": safety.help_for(), "state": seal_state(state)}
    return render(request, "check/after.html", context)


@carried()
def result(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """What was said, per sign; drawn, and as a table."""
    found = queries.signs_of(state)
    if not found:
        return start_again(request)
    signs = {s.id: s for s in queries.signs(found[-1].about)}
    context = {
        "found": found[::-1], "words": queries.words(), "signs": signs, "sentences": sentences.fixed(),
        "said": [sentences.of(one, signs) for one in found[::-1]],
        "further": queries.offered(found), "notes": queries.notes()["result"],
        "together": together.of(found), "page": queries.together()["page"],
        "help": safety.help_for(), "state": seal_state(state),
    }  # fmt: skip
    return render(request, "check/result.html", context)


def _start() -> dict[str, Any]:
    return {"abouts": queries.abouts(), "leaving": safety.leaving(), "notes": queries.notes()["start"]}


def _questions(
    request: HttpRequest, form: CheckForm, *, state: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "whom": form.whom, "signs": form.signs, "words": queries.words(),
        "size": form.size, "page": queries.together()["page"], "state": seal_state(state) if state else "",
    }  # fmt: skip
    return render(request, "check/questions.html", context, status=status)


def _private(
    request: HttpRequest, state: dict[str, Any], whom: About, form: QuestionsForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "source": safety.questions(), "lists": "work" if whom.context == "work" else "person",
        "whom": whom, "state": seal_state(state),
    }  # fmt: skip
    return render(request, "check/private.html", context, status=status)
