"""What clients let this person see. Nobody else finds it, a manager neither; each look is logged for its owner."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.desk.access import Staff, staff
from footing.sharing import queries


@staff
def shared(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Everything that somebody lets this person see now."""
    found = queries.received(reader=staff.person.id, now=timezone.now())
    return render(request, "desk/shared.html", {"staff": staff, "shared": found})


@staff
def seen(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One thing, as its owner saw it before they let it be seen."""
    found = queries.opened(reader=staff.person.id, id=id, now=timezone.now())
    if found is None:
        raise Http404
    return render(request, "desk/seen.html", {"staff": staff, "thing": found, "content": found.content})


@staff
def still(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Whether a page that is open may stay."""
    if not queries.stands(reader=staff.person.id, id=id, now=timezone.now()):
        raise Http404
    return HttpResponse(status=204)
