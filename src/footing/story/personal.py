"""What a story keeps."""

from django.utils.translation import gettext_lazy as _

from footing.story.models import Kept
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("The causes that you ticked"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"causes": _("which"), "at": _("kept")},
    ),
)  # fmt: skip
