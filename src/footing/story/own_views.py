"""The story at depth, for who is signed in; for others what it is. Stopping on any page keeps what was typed."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.safety import queries as safety
from footing.story import items, queries, services, timeline
from footing.story.items import NO, Item
from footing.story.own_forms import ItemForm
from footing.vault import keys
from footing.vault.sealed import FIELD, StateError, open_state, seal_state

DRAFT = "story-draft"


def own(request: HttpRequest) -> HttpResponse:
    """The line of a life with all items; for a visitor what it is and how to have it."""
    person = person_of(request)
    if person is None:
        return _page(request, "about")
    keys.prefetch([person.id])
    story = queries.story(person.id)
    ticked = queries.chosen({queries.PART: queries.kept(person.id) or {}})
    names = {id: own["label"] for id, own in items.words()["cause"].items()}
    return _page(
        request, "own", line=timeline.line(story), said=said.now(request), some=bool(story),
        no=[(item.id, items.name_of(item)) for item in story if item.fits == NO],
        ticked=[(id, names[id]) for id in ticked], others=[(id, n) for id, n in names.items() if id not in ticked],
    )  # fmt: skip


@signed_in
def new(request: HttpRequest, cause: str, *, person: Person) -> HttpResponse:
    """Write about one cause. The page brings an id along, so that what is sent twice is kept once."""
    if cause not in items.words()["cause"]:
        raise Http404
    keys.prefetch([person.id])
    draft = _draft(request, person)
    sent = _id((request.POST if draft is None else draft).get("item", ""))
    known = queries.item(person.id, sent) if sent else None
    if known is not None and known.cause == cause:
        return _asked(request, person, known, draft)
    return _asked(
        request, person, Item(str(sent if sent and known is None else uuid4()), cause), draft, fresh=True
    )


@signed_in
def item(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Look at one item, or change it."""
    keys.prefetch([person.id])
    found = queries.item(person.id, id)
    if found is None:
        raise Http404
    return _asked(request, person, found, _draft(request, person))


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one item."""
    keys.prefetch([person.id])
    try:
        services.delete(person=person.id, id=id)
    except services.NotThereError as error:
        raise Http404 from error
    return _done(request, "story-own", items.words()["list"]["deleted"])


@require_POST
@signed_in
def delete_all(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Delete all of it. The answer is the same whether there was anything."""
    services.delete_all(person=person.id)
    return _done(request, "story-own", items.words()["list"]["erased"])


def pause(request: HttpRequest) -> HttpResponse:
    """Enough for today."""
    known = person_of(request) is not None
    return _page(request, "pause", said=said.now(request) if known else "", known=known, rest=())


def _asked(
    request: HttpRequest, person: Person, item: Item, draft: QueryDict | None, *, fresh: bool = False
) -> HttpResponse:
    form = ItemForm(draft if draft is not None else request.POST or None, item=item)
    if draft is not None or request.method != "POST" or not form.is_bound:
        return _form(request, form, fresh=fresh)
    valid, stops = form.is_valid(), "enough" in request.POST
    found = form.found()
    if valid or stops:
        try:
            if found.said or not (fresh and stops):
                services.write(person=person.id, item=found)
        except services.FullError:
            form.add_error(None, items.words()["errors"]["full"])
            valid = False
    if stops:
        return _stopped(request, person, form, anything=found.said, valid=valid)
    return _kept(request, found) if valid else _form(request, form, fresh=fresh, status=422)


def _kept(request: HttpRequest, item: Item) -> HttpResponse:
    """Where the button leads: to the line, to the times, or to the page about the cause."""
    go = request.POST.get("go", "")
    if go == "book":
        return HttpResponseRedirect(reverse("book"))
    if go == "read":
        return HttpResponseRedirect(reverse("page", args=[item.cause]))
    return _done(request, "story-own", items.words()["list"]["kept"])


def _stopped(
    request: HttpRequest, person: Person, form: ItemForm, *, anything: bool, valid: bool
) -> HttpResponse:
    """The page on which one stops. What could not be taken goes along in it, so that the way back finds it."""
    w = items.words()["pause"]
    if valid:
        return _done(request, "story-pause", w["kept"] if anything else w["nothing"])
    fields = [
        (name, value) for name in request.POST for value in request.POST.getlist(name) if name != "enough"
    ]
    draft = seal_state({DRAFT: {"person": str(person.id), "fields": fields}})
    rest = [sentence for errors in form.errors.values() for sentence in errors]
    return _page(request, "pause", said="", known=True, rest=rest, state=draft, back=request.path)


def _draft(request: HttpRequest, person: Person) -> QueryDict | None:
    """What somebody's page of stopping carries back, to them alone."""
    try:
        found = open_state(request.POST.get(FIELD, ""))[DRAFT]
    except (StateError, KeyError):
        return None
    if found["person"] != str(person.id):
        return None
    draft = QueryDict(mutable=True)
    for name, value in found["fields"]:
        draft.appendlist(name, value)
    return draft


def _form(request: HttpRequest, form: ItemForm, *, fresh: bool, status: int = 200) -> HttpResponse:
    cause = items.words()["cause"][form.item.cause]
    return _page(
        request, "item", form=form, fresh=fresh, cause=cause, called=items.name_of(form.item), status=status
    )


def _done(request: HttpRequest, name: str, sentence: str) -> HttpResponse:
    said.later(request, sentence)
    return HttpResponseRedirect(reverse(name))


def _page(request: HttpRequest, name: str, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"words": items.words(), "steady": queries.words()["pause"], "help": safety.help_for(), **more}
    return render(request, f"story/own_{name}.html", context, status=status)


def _id(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None
