"""What a trust map keeps."""

from django.utils.translation import gettext_lazy as _

from footing.trustmap.models import Kept
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("Whom you trust, and for what"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"model": _("what you named"), "at": _("kept")},
    ),
)  # fmt: skip
