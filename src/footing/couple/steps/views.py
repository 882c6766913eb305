"""The page of a step that two do together: the same, whatever one of them has said, until both said yes."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from footing.accounts import said
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.couple import queries, services
from footing.couple.giving import queries as giving
from footing.couple.queries import words
from footing.couple.steps import kinds
from footing.couple.views import found_or_404


@signed_in
def step(request: HttpRequest, id: UUID, step: str, *, person: Person) -> HttpResponse:
    """Say yes, take it back, begin."""
    link, one = found_or_404(person, id), kinds.step(step)
    if one is None:
        raise Http404
    if request.method == "POST":
        return _said(request, person, id, one)
    is_open = queries.both_said(link, one.id, timezone.now())
    shown = giving.of_kind(link, one.kind, timezone.now()) if is_open and one.kind else []
    context = {
        "words": words(), "said": said.now(request), "link": link, "step": one, "is_open": is_open, "shown": shown
    }  # fmt: skip
    return render(request, "couple/step.html", context)


@signed_in
def still(request: HttpRequest, id: UUID, step: str, *, person: Person) -> HttpResponse:
    """Whether a page of a step that is open may stay."""
    link = queries.link(person.id, id)
    if link is None or not queries.both_said(link, step, timezone.now()):
        raise Http404
    return HttpResponse(status=204)


def _said(request: HttpRequest, person: Person, id: UUID, one: kinds.Step) -> HttpResponse:
    try:
        if request.POST.get("step") == "yes":
            services.say_yes(person=person.id, id=id, step=one.id, now=timezone.now())
            said.later(request, words()["together"]["said_yes"])
        else:
            services.take_back(person=person.id, id=id, step=one.id)
            said.later(request, words()["together"]["said_back"])
    except services.NotYoursError as error:
        raise Http404 from error
    return HttpResponseRedirect(reverse("two-step", kwargs={"id": id, "step": one.id}))
