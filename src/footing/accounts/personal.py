"""Sign-ins. They live until the person is erased: nobody else can say when one is no longer wanted."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from footing.accounts.models import Notice, Person, Return, SafeContact, Sitting
from footing.vault.registry import Policy, declare

UNTIL = _("Until you delete it.")

declare(
    Person,
    Policy(
        _("Your sign-in"), UNTIL, left_out=frozenset({"holder", "password"}),
        words={"id": _("your number here"), "last_login": _("last sign-in"), "login": _("your name, scrambled"),
            "name": _("the name you sign in with"),
            "is_active": _("open"), "created_at": _("made")},
    ),
)  # fmt: skip
declare(Authenticator, Policy(_("A second way to sign in"), UNTIL, left_out=frozenset({"data"})))
declare(EmailAddress, Policy(_("An address for your sign-in"), UNTIL))
declare(
    Sitting,
    Policy(
        _("Where you are signed in"), _("Until that sign-in ends."), "accounts.sessions",
        left_out=frozenset({"id", "person", "session_key"}), words={"began_at": _("since")},
    ),
)  # fmt: skip
declare(
    SafeContact,
    Policy(
        _("How the practice may reach you"), UNTIL, left_out=frozenset({"id", "holder"}),
        words={
            "how": _("what you chose"), "how.how": _("by"), "how.address": _("where"),
            "how.hours": _("when it is safe"),
            "at": _("chosen"),
        },
    ),
)  # fmt: skip
declare(
    Notice,
    Policy(
        _("A notice about your sign-in"), UNTIL, left_out=frozenset({"id", "person"}),
        words={
            "kind": _("about"), "kind=passphrase": _("your pass phrase"), "kind=totp": _("the app"),
            "kind=webauthn": _("a passkey"), "kind=recovery_codes": _("paper codes"), "at": _("when"),
            "seen_at": _("put away"),
        },
    ),
)  # fmt: skip
declare(
    Return,
    Policy(
        _("That somebody asked to be let in without the pass phrase"), _("For two weeks."), "accounts.returns",
        left_out=frozenset({"id", "person", "code_hash", "confirmed_by"}),
        words={
            "asked_at": _("asked"), "confirmed_at": _("confirmed by the practice"), "stopped_at": _("stopped"),
            "used_at": _("used"),
        },
    ),
)  # fmt: skip
