"""What the vault itself keeps of a person: who looked, and that they asked to be erased."""

from django.utils.translation import gettext_lazy as _

from footing.vault.models import AccessLog, Erasure
from footing.vault.registry import Policy, declare

declare(
    AccessLog,
    Policy(_("Who looked at your things"), _("Until the practice's time for this log is over."), "vault.log"),
)
declare(
    Erasure,
    Policy(
        _("That all of it is to be deleted"), _("Until it is deleted, or you keep it after all."), "vault.erase",
        left_out=frozenset({"id", "holder", "asked_by"}),
        words={"asked_at": _("asked"), "due_at": _("will be deleted")},
    ),
)  # fmt: skip
