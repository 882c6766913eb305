"""Pages of the ways: what there is, three pages of ratings, pairs, and what comes of it."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said as sentences
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.check import queries as check
from footing.design import language
from footing.design.sent import number
from footing.safety import queries as safety
from footing.talk.ways import queries, services, wording
from footing.talk.ways.forms import RateForm
from footing.talk.ways.queries import ASPECTS, ME, STEPS, Said
from footing.vault import keys

LONGEST_NUMBER = 2


def hub(request: HttpRequest) -> HttpResponse:
    """What somebody kept and what they can begin; for others what it is and how to have it."""
    person = person_of(request)
    if person is None:
        return _page(request, "about", ways=queries.ways())
    keys.prefetch([person.id])
    kept = queries.kept(person.id)
    return _page(request, "hub", kept=kept, abouts=queries.abouts(), whom=check.label, ME=ME)


@signed_in
def rate(request: HttpRequest, *, person: Person) -> HttpResponse:
    """One page of ratings. With a person in mind for whom it is closed, it is the page with nobody in mind."""
    wished, about = _about(request, person)
    said = queries.kept(person.id).get(about, Said(about))
    aspect = _aspect(request, said)
    form = RateForm(request.POST if request.method == "POST" else None, said=said, aspect=aspect)
    if request.method != "POST":
        return _rate(request, form, said, aspect)
    if wished != about:
        form.add_error(None, queries.words()["rate"]["here_me"])
    if not form.is_valid():
        return _rate(request, form, said, aspect, status=422)
    try:
        said = services.rate(
            person=person.id, about=about, aspect=aspect, ratings=form.ratings(), now=timezone.now()
        )
    except services.ClosedError:
        form.add_error(None, queries.words()["rate"]["here_me"])
        return _rate(request, form, Said(ME), aspect, status=422)
    if request.POST.get("step") == "stop":
        return _go(request, "ways", queries.words()["rate"]["stopped"])
    onward = next((a for a in ASPECTS[ASPECTS.index(aspect) + 1 :] if a not in said.ratings), said.next)
    if onward:
        return _to("ways-rate", about, q=onward)
    return _to("ways-pair" if said.standing.ask else "ways-one", about)


@signed_in
def pair(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Two that share the first place, one pair a screen. Stopping keeps what was chosen."""
    wished, about = _about(request, person)
    if request.method == "POST" and wished == about:
        one, other, chosen = (request.POST.get(name, "") for name in ("one", "other", "chosen"))
        # A page that was sent twice, or is older than a rating, changes nothing: what is asked now is shown.
        with suppress(services.ClosedError, services.NotAskedError):
            services.choose(
                person=person.id, about=about, one=one, other=other, chosen="" if chosen == "same" else chosen,
                now=timezone.now(),
            )  # fmt: skip
        return _to("ways-pair", about)
    said = queries.kept(person.id).get(about)
    ask = said.standing.ask if said else None
    if said is None or ask is None:
        return _to("ways-one", about)
    _stands(request, about)
    return _page(request, "pair", about=about, whom=check.label(about), pair=wording.pair(said, ask))


@signed_in
def one(request: HttpRequest, *, person: Person) -> HttpResponse:
    """What comes of it. What was kept can be read whatever is open now."""
    wished, about = _about(request, person)
    kept = queries.kept(person.id)
    said = kept.get(wished) or kept.get(about)
    if said is None or said.next == ASPECTS[0]:
        return _to("ways-rate", about)
    _stands(request, said.about)
    return _page(
        request, "one", about=said.about, whom=check.label(said.about), result=wording.result(said),
        said=sentences.now(request),
    )  # fmt: skip


@require_POST
@signed_in
def delete(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Delete what was said with one person in mind, or all of it."""
    keys.prefetch([person.id])
    if request.POST.get("step") == "all":
        services.delete_all(person=person.id)
        return _go(request, "ways", queries.words()["hub"]["erased"])
    services.delete(person=person.id, about=_number(request))
    return _go(request, "ways", queries.words()["one"]["deleted"])


def _rate(
    request: HttpRequest, form: RateForm, said: Said, aspect: str, *, status: int = 200
) -> HttpResponse:
    _stands(request, said.about, q=aspect)
    return _page(
        request, "rate", status=status, form=form, about=said.about, whom=check.label(said.about), aspect=aspect,
        number=ASPECTS.index(aspect) + 1, ways=queries.ways(), steps=STEPS,
    )  # fmt: skip


def _page(request: HttpRequest, name: str, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"words": queries.words(), "help": safety.help_for(), "said": sentences.now(request), **more}
    return render(request, f"talk/ways/{name}.html", context, status=status)


def _about(request: HttpRequest, person: Person) -> tuple[int, int]:
    """Whom the address asks for, and whom its page is about."""
    keys.prefetch([person.id])
    wished = _number(request)
    return wished, queries.at(person.id, wished, now=timezone.now())


def _number(request: HttpRequest) -> int:
    sent = (request.POST if request.method == "POST" else request.GET).get("about", "")
    return number(sent, digits=LONGEST_NUMBER, otherwise=ME)


def _aspect(request: HttpRequest, said: Said) -> str:
    sent = (request.POST if request.method == "POST" else request.GET).get("q", "")
    return sent if sent in ASPECTS else said.next or ASPECTS[0]


def _stands(request: HttpRequest, about: int, **more: str) -> None:
    language.stands_for(request, {}, {**({} if about == ME else {"about": about}), **more})


def _to(name: str, about: int, **more: str) -> HttpResponse:
    asked = {**({} if about == ME else {"about": str(about)}), **more}
    return HttpResponseRedirect(reverse(name) + (f"?{urlencode(asked)}" if asked else ""))


def _go(request: HttpRequest, name: str, sentence: str) -> HttpResponse:
    sentences.later(request, sentence)
    return HttpResponseRedirect(reverse(name))
