"""The model, as something that can be shown: what goes with trust for somebody. Names of people stay behind."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from footing.sharing.things import Line, Thing, offer, register
from footing.trustmap import queries


def qualities_of(person: UUID) -> tuple[str, ...] | None:
    """The qualities of a finished model, in the person's words; None before there is one."""
    own = queries.kept(person)
    state = {queries.PART: own or {}}
    found = queries.model(state) if own and own.get("done") else None
    return tuple(thing.text for thing in found.things) if found else None


def lines(person: UUID) -> Sequence[Line]:
    """One line with all of them."""
    found = qualities_of(person)
    words = queries.words()["shown"]["line"]
    return [Line("trustmap", f"{words} {'; '.join(found)}.")] if found else []


register(
    Thing(
        kind="model",
        title=_("What makes me feel safe"),
        about=_("Your model, as the first step of your plan drew it. The names of the people stay with you."),
        template="trustmap/shown.html",
        content=qualities_of,
    )
)
offer("trustmap", lines)
