"""Pages of sharing: what others may see, the note, and letting somebody see one thing."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import freshly, sent_before, signed_in
from footing.accounts.models import Person
from footing.design import content
from footing.practice import nearby
from footing.sharing import queries, readers, services, things
from footing.sharing.forms import GiveForm, NoteForm
from footing.sharing.shared import note_of
from footing.vault import keys


@signed_in
def overview(request: HttpRequest, *, person: Person) -> HttpResponse:
    """What others may see now, and what could be shown."""
    return _overview(request, person, now=said.now(request))


@signed_in
def note(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Pick lines, edit them as text, look at it as the reader will, keep it."""
    keys.prefetch([person.id])
    step = request.POST.get("step", "")
    if step == "delete":
        services.delete_note(person=person.id, now=timezone.now())
        return _overview(request, person, now=words()["note"]["deleted"])
    if request.method != "POST" or step == "take":
        text = _with_lines(request, person) if step else note_of(person.id) or ""
        return _note(request, person, NoteForm(initial={"text": text}))
    form = NoteForm(request.POST)
    if step == "edit" or not form.is_valid():
        return _note(request, person, form, status=200 if step == "edit" else 422)
    text = form.cleaned_data["text"]
    if step == "keep":
        services.write(person=person.id, text=text, now=timezone.now())
        said.later(request, words()["note"]["seen" if _seen_by(person) else "kept"])
        return HttpResponseRedirect(reverse("share"))
    context = {"words": words(), "text": text, "seen_by": _seen_by(person), "thing": things.thing("note")}
    return render(request, "sharing/note_before.html", context)


@signed_in
@freshly()
def give(request: HttpRequest, kind: str, *, person: Person) -> HttpResponse:
    """Choose who, see it as they will, then let them."""
    keys.prefetch([person.id])
    thing = things.thing(kind)
    shown = thing.content(person.id) if thing else None
    if thing is None or shown is None:
        raise Http404
    team, before = readers.therapists(person.id), sent_before(request)
    form = GiveForm(request.POST or before, team=team, initial={"called": queries.last_name(person.id)})
    context = {
        "words": words(),
        "thing": thing,
        "content": shown,
        "form": form,
        "team": team,
        "said": said.now(request),
    }
    if not form.is_bound or not form.is_valid():
        return render(request, "sharing/give.html", context, status=422 if request.method == "POST" else 200)
    if request.POST.get("step") != "let":
        return render(request, "sharing/before.html", {**context, "reader": form.chosen()})
    services.give(
        person=person.id,
        kind=kind,
        reader=form.chosen(),
        name=form.cleaned_data["called"],
        now=timezone.now(),
    )
    said.later(request, words()["give"]["given"])
    return HttpResponseRedirect(reverse("share"))


@require_POST
@signed_in
@freshly(page="share")
def renew(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Let it go on."""
    try:
        services.renew(person=person.id, id=id, now=timezone.now())
    except services.NotYoursError as error:
        raise Http404 from error
    said.later(request, words()["page"]["renewed"])
    return HttpResponseRedirect(reverse("share"))


@require_POST
@signed_in
def stop(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Take it back, at once and without asking twice."""
    try:
        services.stop(person=person.id, id=id, now=timezone.now())
    except services.NotYoursError as error:
        raise Http404 from error
    return _overview(request, person, now=words()["page"]["stopped"])


def words() -> dict[str, Any]:
    """The words of every page of sharing."""
    return content.table("sharing/texts.toml")


def _overview(request: HttpRequest, person: Person, *, now: str = "") -> HttpResponse:
    keys.prefetch([person.id])
    context = {
        "words": words(), "said": now, "given": queries.given(person=person.id, now=timezone.now()),
        "things": [(thing, thing.content(person.id) is not None) for thing in things.every()],
    }  # fmt: skip
    return render(request, "sharing/share.html", context)


def _note(request: HttpRequest, person: Person, form: NoteForm, *, status: int = 200) -> HttpResponse:
    context = {
        "words": words(), "form": form, "lines": things.lines(person.id), "there": note_of(person.id) is not None,
        "taken": request.POST.getlist("line"), "help": nearby.help_lines(),
    }  # fmt: skip
    return render(request, "sharing/note.html", context, status=status)


def _with_lines(request: HttpRequest, person: Person) -> str:
    """What was typed, and below it the chosen lines that it does not hold yet."""
    typed, chosen = request.POST.get("text", "").rstrip(), request.POST.getlist("line")
    found = [line.text for line in things.lines(person.id) if line.id in chosen and line.text not in typed]
    return "\n".join([*([typed] if typed else []), *found])


def _seen_by(person: Person) -> list[str]:
    """Who sees the new words as soon as they are kept."""
    return [g.reader for g in queries.given(person=person.id, now=timezone.now()) if g.kind == "note"]
