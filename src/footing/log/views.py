"""The log: what it is, for a visitor; for a person what is due, what may be said, and all entries."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.check import asked
from footing.check import queries as check
from footing.design import language
from footing.design.sent import number
from footing.log import drawing, queries, services, wording
from footing.log.forms import FearForm, FoundForm
from footing.log.lines import ME
from footing.safety import queries as safety
from footing.vault import keys


def log(request: HttpRequest) -> HttpResponse:
    """The log of whoever is signed in; for others what it is and how to have one."""
    person = person_of(request)
    context = {"words": queries.words(), "help": safety.help_for()}
    if person is None:
        return render(request, "log/about.html", context)
    found = queries.log(person.id, now=timezone.now(), page=_page(request))
    context |= {
        "log": found, "said": said.now(request), "told": wording.told(found.summary),
        "figures": drawing.figures(found.summary), "abouts": check.named(person.id), "me": ME,
    }  # fmt: skip
    return render(request, "log/log.html", context)


@signed_in
def new(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Write one down. Where nothing can be written about somebody, the page about oneself stands in its place."""
    keys.prefetch([person.id])
    now, wished = timezone.now(), asked.about(request)
    about = wished if queries.opens(person.id, wished, now=now) else ME
    if request.method != "POST":
        return _form(request, FearForm(about=about))
    form = FearForm(request.POST, about=about)
    if about != wished:
        form.add_error(None, queries.words()["form"]["here_me"])
    if form.is_valid():
        try:
            services.write(person=person.id, fear=form.fear(), now=now)
        except services.RefusedError as refused:
            form.refuse(refused.reasons)
        else:
            return _done(request, "kept")
    return _form(request, form, status=422)


@signed_in
def entry(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """One entry as it was written, and what came of it."""
    keys.prefetch([person.id])
    now = timezone.now()
    found = queries.entry(person.id, id, now=now)
    if found is None:
        raise Http404
    early = not found.due
    form = FoundForm(request.POST if request.method == "POST" else None, early=early)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(person=person.id, id=id, found=form.said(), now=now)
        except services.NotThereError:
            return HttpResponseRedirect(reverse("log-entry", args=[id]))
        return _done(request, "answered")
    context = {
        "words": queries.words(), "shown": found, "early": early, "form": form, "label": queries.label,
        "due": found.line.due, "help": safety.help_for(),
    }  # fmt: skip
    return render(request, "log/entry.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one entry."""
    keys.prefetch([person.id])
    try:
        services.delete(person=person.id, id=id)
    except services.NotThereError as error:
        raise Http404 from error
    return _done(request, "deleted")


@require_POST
@signed_in
def delete_all(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Delete the whole log. The answer is the same whether there was anything."""
    services.delete_all(person=person.id)
    return _done(request, "erased")


def _form(request: HttpRequest, form: FearForm, *, status: int = 200) -> HttpResponse:
    language.stands_for(request, {}, {} if form.about == ME else {"about": form.about})
    whom = check.about(form.about)
    context = {
        "words": queries.words(), "form": form, "you": whom.you if whom else "", "me": ME,
        "help": safety.help_for(),
    }  # fmt: skip
    return render(request, "log/new.html", context, status=status)


def _done(request: HttpRequest, what: str) -> HttpResponse:
    said.later(request, queries.words()["list"][what])
    return HttpResponseRedirect(reverse("log"))


def _page(request: HttpRequest) -> int:
    return number(request.GET.get("p", ""), digits=5, otherwise=1)
