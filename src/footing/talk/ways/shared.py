"""What two linked people can show each other of the ways: each gives theirs, then both see both. Touch stays out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from footing.check import queries as check
from footing.design import saying
from footing.sharing.between import Item, Kind, register
from footing.talk.ways import queries
from footing.talk.ways.queries import GET, GIVE, WISH, Said


def items(person: UUID) -> Sequence[Item]:
    """Everything that was rated whole, by whom it has in mind."""
    found = [said for said in queries.kept(person).values() if not said.next]
    return [Item(str(said.about), _label(said)) for said in found]


def content(person: UUID, id: str) -> dict[str, Any] | None:
    """One of them as somebody else sees it; None where it is gone or not whole."""
    said = queries.kept(person).get(int(id)) if id.isdecimal() else None
    return shown(said) if said is not None and not said.next else None


def shown(said: Said) -> dict[str, Any]:
    """Ratings by way, and what is wished for most and got least, without what is never proposed. No word on whom."""
    w, never = queries.words()["shown"], queries.words()["never_proposed"]
    wish, get, give = (said.of(aspect) for aspect in (WISH, GET, GIVE))
    return {
        "words": w,
        "rows": [
            {"label": one.label, "wish": wish[one.id], "get": get[one.id], "give": give[one.id]}
            for one in queries.ways()
            if one.id not in never
        ],
        "gaps": [gap.way.label for gap in queries.gaps(said, without=never)],
    }


def _label(said: Said) -> str:
    about = check.label(said.about) or queries.words()["hub"]["me"]
    return f"{about}, {saying.plain_day(said.on)}" if said.on else about


register(
    Kind(
        id="ways",
        title=_("Ways of showing love"),
        about=_("What you rated. You see theirs beside it once both have given. Touch is never on it."),
        template="talk/ways/shown.html",
        items=items,
        content=content,
        both=True,
    )
)
