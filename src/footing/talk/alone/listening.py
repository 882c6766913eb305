"""Listening, practised alone: a scene, what one heard, an example beside it. Kept only where somebody wants it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.design import content, language
from footing.practice import adoptions
from footing.safety import queries as safety
from footing.talk import room
from footing.talk.alone import shelf
from footing.talk.alone.forms import HeardForm
from footing.talk.wrong import wrong
from footing.vault import keys

PART, MOST = "listening", 30


def words() -> dict[str, Any]:
    """The words of the page, with the scenes."""
    return content.table("talk/listening.toml")


def listening(request: HttpRequest) -> HttpResponse:
    """The scenes, or one of them; what was typed stands beside the example. For everybody: it is about oneself."""
    step, scene = request.POST.get("step", ""), _scene(request)
    if request.method == "POST" and step in {"keep", "delete"}:
        answer: HttpResponse = _keep(request)
        return answer
    if scene is None:
        return _scenes(request)
    form = HeardForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _page(request, scene, form, heard=form.cleaned_data["t"])
    return _page(request, scene, form, status=422 if form.is_bound else 200)


@signed_in
def _keep(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Keep what somebody said back, or delete it."""
    keys.prefetch([person.id])
    if request.POST["step"] == "delete":
        shelf.drop(person=person.id, part=PART, id=request.POST.get("id", ""))
        return room.done(request, "deleted", PART)
    scene, form = _scene(request), HeardForm(request.POST)
    if scene is None:
        return _scenes(request)
    if not form.is_valid():
        return _page(request, scene, form, status=422)
    text = form.cleaned_data["t"]
    try:
        shelf.add(person=person.id, part=PART, line={"scene": scene["id"], "text": text}, most=MOST)
    except shelf.FullError:
        return _page(request, scene, form, heard=text, full=wrong("full"), status=422)
    return room.done(request, "kept", PART)


def _scene(request: HttpRequest) -> dict[str, Any] | None:
    sent = (request.POST if request.method == "POST" else request.GET).get("scene", "")
    return next((one for one in words()["scene"] if one["id"] == sent), None)


def _scenes(request: HttpRequest) -> HttpResponse:
    language.stands_for(request, {}, {})
    person = person_of(request)
    if person is not None:
        keys.prefetch([person.id])
    kept = shelf.lines(person.id, PART) if person else []
    context = {
        "words": words(), "kept": kept, "titles": {one["id"]: one["title"] for one in words()["scene"]},
        "own": person is not None, "said": said.now(request) if person else "", "help": safety.help_for(),
        "adopted": adoptions.of("talk/listening.toml"), "room": room.words()["page"],
    }  # fmt: skip
    return render(request, "talk/listening.html", context)


def _page(
    request: HttpRequest, scene: dict[str, Any], form: HeardForm, *, heard: str = "", full: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    language.stands_for(request, {}, {"scene": scene["id"]})
    context = {
        "words": words(), "scene": scene, "form": form, "heard": heard, "full": full, "help": safety.help_for(),
        "own": person_of(request) is not None, "room": room.words()["page"],
    }  # fmt: skip
    return render(request, "talk/scene.html", context, status=status)
