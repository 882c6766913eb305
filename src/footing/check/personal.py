"""What a check keeps."""

from django.utils.translation import gettext_lazy as _

from footing.check.models import Kept
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("A check that you kept"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"answers": _("your answers"), "at": _("kept")},
    ),
)  # fmt: skip
