"""What a trust map keeps."""

from django.utils.translation import gettext_lazy as _

from footing.trustmap.models import Copy, Kept, Map
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("Whom you trust, and for what"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"model": _("what you named"), "at": _("kept")},
    ),
)  # fmt: skip
declare(
    Map,
    Policy(
        _("The map of your people"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"content": _("what is on it"), "undo": _("what it was before the last changes"), "at": _("changed")},
    ),
)  # fmt: skip
declare(
    Copy,
    Policy(
        _("The map as it was on earlier days"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"content": _("what was on it"), "at": _("kept")},
    ),
)  # fmt: skip
