"""What a plan keeps."""

from django.utils.translation import gettext_lazy as _

from footing.plan.models import Kept
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("What you would want from a talk"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"talk": _("reasons, and alone or together"), "at": _("kept")},
    ),
)  # fmt: skip
