"""Sign-ins. They live until the person is erased: nobody else can say when one is no longer wanted."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from footing.accounts.models import Person
from footing.vault.registry import Policy, declare

UNTIL = _("Until you delete it.")

declare(
    Person,
    Policy(
        _("Your sign-in"), UNTIL, left_out=frozenset({"holder", "password"}),
        words={"login": _("your name, scrambled"), "is_active": _("open"), "created_at": _("made")},
    ),
)  # fmt: skip
declare(Authenticator, Policy(_("A second way to sign in"), UNTIL, left_out=frozenset({"data"})))
declare(EmailAddress, Policy(_("An address for your sign-in"), UNTIL))
