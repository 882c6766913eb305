"""The page of a signed-in person, and the way to become one."""

from typing import Any

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import homes, said, sittings
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.accounts.services import NameTakenError
from footing.accounts.views import BACKEND
from footing.diary import services as diary
from footing.plan import services as plan
from footing.practice import queries as practice
from footing.safety import queries as help_lines
from footing.safety import services as safety
from footing.today import changed as over_time
from footing.today import queries, services
from footing.today.forms import NewForm
from footing.vault import keys, visitors
from footing.vault.carried import start_again
from footing.vault.sealed import FIELD, StateError, open_state, seal_state

HOUR = 60 * 60


@signed_in
def today(request: HttpRequest, *, person: Person) -> HttpResponse:
    """One next thing, and what is kept. Staff who keep nothing here go on to the desk."""
    found = queries.today(person.id)
    if not (found.state or found.talks or found.letters) and homes.of(person) == homes.DESK:
        return HttpResponseRedirect(reverse(homes.DESK))
    return _page(request, found, now=said.now(request))


@signed_in
def changed(request: HttpRequest, *, person: Person) -> HttpResponse:
    """What changed over time."""
    found = over_time.page(person.id, now=timezone.now())
    context = {"words": over_time.words(), "found": found, "help": help_lines.help_for()}
    return render(request, "today/changed.html", context)


@require_POST
@signed_in
def put_aside(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Put the line about a look after three months away."""
    keys.prefetch([person.id])
    diary.put_aside(person=person.id, now=timezone.now())
    return HttpResponseRedirect(reverse(homes.TODAY))


@require_POST
@signed_in
def erase_private(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Erase what the private questions came to. The answer is the same whether there was anything."""
    safety.erase(person=person.id)
    return _page(request, queries.today(person.id), now=queries.words()["page"]["private_done"])


def new(request: HttpRequest) -> HttpResponse:
    """Keep what a page brought: for who is signed in at once, for others with a new account."""
    person = person_of(request)
    try:
        state = _brought(request)
    except StateError:
        return start_again(request)
    if person is not None:
        return _keep(request, person, state)
    if request.POST.get("step") != "make":
        return _form(request, state, NewForm(minimum_age=practice.minimum_age()))
    form = NewForm(request.POST, minimum_age=practice.minimum_age())
    return _made(request, form, state) if form.is_valid() else _form(request, state, form, status=422)


def _brought(request: HttpRequest) -> dict[str, Any]:
    """The state of the page that led here; empty where none did."""
    return open_state(request.POST[FIELD]) if request.POST.get(FIELD) else {}


def _keep(request: HttpRequest, person: Person, state: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and state:
        request.session.pop(sittings.CARRIED, None)
        plan.keep(person=person.id, state=state)
        said.later(request, queries.words()["new"]["done_signed"])
    elif carried := request.session.get(sittings.CARRIED):
        return render(request, "today/keep.html", {"words": queries.words()["new"], "state": carried})
    return HttpResponseRedirect(reverse(homes.TODAY))


def _made(request: HttpRequest, form: NewForm, state: dict[str, Any]) -> HttpResponse:
    words = queries.words()["new"]
    if not visitors.within(request, "new-account", limit=20, seconds=HOUR, always=True):
        form.add_error(None, words["many"])
        return _form(request, state, form, status=429)
    try:
        person = services.begin(
            name=form.cleaned_data["name"], passphrase=form.cleaned_data["passphrase"], state=state
        )
    except NameTakenError:
        form.add_error("name", words["taken"])
    except ValidationError as error:
        form.add_error("passphrase", error)
    else:
        login(request, person, backend=BACKEND)
        said.later(request, words["done" if state else "done_bare"])
        return HttpResponseRedirect(reverse(homes.TODAY))
    return _form(request, state, form, status=422)


def _form(request: HttpRequest, state: dict[str, Any], form: NewForm, *, status: int = 200) -> HttpResponse:
    context = {"words": queries.words()["new"], "form": form, "state": seal_state(state) if state else ""}
    return render(request, "today/new.html", context, status=status)


def _page(request: HttpRequest, found: queries.Today, *, now: str = "") -> HttpResponse:
    context = {
        "words": queries.words()["page"], "look": over_time.words()["look"], "today": found,
        "said": now, "state": seal_state(found.state),
        "help": help_lines.help_for(),
    }  # fmt: skip
    return render(request, "today/today.html", context)
