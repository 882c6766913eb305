"""What a kept check offers for a note: a line for each sign that is not quiet."""

from collections.abc import Sequence
from uuid import UUID

from footing.check import queries
from footing.design import saying
from footing.sharing.things import Line, offer


def lines(person: UUID) -> Sequence[Line]:
    """For example "My partner: I wait for things to go wrong (often)."."""
    levels, found = queries.words()["levels"]["words"], []
    for checked in queries.signs_of({queries.PART: queries.kept(person)}):
        names = {sign.id: sign.name for sign in queries.signs(checked.about)}
        for sign in checked.result.signs:
            if sign.level:
                text = f"{saying.colon(checked.about.label)} {names[sign.sign]} ({levels[int(sign.level)]})."
                found.append(Line(f"check-{checked.about.id}-{sign.sign}", text))
    return found


offer("check", lines)
