"""What of the second way can be shown: the private sentence in a note, a card and a wish to a linked person."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from footing.design import saying
from footing.sharing import between
from footing.sharing.things import Line, offer
from footing.talk import queries
from footing.talk.alone import wishes
from footing.talk.say import queries as say
from footing.talk.ways import shared  # noqa: F401 (it registers what can be shown)
from footing.talk.wrong import id_in

LABEL = 48


def lines(person: UUID) -> Sequence[Line]:
    """The sentence, if one was kept."""
    sentence = queries.sentence({queries.PART: queries.kept(person) or {}})
    return [Line("talk", sentence)] if sentence else []


def cards(person: UUID) -> Sequence[between.Item]:
    """A person's cards, as they know them: to whom, and how it begins."""
    return [
        between.Item(str(card.id), f"{saying.colon(card.whom)} {_short(card.text)}")
        for card in say.cards(person)
    ]


def card(person: UUID, id: str) -> str | None:
    """The text of a card and nothing else: neither its parts nor for whom it was written."""
    known = id_in(id)
    found = say.card(person, known) if known else None
    return found.text if found else None


def wishes_of(person: UUID) -> Sequence[between.Item]:
    """A person's wishes."""
    return [between.Item(str(wish.id), _short(wish.text)) for wish in wishes.every(person)]


def wish(person: UUID, id: str) -> str | None:
    """The words of a wish."""
    known = id_in(id)
    found = wishes.one(person, known) if known else None
    return found.text if found else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LABEL else f"{line[:LABEL].rsplit(' ', 1)[0]} …"


offer("talk", lines)
between.register(
    between.Kind(
        id="card",
        title=_("A card"),
        about=_("What you want to say, as it stands on your card. Hints and earlier words stay with you."),
        template="talk/card_shown.html",
        items=cards,
        content=card,
    )
)
between.register(
    between.Kind(
        id="wish",
        title=_("A small wish"),
        about=_("One wish, in your words. The other person may say no."),
        template="talk/wish_shown.html",
        items=wishes_of,
        content=wish,
    )
)
