"""What check-ins keep."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.design import saying
from footing.diary import queries
from footing.diary.models import CheckIn, Index
from footing.vault.registry import Policy, declare

KEPT = _("Until you delete it.")


def in_words(said: dict[str, Any]) -> dict[str, Any]:
    """A check-in with the answers in the words of the form."""
    answers = [f"{saying.colon(name)} {answer}" for name, answer in queries.answers_in_words(said["answers"])]
    return {**said, "answers": answers, "tried": queries.tried_in_words(said["tried"])}


declare(
    CheckIn,
    Policy(
        _("How a week was"), KEPT, left_out=frozenset({"id", "holder"}), views={"said": in_words},
        words={
            "said": _("what you said"), "said.day": _("day"), "said.answers": _("your answers"),
            "said.tried": _("what you tried"), "said.line": _("your line"),
        },
    ),
)  # fmt: skip
declare(
    Index,
    Policy(
        _("The numbers of your weeks once more, and how often you are asked"), KEPT,
        left_out=frozenset({"id", "holder"}), words={"lines": _("numbers")}, brief=True,
    ),
)  # fmt: skip
