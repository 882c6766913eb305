"""What the second way keeps."""

from django.utils.translation import gettext_lazy as _

from footing.talk.models import Kept
from footing.talk.ways.models import Ways
from footing.talk.ways.policy import POLICY as WAYS
from footing.vault.registry import Policy, declare

declare(
    Kept,
    Policy(
        _("Your private sentence"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"sentence": _("what you picked and wrote"), "at": _("kept")},
    ),
)  # fmt: skip
declare(Ways, WAYS)
