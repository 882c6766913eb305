"""The access log: each look by another leaves a row, which its subject can read."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from footing.vault.models import AccessLog

PATH = AccessLog.footing_holder
Names = Callable[[Collection[uuid.UUID]], Mapping[uuid.UUID, str]]

_names: list[Names] = []


@dataclass(frozen=True)
class Look:
    """One line of the log in words: who, what, when."""

    who: str
    what: str
    at: datetime


def record(*, actor: uuid.UUID, subjects: Iterable[uuid.UUID], kind: str, action: str, purpose: str) -> None:
    """Write one row for each holder whose private words are about to be shown or were changed."""
    now = timezone.now()
    AccessLog.objects.bulk_create(
        AccessLog(actor=actor, subject=subject, kind=kind, action=action, purpose=purpose, at=now)
        for subject in subjects
    )


def named_by(names: Names) -> None:
    """`practice` lies above and says here who its people are."""
    _names[:] = [names]


def looks(holder: uuid.UUID) -> list[Look]:
    """All lines about a holder, newest first, with names in place of ids."""
    rows = list(AccessLog.objects.filter(subject=holder).order_by("-at", "-id"))
    actors = {row.actor for row in rows}
    known = _names[0](actors) if _names else {}
    return [
        Look(
            _("You") if row.actor == holder else known.get(row.actor, _("Somebody who left")),
            _what(row),
            row.at,
        )
        for row in rows
    ]


def _what(row: AccessLog) -> str:
    actions = {"look": _("looked at it"), "cancel": _("gave the time up"), "move": _("changed the time")}
    purposes = {"week": _("in the list of a week"), "appointment": _("on its own page")}
    action = actions.get(row.action, row.action)
    return f"{action}, {purposes.get(row.purpose, row.purpose)}" if row.action == "look" else action
