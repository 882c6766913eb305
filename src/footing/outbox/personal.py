"""Mails that wait, and those that left since yesterday."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from footing.outbox.models import Message
from footing.vault.registry import Policy, declare

# The second part of a private link: in a file that lies about it would open the booking.
SECRET = re.compile(r"\b[a-z2-7]{26}\b")


def without_secrets(content: dict[str, Any]) -> dict[str, Any]:
    """A mail as it is, but for the secret in its link."""
    return {name: SECRET.sub("…", text) if isinstance(text, str) else text for name, text in content.items()}


declare(
    Message,
    Policy(
        _("A mail to you"), _("Until a day after it left, or a month after it could not be sent."), "outbox.forget",
        left_out=frozenset({"id", "holder", "key", "leased_until", "attempts", "error", "kept_back"}),
        views={"content": without_secrets},
        words={
            "kind": _("about"), "kind=practice.received": _("what you sent has arrived"),
            "kind=practice.answered": _("our answer"), "kind=booking.booked": _("a booked time"),
            "kind=booking.moved": _("a changed time"), "kind=booking.cancelled": _("a time given up"),
            "kind=booking.requested": _("a time asked for"), "kind=booking.approved": _("a yes to it"),
            "kind=booking.declined": _("a no to it"), "kind=booking.lapsed": _("no answer in time"),
            "kind=booking.offered": _("a time that came free"), "kind=booking.reminder": _("a reminder"),
            "kind=booking.missed": _("a time to which you did not come"),
            "content": _("what it says"), "content.to": _("to"), "content.subject": _("subject"),
            "content.body": _("text"),
            "content.calendar": _("for your calendar"), "created_at": _("written"),
            "not_before": _("leaves at the earliest"), "sent_at": _("done"), "given_up_at": _("given up"),
        },
    ),
)  # fmt: skip
