"""The model, as something that can be shown: what goes with trust for somebody. Names of people stay behind."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from footing.design import saying
from footing.sharing import between
from footing.sharing.things import Line, Thing, offer, register
from footing.trustmap import queries, results

MODEL = "model"
TITLE = _("What makes me feel safe")
ABOUT = _("What you found in people you trust, in your own words. Names and ratings stay with you.")


def qualities_of(person: UUID) -> tuple[tuple[str, str], ...] | None:
    """The qualities of a model, in the person's words, each with how sure it is; None before there is one.

    Those of the whole map where something goes with trust there; else those of the first step, without how sure.
    """
    if deep := results.shown(person):
        return deep
    own = queries.kept(person)
    state = {queries.PART: own or {}}
    found = queries.model(state) if own and own.get("done") else None
    return tuple((thing.text, "") for thing in found.things) if found else None


def lines(person: UUID) -> Sequence[Line]:
    """One line with all of them."""
    found = qualities_of(person)
    words = queries.words()["shown"]["line"]
    return [Line("trustmap", f"{words} {saying.joined(text for text, sure in found)}.")] if found else []


def for_somebody(person: UUID, item: str) -> tuple[tuple[str, str], ...] | None:
    """The qualities alone, for somebody who may be on the map: how sure each is would rest on ratings of people."""
    found = qualities_of(person) if item == MODEL else None
    return tuple((text, "") for text, sure in found) if found else None


register(
    Thing(
        kind=MODEL,
        title=TITLE,
        about=ABOUT,
        template="trustmap/shown.html",
        content=qualities_of,
    )
)
offer("trustmap", lines)
between.register(
    between.Kind(
        id=MODEL,
        title=TITLE,
        about=ABOUT,
        template="trustmap/shown.html",
        items=lambda person: [between.Item(MODEL, str(TITLE))] if for_somebody(person, MODEL) else [],
        content=for_somebody,
    )
)
