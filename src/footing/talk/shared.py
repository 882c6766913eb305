"""What the second way's step offers for a note: the private sentence, where its owner wants to share it."""

from collections.abc import Sequence
from uuid import UUID

from footing.sharing.things import Line, offer
from footing.talk import queries
from footing.talk.ways import shared  # noqa: F401 (it registers what can be shown)


def lines(person: UUID) -> Sequence[Line]:
    """The sentence, if one was kept."""
    sentence = queries.sentence({queries.PART: queries.kept(person) or {}})
    return [Line("talk", sentence)] if sentence else []


offer("talk", lines)
