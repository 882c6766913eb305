"""What an article leads to: the check, a tool, or one of the first steps, which are open to everyone."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from footing.design import content


@dataclass(frozen=True)
class Tool:
    """Its id, the words on its button, and where it is."""

    id: str
    label: str
    url: str


def tools() -> dict[str, Tool]:
    """All that can be chosen, by id; the check first. Of the steps only those about oneself."""
    rooms = {
        "check": _("Take the five-minute check"), "story": _("Tick what fits you"),
        "map": _("Look at people you do trust"), "talk": _("Make one sentence"), "log": _("Write one fear down"),
        "steps": _("Look at the small steps"),
    }  # fmt: skip
    found = [Tool(id, label, reverse(id)) for id, label in rooms.items()]
    found += [
        Tool(step["id"], step["title"], reverse("step", kwargs={"id": step["id"]}))
        for step in content.tables("exercises")
        if step["about"] == "me"
    ]
    return {tool.id: tool for tool in found}


def tool(id: str) -> Tool:
    """The tool of this id; the check where there is none any more."""
    every = tools()
    return every.get(id, every["check"])
