"""What a log keeps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.log import queries
from footing.log.models import Entry, Index, Outcome
from footing.vault.registry import Policy, declare

KEPT = _("Until you delete it.")


def fear_in_words(fear: dict[str, Any]) -> dict[str, Any]:
    """An entry with the answers in the words of the form."""
    said = {name: queries.label(name, fear[name]) for name in ("seen", "sure", "feared", "expected")}
    return {**fear, **said, "about": queries.whom(fear["about"])}


def found_in_words(found: dict[str, Any]) -> dict[str, Any]:
    """An outcome with the answers in the words of the form."""
    return {**found, **{name: queries.label(name, found[name]) for name in ("outcome", "found", "coped")}}


declare(
    Entry,
    Policy(
        _("What you wrote in your log"), KEPT, left_out=frozenset({"holder"}), views={"fear": fear_in_words},
        words={
            "id": _("number"), "fear": _("what you wrote"), "fear.text": _("what you feared"),
            "fear.about": _("about"), "fear.seen": _("how you would see it"), "fear.written": _("written"),
            "fear.due": _("day"), "fear.sure": _("how sure"), "fear.feared": _("how bad it would be"),
            "fear.expected": _("how you would cope"),
        },
    ),
)  # fmt: skip
declare(
    Outcome,
    Policy(
        _("What came of it"), KEPT, left_out=frozenset({"id", "holder"}), views={"found": found_in_words},
        words={
            "entry": _("number"), "found": _("what you saw"), "found.outcome": _("what came"),
            "found.found": _("how bad it was"), "found.coped": _("how you coped"), "found.did": _("what you did"),
            "found.on": _("answered"),
        },
    ),
)  # fmt: skip
declare(
    Index,
    Policy(
        _("The numbers of your log once more, in one place"), KEPT, left_out=frozenset({"id", "holder"}),
        words={"lines": _("numbers")}, brief=True,
    ),
)  # fmt: skip
