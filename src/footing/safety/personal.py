"""What the private questions came to: in an export only where it is asked for by itself, and there in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.core.gate import decode
from footing.design import content
from footing.safety.models import Kept
from footing.vault.registry import Policy, declare


def in_words(kept: dict[str, Any]) -> dict[str, Any]:
    """A state in sentences; the number is that of a person or place as the check counts them."""
    words = content.table("safety/kept.toml")["state"]
    return {"about": kept["about"], "state": " ".join(words[one] for one in sorted(decode(kept["state"])))}


declare(
    Kept,
    Policy(
        _("What the private questions came to"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"state": _("by person or place"), "at": _("kept")}, views={"state": in_words}, gate=True,
    ),
)  # fmt: skip
