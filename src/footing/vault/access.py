"""The access log: each look by another leaves a row, which its subject can read."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

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
    """For example "looked at your note, on its own page"."""
    things = {
        "booking": _("your booked time"), "inquiry": _("what you wrote to the practice"), "note": _("your note"),
        "model": _("what makes you feel safe"), "grant": _("what you let them see"),
        "waiting": _("what you wait for"),
    }  # fmt: skip
    actions = _own_actions() if row.actor == row.subject else _actions()
    places = {
        "week": _("in the list of a week"), "day": _("in the list of a day"),
        "list": _("in the list of what they may see"), "call": _("as somebody who called gave both parts of it"),
    }  # fmt: skip
    said = actions.get(row.action, row.action).format(thing=things.get(row.kind, _("it")))
    where = places.get(row.purpose, "") if row.action == "look" else ""
    return f"{said}, {where}" if where else said


def _actions() -> dict[str, str]:
    return {
        "look": _("looked at {thing}"), "refused": _("asked for {thing} and was refused"),
        "cancel": _("gave {thing} up"), "move": _("changed {thing}"), "assign": _("took on {thing}"),
        "answer": _("answered {thing}"), "close": _("ended {thing}"), "book": _("made a booked time of {thing}"),
        "confirm": _("confirmed {thing}"), "make": _("made {thing} for you on the phone"),
    }  # fmt: skip


def _own_actions() -> dict[str, str]:
    """The same after "You": other languages have another form of the verb there."""
    return {
        "look": pgettext("you", "looked at {thing}"), "refused": pgettext("you", "asked for {thing} and were refused"),
        "cancel": pgettext("you", "gave {thing} up"), "move": pgettext("you", "changed {thing}"),
        "assign": pgettext("you", "took on {thing}"), "answer": pgettext("you", "answered {thing}"),
        "close": pgettext("you", "ended {thing}"), "book": pgettext("you", "made a booked time of {thing}"),
        "confirm": pgettext("you", "confirmed {thing}"), "make": pgettext("you", "made {thing}"),
    }  # fmt: skip
