"""The pages of the whole map, for who is signed in. Addresses hold no word of theirs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from footing.accounts import said
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.safety import queries as safety
from footing.trustmap import mapping, queries, undoing
from footing.trustmap.document import Document
from footing.trustmap.map_forms import HardForm, NameForm, QualityForm, RateForm
from footing.vault import keys
from footing.vault.sealed import FIELD, StateError, open_state

EMPTY = Document()


@signed_in
def own(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Where somebody stands with their map; begin it, take a change back, delete it."""
    keys.prefetch([person.id])
    step, words = request.POST.get("step", ""), queries.own_words()["own"]
    if step == "begin":
        mapping.begin(person=person.id, state=_first_step(request, person), now=timezone.now())
        return HttpResponseRedirect(reverse("map-people"))
    if step == "undo":
        undone = mapping.undo(person=person.id, now=timezone.now())
        said.later(request, words["undone"] if undone else words["nothing_to_undo"])
        return undoing.back(request, document_of(person))
    if step == "delete":
        mapping.delete(person=person.id)
        return go(request, "map-own", words["all_done"])
    found = queries.own(person.id)
    if found is None:
        return page(request, "begin", EMPTY)
    return page(request, "own", found.document, undo=found.undo)


@signed_in
def people(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Add, rename, delete; say who is hard."""
    document, step = document_of(person), request.POST.get("step", "")
    who = request.POST.get("id", "")
    if step in {"rename", "forget", "sure"} and document.person(who) is None:
        raise Http404
    if step == "sure":
        mapping.forget(person=person.id, relation=who, now=timezone.now())
        return go(request, "map-people", queries.own_words()["forget"]["done"])
    if step == "forget":
        return page(request, "forget", document, who=document.person(who))
    if step in {"add", "rename"}:
        return _named(request, person, document, who if step == "rename" else "")
    if step == "hard":
        return _hard(request, person, document)
    return _people(request, document)


def _named(request: HttpRequest, person: Person, document: Document, id: str) -> HttpResponse:
    form = NameForm(request.POST, document=document, id=id)
    if not form.is_valid():
        return _people(request, document, form, status=422)
    name, words = form.cleaned_data["n"], queries.own_words()["people"]
    if id:
        _change(request, person, "renamed", lambda found: found.renamed(id, name))
        return go(request, "map-people", words["renamed"])
    _change(request, person, "added", lambda found: found.with_person(name))
    return go(request, "map-people", words["added"].format(name=name))


def _hard(request: HttpRequest, person: Person, document: Document) -> HttpResponse:
    form = HardForm(request.POST, document=document)
    if not form.is_valid():
        return _people(request, document, hard=form, status=422)
    id, about = form.cleaned_data["h"], int(form.cleaned_data["a"] or 0)
    _change(request, person, "hard", lambda found: found.with_hard(id, about))
    return go(request, "map-people", queries.own_words()["people"]["hard_done"])


def _people(
    request: HttpRequest,
    document: Document,
    form: NameForm | None = None,
    *,
    hard: HardForm | None = None,
    status: int = 200,
) -> HttpResponse:
    add = form if form is not None and not form.id else NameForm(document=document)
    names = [
        form if form is not None and form.id == p.id else NameForm(document=document, id=p.id)
        for p in document.people
    ]
    return page(
        request, "people", document, status=status, add=add, names=names, hard=hard or HardForm(document=document)
    )  # fmt: skip


@signed_in
def qualities(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Compare three people, keep what is different about them, or take something off."""
    document, step, words = (
        document_of(person),
        request.POST.get("step", ""),
        queries.own_words()["qualities"],
    )
    if step == "other":
        mapping.change(person=person.id, kind="", by=lambda found: found.turned(), now=timezone.now())
        return HttpResponseRedirect(reverse("map-qualities"))
    if step == "drop":
        id = request.POST.get("id", "")
        if document.quality(id) is None:
            raise Http404
        _change(request, person, "dropped", lambda found: found.without_quality(id), to="look")
        return go(request, "map-qualities", words["dropped"])
    form = QualityForm(request.POST if step == "keep" else None, document=document)
    if step == "keep" and form.is_valid():
        _change(request, person, "quality", form.added_to, to="look")
        return go(request, "map-qualities", words["added"])
    return page(request, "qualities", document, status=422 if step == "keep" else 200, form=form)


@signed_in
def rate(request: HttpRequest, *, person: Person) -> HttpResponse:
    """One question over all people; what was answered is kept, also when somebody stops half-way."""
    document = document_of(person)
    wanted = request.POST.get("q", request.GET.get("q", ""))
    questions = document.questions
    question = wanted if wanted in questions else _next(document, -1) or questions[0]
    form = RateForm(request.POST if request.method == "POST" else None, document=document, question=question)
    if request.method != "POST":
        return _rate(request, document, question, form)
    if wanted not in questions:
        raise Http404
    if not form.is_valid():
        return _rate(request, document, question, form, status=422)
    answers = form.answers()
    after = _change(
        request, person, "rated", lambda found: found.with_ratings(question, answers), to="rate", question=question
    )  # fmt: skip
    if request.POST.get("step") == "stop":
        return go(request, "map-own", queries.own_words()["rate"]["stopped"])
    onward = _next(after, questions.index(question))
    return HttpResponseRedirect(f"{reverse('map-rate')}?q={onward}" if onward else reverse("map-picture"))


def _rate(
    request: HttpRequest, document: Document, question: str, form: RateForm, *, status: int = 200
) -> HttpResponse:
    return page(
        request, "rate", document, status=status, form=form, question=question, quality=document.quality(question),
        number=document.questions.index(question) + 1,
    )  # fmt: skip


def _next(document: Document, after: int) -> str:
    """The next question that has something open."""
    return next((q for n, q in enumerate(document.questions) if n > after and document.open_in(q)), "")


def document_of(person: Person) -> Document:
    """The map of whoever is signed in; an empty one before they began."""
    keys.prefetch([person.id])
    found = queries.own(person.id)
    return found.document if found else EMPTY


def go(request: HttpRequest, name: str, sentence: str) -> HttpResponse:
    """Say what was done, on the page that comes next."""
    said.later(request, sentence)
    return HttpResponseRedirect(reverse(name))


def page(
    request: HttpRequest, name: str, document: Document, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the map with its words."""
    context = {
        "words": queries.own_words(), "map": document, "help": safety.help_for(), "said": said.now(request),
        "just": undoing.now(request), **more,
    }  # fmt: skip
    return render(request, f"trustmap/map_{name}.html", context, status=status)


def _change(
    request: HttpRequest, person: Person, kind: str, by: Any, *, to: str = "people", question: str = ""
) -> Document:
    """Change the map; what did change can be taken back on the next page."""
    before = document_of(person)
    after = mapping.change(person=person.id, kind=kind, by=by, now=timezone.now())
    if after != before:
        undoing.later(request, undoing.Just(kind, to, question))
    return after


def _first_step(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the first step's page brought along, or else what was kept of it."""
    try:
        state = open_state(request.POST.get(FIELD, ""))
    except StateError:
        state = {}
    return state if queries.PART in state else {queries.PART: queries.kept(person.id) or {}}
