"""Pages of two people: with whom, and one link."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from footing.accounts import said
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.couple import queries, services
from footing.couple.queries import Seen, words


@signed_in
def overview(request: HttpRequest, *, person: Person) -> HttpResponse:
    """With whom somebody is linked, and how to link."""
    context = {"words": words(), "said": said.now(request), "links": queries.links(person.id)}
    return render(request, "couple/two.html", context)


@signed_in
def one(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """What there is between two."""
    context = {"words": words(), "said": said.now(request), "link": found_or_404(person, id)}
    return render(request, "couple/one.html", context)


@signed_in
def end(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Unlink: one press on the page of the link, or here after reading what happens."""
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
