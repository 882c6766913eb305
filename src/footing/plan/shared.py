"""What the third way's step offers for a note: reasons for a talk, alone or together."""

from collections.abc import Sequence
from uuid import UUID

from footing.plan import queries
from footing.sharing.things import Line, offer


def lines(person: UUID) -> Sequence[Line]:
    """What somebody would want from a talk, in one line."""
    said = queries.talk_line(queries.kept(person))
    return [Line("plan", said)] if said else []


offer("plan", lines)
