"""Mails that wait, and those that left since yesterday."""

from django.utils.translation import gettext_lazy as _

from footing.outbox.models import Message
from footing.vault.registry import Policy, declare

declare(
    Message,
    Policy(
        _("A mail to you"), _("Until a day after it left, or a month after it could not be sent."), "outbox.forget",
        left_out=frozenset({"id", "holder", "key", "leased_until", "attempts", "error"}),
        words={
            "kind": _("about"), "content": _("what it says"), "created_at": _("written"),
            "not_before": _("leaves at the earliest"), "sent_at": _("left"), "given_up_at": _("given up"),
        },
    ),
)  # fmt: skip
