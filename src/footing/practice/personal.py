"""Seats of people who work here, and what people send to them.

A public profile belongs to the practice; erasure takes the sign-in off it.
"""

from django.utils.translation import gettext_lazy as _

from footing.practice.models import (
    Answer,
    Assignment,
    Closing,
    Consent,
    Conversion,
    Inquiry,
    Manager,
    Owner,
    Therapist,
)
from footing.vault.registry import Policy, declare

declare(Manager, Policy(_("That you run the practice"), _("Until you delete your sign-in.")))
declare(
    Therapist,
    Policy(
        _("Your public profile"), _("Until the practice deletes it; your sign-in is taken off it before.")
    ),
)

INTAKE = "practice.forget"
ANSWERED = _("Until some time after the last answer, which the practice sets, or until you delete it.")
INNER = frozenset({"id", "holder", "inquiry"})
declare(
    Inquiry,
    Policy(
        _("What you wrote to the practice"), ANSWERED, INTAKE,
        left_out=frozenset({"id", "holder", "repeat", "link_version"}),
        words={
            "code": _("your code"), "kind": _("about"), "therapist": _("with"), "received_at": _("came"),
            "answer_by": _("to be answered by"), "name": _("the name you gave"), "contact": _("how to reach you"),
            "wish": _("what you wrote"), "kind=register": _("becoming a client"), "kind=contact": _("a question"),
            "contact.email": _("e-mail"), "contact.phone": _("phone"), "contact.say": _("who we say is calling"),
            "contact.hours": _("when it is safe"), "contact.may_mail": _("we may send mail"),
            "contact.may_leave_message": _("we may leave a message"),
            "contact.language": _("language"),
            "wish.words": _("your words"), "wish.reasons": _("what you would like"),
            "wish.together": _("alone or together"),
            "wish.language": _("language"), "wish.region": _("where you live"),
            "wish.guardian": _("who is responsible"),
            "wish.guardian_words": _("more about that"),
        },
    ),
)  # fmt: skip
declare(
    Owner,
    Policy(
        _("Something you wrote that you took into your account"), ANSWERED, INTAKE, left_out=frozenset({"person"}),
        words={"inquiry": _("which"), "at": _("taken")},
    ),
)  # fmt: skip
declare(
    Consent,
    Policy(
        _("A text that you agreed to"), ANSWERED, INTAKE, left_out=INNER,
        words={"policy": _("which"), "policy=limits": _("What stays with us"), "policy=privacy": _("What is kept"),
            "policy=own-limits": _("What the practice says itself about what stays with it"),
            "policy=own-privacy": _("What the practice says itself about what is kept"),
            "policy=own-cancellation": _("What counts if you cannot come"),
            "version": _("version"), "text_hash": _("its fingerprint"), "at": _("when")},
    ),
)  # fmt: skip
declare(
    Answer,
    Policy(
        _("An answer to you"), ANSWERED, INTAKE, left_out=INNER | {"by"},
        words={"way": _("by"), "way=mail": _("mail"), "way=phone": _("phone, or on your page"),
            "text": _("what was said"), "at": _("when")},
    ),
)  # fmt: skip
declare(
    Conversion,
    Policy(_("That it became a booked time"), ANSWERED, INTAKE, left_out=INNER | {"booking", "by"},
           words={"at": _("when")}),
)  # fmt: skip
declare(
    Closing,
    Policy(_("That nothing more is done"), ANSWERED, INTAKE, left_out=INNER | {"by"},
           words={"reason": _("why"), "at": _("when")}),
)  # fmt: skip
declare(
    Assignment,
    Policy(_("Something that was yours to answer"), ANSWERED, INTAKE, left_out=INNER | {"by"}),
)  # fmt: skip
