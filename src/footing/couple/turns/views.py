"""Pages of a round on two phones: before it, in it, when it is over, and what was kept."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from footing.accounts import said
from footing.accounts.access import signed_in
from footing.accounts.models import Person
from footing.couple import queries as couple
from footing.couple.services import NotYoursError
from footing.couple.steps import kinds
from footing.couple.turns import machine, now, queries, services
from footing.couple.turns.forms import TextForm
from footing.couple.turns.machine import Action
from footing.design.sent import number
from footing.practice import nearby

kinds.register(queries.STEP, "two-turns", more="turns")
NONE = UUID(int=0)
WITH_TEXT = (Action.HEARD, Action.AGAIN)


@signed_in
def before(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """What it is and when to leave it out, and the way in once both have said yes."""
    link, moment = couple.link(person.id, id), timezone.now()
    if link is None:
        raise Http404
    if not queries.open_for(person.id, id, moment):
        return HttpResponseRedirect(reverse("two-step", args=[id, queries.STEP]))
    if request.method == "POST":
        minutes = queries.minutes_of(request.POST.get("minutes", ""))
        try:
            going_on = services.begin(person=person.id, link=id, minutes=minutes, now=moment)
        except (services.ClosedError, NotYoursError):
            return HttpResponseRedirect(reverse("two-step", args=[id, queries.STEP]))
        return HttpResponseRedirect(reverse("two-round", args=[going_on]))
    context = {
        "words": queries.words(), "link": link, "clocks": queries.clocks(), "help": nearby.help_lines(),
        "going_on": queries.going_on(id, moment),
    }  # fmt: skip
    return render(request, "couple/turns/before.html", context)


@signed_in
def one(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """A round that is going on, and what is pressed in it. Over, unknown and another's are the same page."""
    if request.method != "POST":
        return _room(request, person, id)
    form, typed = TextForm(request.POST), request.POST.get("t", "").strip()
    says = request.POST.get("press") in WITH_TEXT
    if says and not form.is_valid():
        return _room(request, person, id, typed=typed, wrong=str(form.errors["t"][0]), status=422)
    try:
        done = _pressed(request, person, id, typed if says else "")
    except services.OverError:
        return _over(request, typed)
    if typed and not (says and done):
        note, status = ("", 200) if done else (queries.words()["room"]["moved"], 409)
        return _room(request, person, id, typed=typed, note=note, status=status)
    return HttpResponseRedirect(reverse("two-round", args=[id]))


@require_safe
def still(request: HttpRequest, token: str, seen: int) -> HttpResponse:
    """The same for script that looks by itself, once it is no longer what was seen (`now.First` answers until then).

    The end of the address says that nobody counts as being there. What the token does not open is over.
    """
    return one(request, now.opened(token) or NONE)


@signed_in
def kept(request: HttpRequest, *, person: Person) -> HttpResponse:
    """One's own copies."""
    context = {"words": queries.words(), "copies": queries.kept(person.id), "said": said.now(request)}
    return render(request, "couple/turns/kept.html", context)


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one's own copy."""
    if not services.delete(person=person.id, id=id):
        raise Http404
    said.later(request, queries.words()["kept"]["deleted"])
    return HttpResponseRedirect(reverse("two-kept"))


def _pressed(request: HttpRequest, person: Person, id: UUID, text: str) -> bool:
    """Whether what was sent is done: a press that came too late is not, and what was typed stays with its writer."""
    moment, wish = timezone.now(), request.POST.get("copy", "")
    if wish:
        services.want_copy(person=person.id, id=id, wanted=wish == "on", now=moment)
    elif "away" in request.POST:
        services.put_clock_away(person=person.id, id=id, now=moment)
    else:
        pressed, seen = request.POST.get("press", ""), request.POST.get("seen", "")
        if pressed not in set(Action):
            if queries.found(person.id, id, moment) is None:
                raise services.OverError
            return False
        return services.press(
            person=person.id,
            id=id,
            action=Action(pressed),
            seen=number(seen, digits=9, otherwise=0),
            text=text,
            now=moment,
        )
    return True


def _room(
    request: HttpRequest, person: Person, id: UUID, *, typed: str = "", wrong: str = "", note: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = queries.shown(person.id, id, timezone.now())
    if shown is None:
        return _over(request, typed)
    words = queries.words()
    role = machine.role(shown.room, shown.side)
    context: dict[str, Any] = {
        "words": words, "shown": shown, "see": words["see"][f"{shown.room.phase}_{role}"], "typed": typed,
        "wrong": wrong, "note": note, "token": now.token(id), "help": nearby.help_lines(),
        "clock": queries.clock(shown.minutes) if shown.room.turn else [],
        "listens": Action.HEARD in machine.may(shown.room, shown.side),
    }  # fmt: skip
    return render(request, "couple/turns/round.html", context, status=status)


def _over(request: HttpRequest, typed: str) -> HttpResponse:
    """The same for whoever stopped, for the other, for a round that ran out, and for one that never was."""
    request.alike = True  # type: ignore[attr-defined]
    words = queries.words()
    context = {"words": words, "lines": words["over"]["lines"], "typed": typed, "back": reverse("two")}
    context["help"] = nearby.help_lines()
    return render(request, "couple/turns/over.html", context, status=404)
