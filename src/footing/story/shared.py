"""What ticked causes offer for a note."""

from collections.abc import Sequence
from uuid import UUID

from footing.sharing.things import Line, offer
from footing.story import queries


def lines(person: UUID) -> Sequence[Line]:
    """A line for each cause that was ticked, in the words of the page."""
    ticked = queries.chosen({queries.PART: queries.kept(person) or {}})
    return [Line(f"story-{c.id}", f"{c.label}.") for c in queries.causes() if c.id in ticked]


offer("story", lines)
