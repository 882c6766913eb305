"""Check-ins: the list, one for this week, one to look back at, how often to be asked."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.design.filters import day
from footing.design.sent import number
from footing.diary import queries, services
from footing.diary.forms import CheckInForm, OftenForm, initial
from footing.diary.queries import APART
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.vault import keys


@signed_in
def diary(request: HttpRequest, *, person: Person) -> HttpResponse:
    """All check-ins, and how often to be asked."""
    return _list(request, person)


@signed_in
def new(request: HttpRequest, *, person: Person) -> HttpResponse:
    """This week's questions; today's answers again on the same day; else when the next ones are."""
    keys.prefetch([person.id])
    now = timezone.now()
    if request.method != "POST":
        standing = queries.standing(queries.book(person.id), today=local_day(now))
        if standing.opens and not standing.today:
            return render(request, "diary/later.html", _context(standing=standing))
        today = queries.newest(person.id, now=now)
        return _form(request, CheckInForm(initial=initial(today.said) if today else None), again=bool(today))
    form = CheckInForm(request.POST)
    if form.is_valid():
        try:
            services.check_in(person=person.id, said=form.said(), now=now)
        except services.TooSoonError as soon:
            form.add_error(None, _too_soon(soon))
        else:
            return _done(request, "kept")
    return _form(request, form, again=False, status=422)


@signed_in
def one(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """One check-in as it was."""
    keys.prefetch([person.id])
    found = queries.one(person.id, id)
    if found is None:
        raise Http404
    context = _context(
        shown=found, answers=queries.answers_in_words(found.said["answers"]),
        tried=queries.tried_in_words(found.said["tried"]),
    )  # fmt: skip
    return render(request, "diary/one.html", context)


@require_POST
@signed_in
def often(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Say how often to be asked."""
    form = OftenForm(request.POST)
    if not form.is_valid():
        return _list(request, person, form)
    keys.prefetch([person.id])
    services.ask(person=person.id, every=form.cleaned_data["every"])
    return _done(request, "often")


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one check-in."""
    keys.prefetch([person.id])
    try:
        services.delete(person=person.id, id=id)
    except services.NotThereError as error:
        raise Http404 from error
    return _done(request, "deleted")


@require_POST
@signed_in
def delete_all(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Delete all check-ins. The answer is the same whether there was anything."""
    keys.prefetch([person.id])
    services.delete_all(person=person.id)
    return _done(request, "erased")


def _list(request: HttpRequest, person: Person, form: OftenForm | None = None) -> HttpResponse:
    found = queries.page(person.id, now=timezone.now(), number=_page(request))
    context = _context(
        found=found, said=said.now(request), form=form or OftenForm(initial={"every": found.standing.every})
    )
    return render(request, "diary/diary.html", context, status=422 if form else 200)


def _form(request: HttpRequest, form: CheckInForm, *, again: bool, status: int = 200) -> HttpResponse:
    return render(request, "diary/new.html", _context(form=form, again=again), status=status)


def _context(**more: object) -> dict[str, object]:
    return {"words": queries.words(), "help": safety.help_for(), **more}


def _too_soon(soon: services.TooSoonError) -> str:
    words: str = queries.words()["errors"]["soon"]
    return words.format(last=day(soon.last), next=day(soon.last + APART))


def _done(request: HttpRequest, what: str) -> HttpResponse:
    said.later(request, queries.words()["list"][what])
    return HttpResponseRedirect(reverse("diary"))


def _page(request: HttpRequest) -> int:
    return number(request.GET.get("p", ""), digits=5, otherwise=1)
