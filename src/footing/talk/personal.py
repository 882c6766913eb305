"""What the second way keeps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.check import queries as check
from footing.talk import queries
from footing.talk.models import Card, Kept, Shelf, Wish
from footing.talk.ways.models import Ways
from footing.talk.ways.policy import POLICY as WAYS
from footing.vault.registry import Policy, declare

KEPT = _("Until you delete it.")


def card_in_words(card: dict[str, Any]) -> dict[str, Any]:
    """A card with the words of its page in place of codes."""
    labels = dict(queries.feelings())
    felt = [labels.get(one, one) for one in card["feelings"]]
    return {**card, "about": check.label(card["about"]), "feelings": felt}


declare(
    Kept,
    Policy(
        _("Your private sentence"), KEPT, left_out=frozenset({"id", "holder"}),
        words={"sentence": _("what you picked and wrote"), "at": _("kept")},
    ),
)  # fmt: skip
declare(
    Card,
    Policy(
        _("What you want to say to somebody"), KEPT, left_out=frozenset({"holder"}), views={"content": card_in_words},
        words={
            "id": _("number"), "content": _("what you wrote"), "content.about": _("to whom"),
            "content.happened": _("what happened"), "content.feelings": _("what you felt"),
            "content.feeling": _("in your own word"), "content.need": _("what you need"),
            "content.request": _("what you ask"), "content.text": _("your card"),
            "content.made": _("as it was put together"), "content.at": _("kept"),
        },
    ),
)  # fmt: skip
declare(
    Wish,
    Policy(
        _("Your small wishes"), KEPT, left_out=frozenset({"holder"}),
        words={
            "id": _("number"), "content": _("what you wrote"), "content.text": _("your words"), "content.at": _("kept"),
        },
    ),
)  # fmt: skip
declare(
    Shelf,
    Policy(
        _("Words to start again, your half hours, what you said back"), KEPT, left_out=frozenset({"id", "holder"}),
        words={
            "repair": _("words to start again"), "weekly": _("half hours"), "listening": _("what you said back"),
        },
    ),
)  # fmt: skip
declare(Ways, WAYS)
