"""Pages of linking: make a code, type one, answer."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import freshly, sent_before, signed_in
from footing.accounts.models import Person
from footing.couple.linking import services
from footing.couple.linking.forms import NameForm, TypedForm
from footing.couple.queries import words
from footing.couple.services import NotYoursError
from footing.vault import codes, visitors

DAY = 24 * 60 * 60
# From one address, in a day; for one person allauth counts (ACCOUNT_RATE_LIMITS, "two").
TRIES = 20


@signed_in
@freshly()
def make(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Say what is to be known before, ask for a name, then show the code once."""
    if request.method != "POST":
        return _form(request, "couple/code.html", NameForm(sent_before(request)))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _form(request, "couple/code.html", form, status=422)
    try:
        code = services.make(person=person.id, name=form.cleaned_data["called"], now=timezone.now())
    except services.FullError:
        form.add_error(None, words()["page"]["full"])
        return _form(request, "couple/code.html", form, status=409)
    return render(request, "couple/made.html", {"words": words(), "code": codes.spoken(code)})


@signed_in
@freshly()
def type_in(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Type a code. The answer is the same whatever was typed, as long as it can be a code."""
    if request.method != "POST":
        return _form(request, "couple/typed.html", TypedForm(sent_before(request)))
    form = TypedForm(request.POST)
    if not form.is_valid():
        return _form(request, "couple/typed.html", form, status=422)
    if not _within(request, person):
        form.add_error(None, words()["typed"]["many"])
        return _form(request, "couple/typed.html", form, status=429)
    try:
        services.type_in(
            person=person.id,
            code=form.cleaned_data["handed"],
            name=form.cleaned_data["called"],
            now=timezone.now(),
        )
    except services.FullError:
        form.add_error(None, words()["page"]["full"])
        return _form(request, "couple/typed.html", form, status=409)
    said.later(request, words()["typed"]["done"])
    return HttpResponseRedirect(reverse("two"))


@require_POST
@signed_in
def untype(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Take a typed code back."""
    try:
        services.untype(person=person.id, id=id)
    except NotYoursError as error:
        raise Http404 from error
    return _back(request, words()["typed"]["taken_back"])


@require_POST
@signed_in
@freshly(page="two")
def answer(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Yes, that is who I gave it to; or no. Either way the code is used up."""
    try:
        if request.POST.get("step") != "yes":
            services.drop(person=person.id, id=id)
            return _back(request, words()["answer"]["no_done"])
        services.accept(person=person.id, id=id, typed=_uuid(request.POST.get("typed")), now=timezone.now())
    except NotYoursError as error:
        raise Http404 from error
    except services.GoneError:
        return _back(request, words()["answer"]["gone"])
    return _back(request, words()["answer"]["yes_done"])


def _within(request: HttpRequest, person: Person) -> bool:
    near = visitors.within(request, "two-code", limit=TRIES, seconds=DAY, always=True)
    return near and bool(ratelimit.consume(request, action="two", key=str(person.id)))


def _form(request: HttpRequest, page: str, form: NameForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"words": words(), "form": form, "said": said.now(request)}
    return render(request, page, context, status=status)


def _back(request: HttpRequest, sentence: str) -> HttpResponse:
    said.later(request, sentence)
    return HttpResponseRedirect(reverse("two"))


def _uuid(text: str | None) -> UUID:
    """The id that a hidden field brings; nobody's where it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return UUID(int=0)
