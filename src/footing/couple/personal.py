"""What is kept of two people."""

from django.utils.translation import gettext_lazy as _

from footing.couple.models import Code, Given, Link, Meeting, Side, Typed, Yes
from footing.vault.registry import Policy, declare

LINKED = _("Until one of you ends it.")
JOB = "couple.forget"
OWN = frozenset({"id", "holder", "link"})

declare(Link, Policy(_("That you linked yourself with somebody"), LINKED, left_out=frozenset({"id", "one", "other"}),
                     words={"made_at": _("since")}))  # fmt: skip
declare(Side, Policy(_("Your name between the two of you"), LINKED, left_out=OWN,
                     words={"name": _("the name"), "made_at": _("since")}))  # fmt: skip
declare(
    Code,
    Policy(_("A code that you made"), _("For three days."), JOB, left_out=frozenset({"id", "holder", "code_hash"}),
           words={"name": _("the name"), "made_at": _("made"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Typed,
    Policy(_("A code that you typed"), _("For three days."), JOB,
           left_out=frozenset({"id", "holder", "code_hash", "link"}),
           words={"name": _("the name"), "at": _("typed"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Given,
    Policy(_("That somebody you are linked with may see something"), _("For two weeks, or until you take it back."),
           JOB, left_out=OWN | {"item"}, words={"kind": _("what"), "from_at": _("since"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Yes,
    Policy(_("Your yes to something together"), _("For one day, or until you take it back."), JOB, left_out=OWN,
           words={"step": _("what"), "ends_at": _("until")}),
)  # fmt: skip
declare(
    Meeting,
    Policy(_("That you both said yes to something"), _("For one day."), JOB, left_out=frozenset({"id", "link"}),
           words={"step": _("what"), "ends_at": _("until")}),
)  # fmt: skip
