"""Pages of what two let each other see."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import freshly, sent_before, signed_in
from footing.accounts.models import Person
from footing.couple.giving import queries, services
from footing.couple.queries import Seen, words
from footing.couple.services import NotYoursError
from footing.couple.views import found_or_404
from footing.vault import keys

STARTS = {"now": False, "tomorrow": True}


@signed_in
@freshly()
def show(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """What could be shown; one thing as the other will see it; then let them, from now or from tomorrow on."""
    link = found_or_404(person, id)
    sent = request.POST if request.method == "POST" else sent_before(request) or QueryDict()
    kind, item, step = (str(sent.get(name, "")) for name in ("kind", "item", "step"))
    if not kind:
        context = {
            "words": words(),
            "link": link,
            "offers": queries.offers(person.id),
            "said": said.now(request),
        }
        return render(request, "couple/show.html", context)
    if request.method != "POST" or step not in STARTS:
        return _before(request, link, kind, item)
    try:
        services.give(
            person=person.id, id=id, kind=kind, item=item, now=timezone.now(), tomorrow=STARTS[step]
        )
    except NotYoursError as error:
        raise Http404 from error
    return _back(request, id, words()["show"]["given"])


@require_POST
@signed_in
def change(request: HttpRequest, id: UUID, given: UUID, *, person: Person) -> HttpResponse:
    """Take one thing back, at once and without asking twice; or let it go on."""
    try:
        if request.POST.get("step") == "more":
            services.renew(person=person.id, id=id, given=given, now=timezone.now())
            return _back(request, id, words()["show"]["renewed"])
        services.stop(person=person.id, id=id, given=given)
    except NotYoursError as error:
        raise Http404 from error
    return _back(request, id, words()["show"]["stopped"])


@signed_in
def look(request: HttpRequest, id: UUID, given: UUID, *, person: Person) -> HttpResponse:
    """One thing that the other lets one see, as they saw it before they did."""
    found = queries.opened(person=person.id, id=id, given=given, now=timezone.now())
    if found is None:
        raise Http404
    context = {
        "words": words(), "id": id, "thing": found, "content": found.content, "mine": found.mine,
        "theirs": found.theirs,
    }  # fmt: skip
    return render(request, "couple/look.html", context)


@signed_in
def still(request: HttpRequest, id: UUID, given: UUID, *, person: Person) -> HttpResponse:
    """Whether a page that is open may stay."""
    if not queries.stands(person=person.id, id=id, given=given, now=timezone.now()):
        raise Http404
    return HttpResponse(status=204)


def _before(request: HttpRequest, link: Seen, kind: str, item: str) -> HttpResponse:
    keys.prefetch([link.person])
    found = queries.kind_of(kind)
    content = found.content(link.person, item) if found else None
    if found is None or content is None:
        raise Http404
    context = {
        "words": words(), "link": link, "kind": found, "item": item, "content": content, "mine": content,
        "theirs": None, "said": said.now(request),
    }  # fmt: skip
    return render(request, "couple/before.html", context)


def _back(request: HttpRequest, id: UUID, sentence: str) -> HttpResponse:
    said.later(request, sentence)
    return HttpResponseRedirect(reverse("two-one", kwargs={"id": id}))
