"""One phone that goes back and forth: the same machine in a sealed state. No account, no link, nothing kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from footing.couple.turns import machine, queries
from footing.couple.turns.machine import Action, Phase, Room, Side
from footing.practice import nearby
from footing.vault.carried import carried
from footing.vault.sealed import seal_state

PART = "turns"
YES, NO = "yes", "no"
BOTH = 2


@carried(optional=True)
def turns(request: HttpRequest, *, state: dict[str, Any]) -> HttpResponse:
    """What it is; a yes or no of each; then turn by turn, until one of them stops."""
    own, pressed = state.get(PART), request.POST.get("press", "")
    if own is None:
        if pressed != "begin":
            context = {"words": queries.words(), "clocks": queries.clocks(), "help": nearby.help_lines()}
            return render(request, "couple/turns/start.html", context)
        minutes = queries.minutes_of(request.POST.get("minutes", ""))
        own = {"said": [], "room": _values(Room()), "minutes": minutes}
    elif len(own["said"]) < BOTH:
        own["said"] += [pressed] if pressed in {YES, NO} else []
    else:
        own["room"] = _values(_pressed(_room(own), pressed))
    return _page(request, own)


def _page(request: HttpRequest, own: dict[str, Any]) -> HttpResponse:
    words, count = queries.words(), len(own["said"])
    context: dict[str, Any] = {"words": words, "state": seal_state({PART: own}), "help": nearby.help_lines()}
    if count < BOTH:
        # Both are asked whatever the first said: a no shows no sooner than the other's answer.
        title, lines = (("first_title", "first"), ("second_title", "second"))[count]
        context |= {"title": words["one"][title], "lines": words["one"][lines]}
        return render(request, "couple/turns/asked.html", context)
    room = _room(own)
    if NO in own["said"] or room.phase is Phase.ENDED:
        over = {"lines": words["over"]["one"], "typed": "", "back": reverse("turns")}
        return render(request, "couple/turns/over.html", context | over)
    context |= {"see": words["hold"][room.phase], "clock": queries.clock(own["minutes"]), "turn": room.turn}
    return render(request, "couple/turns/hold.html", {**context, "left": (own["minutes"] or 0) * 60})


def _pressed(room: Room, pressed: str) -> Room:
    """Whoever may press this has the phone."""
    if pressed not in set(Action):
        return room
    action = Action(pressed)
    side = next((side for side in Side if action in machine.may(room, side)), Side.ONE)
    return machine.press(room, side, action, room.version)


def _room(own: dict[str, Any]) -> Room:
    phase, floor, turn, version = own["room"]
    return Room(Phase(phase), Side(floor) if floor else None, turn, version)


def _values(room: Room) -> list[Any]:
    return [room.phase, room.floor, room.turn, room.version]
