"""Pages of two people: with whom, and one link."""

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
from footing.couple.linking import queries as linking
from footing.couple.queries import Seen, words
from footing.couple.steps import kinds
from footing.practice import nearby


@signed_in
def overview(request: HttpRequest, *, person: Person) -> HttpResponse:
    """With whom somebody is linked, what waits, and how to link."""
    now = timezone.now()
    context = {
        "words": words(), "said": said.now(request), "links": queries.links(person.id),
        "made": linking.made(person.id, now), "typed": linking.typed(person.id, now), "help": nearby.help_lines(),
    }  # fmt: skip
    return render(request, "couple/two.html", context)


@signed_in
def one(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """What there is between two."""
    link, now = found_or_404(person, id), timezone.now()
    context = {
        "words": words(), "said": said.now(request), "link": link, "received": giving.received(link, now),
        "given": giving.given(link, now), "steps": kinds.every(), "help": nearby.help_lines(),
    }  # fmt: skip
    return render(request, "couple/one.html", context)


@signed_in
def still(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Whether the page of a link that is open may stay."""
    found_or_404(person, id)
    return HttpResponse(status=204)


@signed_in
def end(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Unlink with one press, on the page of the link or here."""
    link = found_or_404(person, id)
    if request.method != "POST":
        return render(request, "couple/end.html", {"words": words(), "link": link})
    try:
        services.unlink(person=person.id, id=id)
    except services.NotYoursError as error:
        raise Http404 from error
    said.later(request, words()["end"]["done"])
    return HttpResponseRedirect(reverse("two"))


def found_or_404(person: Person, id: UUID) -> Seen:
    """The link, or the same answer as for one that never was."""
    found = queries.link(person.id, id)
    if found is None:
        raise Http404
    return found
