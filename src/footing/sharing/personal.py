"""What sharing keeps: the note, and who may see what."""

from django.utils.translation import gettext_lazy as _

from footing.sharing.models import Grant, Note, Renewal, Withdrawal
from footing.vault.registry import Policy, declare

ENDED = _("Until a month after it ended.")
JOB = "sharing.forget"

declare(
    Note,
    Policy(
        _("Your note for the first talk"), _("Until you delete it."), left_out=frozenset({"id", "holder"}),
        words={"text": _("what it says"), "at": _("written")},
    ),
)  # fmt: skip
declare(
    Grant,
    Policy(
        _("That somebody may see something of yours"), ENDED, JOB, left_out=frozenset({"id", "holder", "reader"}),
        words={
            "kind": _("what"), "kind=note": _("your note"), "kind=model": _("what makes you feel safe"),
            "name": _("the name you gave"), "given_at": _("since"), "ends_at": _("until"),
        },
    ),
)  # fmt: skip
declare(
    Renewal,
    Policy(_("That it goes on"), ENDED, JOB, left_out=frozenset({"id", "grant"}),
           words={"at": _("when"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Withdrawal,
    Policy(_("That you took it back"), ENDED, JOB, left_out=frozenset({"grant"}), words={"at": _("when")}),
)
