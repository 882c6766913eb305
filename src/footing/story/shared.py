"""What causes offer for a note: those that were ticked, and a theme where its owner wished for that line."""

from collections.abc import Sequence
from uuid import UUID

from footing.sharing.things import Line, offer
from footing.story import items, queries


def lines(person: UUID) -> Sequence[Line]:
    """A line for each cause that was ticked, in the words of the page."""
    ticked = queries.chosen({queries.PART: queries.kept(person) or {}})
    return [Line(f"story-{c.id}", f"{c.label}.") for c in queries.causes() if c.id in ticked]


offer("story", lines)


def themes(person: UUID) -> Sequence[Line]:
    """One line for each cause with an item whose owner wished it. Nothing else of an item can come into a note."""
    wished = {item.cause for item in queries.story(person) if item.note}
    w = items.words()
    return [
        Line(f"story-own-{id}", w["item"]["note_line"].format(theme=own["theme"]))
        for id, own in w["cause"].items()
        if id in wished
    ]


offer("story-own", themes)
