"""Words to start again: one's own always; the ready ones where something can be addressed to this person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.check import asked
from footing.check import queries as check
from footing.design import content, language
from footing.practice import adoptions
from footing.safety import queries as safety
from footing.talk import room
from footing.talk.alone import shelf
from footing.talk.alone.forms import RepairForm
from footing.talk.say import queries as say
from footing.talk.wrong import wrong
from footing.vault import keys

PART = "repair"


def words() -> dict[str, Any]:
    """The words of the page, with the ready sentences."""
    return content.table("talk/repair.toml")


def repair(request: HttpRequest) -> HttpResponse:
    """One's own sentences; with a person the ready ones too, or the sentence for oneself where that is closed."""
    if request.method == "POST":
        answer: HttpResponse = _write(request)
        return answer
    person, about = person_of(request), asked.about(request)
    if person is None:
        return room.about(request, PART)
    keys.prefetch([person.id])
    if about != say.ME and not say.opens(person.id, about, now=timezone.now()):
        return room.private(request, person)
    return _page(request, person, about, RepairForm())


@signed_in
def _write(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Add a sentence of one's own, or delete one."""
    keys.prefetch([person.id])
    about = asked.about(request)
    if request.POST.get("step") == "delete":
        shelf.drop(person=person.id, part=PART, id=request.POST.get("id", ""))
        return room.done(request, "deleted", PART)
    if about != say.ME and not say.opens(person.id, about, now=timezone.now()):
        return room.private(request, person, [request.POST.get("t", "")])
    form = RepairForm(request.POST)
    if form.is_valid():
        line = {"text": form.cleaned_data["t"], "occasion": form.cleaned_data["o"]}
        try:
            shelf.add(person=person.id, part=PART, line=line, most=words()["own_most"])
        except shelf.FullError:
            form.add_error(None, wrong("full"))
        else:
            return room.done(request, "kept", PART, about=about)
    return _page(request, person, about, form, status=422)


def _page(
    request: HttpRequest, person: Person, about: int, form: RepairForm, *, status: int = 200
) -> HttpResponse:
    language.stands_for(request, {}, {"about": about} if about else {})
    own = shelf.lines(person.id, PART)
    context = {
        "words": words(), "form": form, "about": about, "whom": check.label(about), "known": check.named(person.id),
        "own": own, "labels": {one["id"]: one["label"] for one in words()["occasion"]}, "said": said.now(request),
        "help": safety.help_for(), "room": room.words()["page"], "adopted": adoptions.of("talk/repair.toml"),
    }  # fmt: skip
    return render(request, "talk/repair.html", context, status=status)
