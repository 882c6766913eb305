"""What a map shows: the picture, earlier days beside today, and small ideas."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.design.sent import number
from footing.practice import queries as practice
from footing.trustmap import changes, ideas, mapping, queries, results
from footing.trustmap.map_views import document_of, go, page
from footing.trustmap.rings import rings


@signed_in
def picture(request: HttpRequest, *, person: Person) -> HttpResponse:
    """The rings, who is like whom, the model, and the relationship that is hard. The same in every state."""
    document = document_of(person)
    return page(
        request, "picture", document, rings=rings(document), near=results.near(document),
        model=results.model(document), hard=results.hard(document),
    )  # fmt: skip


@signed_in
def earlier(request: HttpRequest, *, person: Person) -> HttpResponse:
    """The kept days; keep today."""
    document, words = document_of(person), queries.own_words()
    if request.POST.get("step") == "keep":
        if not document.people:
            return go(request, "map-earlier", words["earlier"]["nothing"])
        try:
            mapping.keep_copy(person=person.id, now=timezone.now())
        except mapping.TooManyError:
            return go(request, "map-earlier", words["picture"]["copy_full"])
        return go(request, "map-earlier", words["picture"]["copy_done"])
    return page(request, "earlier", document, days=queries.days(person.id), zone=practice.zone())


@signed_in
def compare(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """A kept day beside today; or delete it."""
    document = document_of(person)
    day = queries.day(person.id, id)
    if day is None:
        raise Http404
    if request.POST.get("step") == "delete":
        mapping.delete_copy(person=person.id, id=id)
        return go(request, "map-earlier", queries.own_words()["earlier"]["deleted"])
    found = changes.between(day.document, document)
    return page(request, "compare", document, day=day, zone=practice.zone(), found=found)


@signed_in
def more(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Three small ideas."""
    document = document_of(person)
    if not document.qualities:
        return page(request, "more", document, ideas=(), turn=0)
    turn = number(request.GET.get("n", ""), digits=3, otherwise=0)
    found = ideas.three(person.id, document, turn=turn, today=timezone.now().date())
    return page(request, "more", document, ideas=found, turn=turn + 1)
