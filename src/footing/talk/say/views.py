"""From five parts to a text, from the text to a card; what was kept of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.check import asked
from footing.check import queries as check
from footing.design import language
from footing.practice import adoptions
from footing.safety import queries as safety
from footing.talk import room
from footing.talk.say import queries, services
from footing.talk.say.forms import PartsForm, TextForm, hidden
from footing.talk.say.parts import Parts, compose, words
from footing.talk.wrong import id_in, wrong
from footing.vault import keys

TYPED = ("w", "g", "n", "r", "s")


def say(request: HttpRequest) -> HttpResponse:
    """Say it to somebody. Where that is closed the sentence for oneself stands here, as it does without a person."""
    if request.method == "POST":
        answer: HttpResponse = _write(request)
        return answer
    person, about = person_of(request), asked.about(request)
    if person is None:
        return room.about(request, "say")
    keys.prefetch([person.id])
    if not queries.opens(person.id, about, now=timezone.now()):
        return room.private(request, person)
    return _parts(request, PartsForm(about=about))


@signed_in
def _write(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Take what a page sent and show the next; what cannot be kept comes back."""
    keys.prefetch([person.id])
    about, step = asked.about(request), request.POST.get("step", "")
    if not queries.opens(person.id, about, now=timezone.now()):
        return room.private(request, person, [request.POST.get(name, "") for name in TYPED])
    form = PartsForm(request.POST, about=about)
    if not form.is_valid():
        return _parts(request, form, status=422)
    parts = form.parts()
    if step == "parts":
        return _parts(request, PartsForm(about=about, parts=parts))
    return _went_on(request, person, about, parts, step)


def _went_on(request: HttpRequest, person: Person, about: int, parts: Parts, step: str) -> HttpResponse:
    """From the parts to the text, to hints once more, to the card, to the card that is kept."""
    on = step in {"look", "card", "keep"}
    text = TextForm(request.POST) if on else TextForm(text=_text(request, parts))
    if text.is_bound and not text.is_valid():
        return _read(request, about, parts, text, status=422)
    if step == "keep":
        return _keep(request, person, about, parts, text.cleaned_data["s"])
    if step == "card":
        return _card(request, about, parts, text.cleaned_data["s"])
    return _read(request, about, parts, text)


def _text(request: HttpRequest, parts: Parts) -> str:
    """The text as it was left, while the parts are those it was made of; else a new one."""
    made, left = compose(parts), request.POST.get("s", "")
    return left if left.strip() and request.POST.get("made") == made else made


def _keep(request: HttpRequest, person: Person, about: int, parts: Parts, text: str) -> HttpResponse:
    card = id_in(request.POST.get("c", ""))
    try:
        kept = services.keep(
            person=person.id, about=about, parts=parts, text=text, now=timezone.now(), card=card
        )
    except services.ClosedError:
        return room.private(request, person, [text])
    except services.FullError:
        return _card(request, about, parts, text, wrong=wrong("full"), status=422)
    return room.done(request, "kept", "say-card", kept)


@signed_in
def card(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """A card that was kept, to hold up, to copy, to change, to delete."""
    keys.prefetch([person.id])
    found = queries.card(person.id, id)
    if found is None:
        raise Http404
    return _card(request, found.about, found.parts, found.text, kept=found)


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one card."""
    keys.prefetch([person.id])
    try:
        services.delete(person=person.id, id=id)
    except services.NotThereError as error:
        raise Http404 from error
    return room.done(request, "deleted", "talk")


def _parts(request: HttpRequest, form: PartsForm, *, status: int = 200) -> HttpResponse:
    language.stands_for(request, {}, {"about": form.about})
    context = {
        "words": words(), "form": form, "whom": check.label(form.about), "help": safety.help_for(),
        "note": words()["for"][queries.context(form.about)]["note"],
        "along": [(name, request.POST.get(name, "")) for name in ("c", "s", "made")],
        "back": room.words()["page"]["back"], "adopted": adoptions.of("talk/say.toml"),
    }  # fmt: skip
    return render(request, "talk/say_parts.html", context, status=status)


def _read(
    request: HttpRequest, about: int, parts: Parts, form: TextForm, *, status: int = 200
) -> HttpResponse:
    language.stands_for(request, {}, {"about": about})
    moment = words()["moment"]
    context = {
        "words": words(), "form": form, "told": queries.told(str(form["s"].value() or "")),
        "hidden": _along(request, about, parts), "moment": [moment["first"], *moment[queries.context(about)]],
        "help": safety.help_for(),
    }  # fmt: skip
    return render(request, "talk/say_read.html", context, status=status)


def _card(
    request: HttpRequest, about: int, parts: Parts, text: str, *, kept: queries.Shown | None = None,
    wrong: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    if kept is None:
        language.stands_for(request, {}, {"about": about})
    along = hidden(about, parts, kept.id) if kept else _along(request, about, parts)
    context = {
        "words": words(), "text": text, "kept": kept, "wrong": wrong, "whom": check.label(about),
        "hidden": [*along, ("s", text)], "made": kept.made if kept else compose(parts),
        "help": safety.help_for(), "said": said.now(request), "room": room.words()["page"],
    }  # fmt: skip
    return render(request, "talk/say_card.html", context, status=status)


def _along(request: HttpRequest, about: int, parts: Parts) -> list[tuple[str, str]]:
    return [*hidden(about, parts, id_in(request.POST.get("c", ""))), ("made", compose(parts))]
