"""What a guest says about themselves, checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError
from footing.practice import typed
from footing.practice.mail import allows_mail
from footing.practice.reach import CONTACT
from footing.practice.typed import LINE_LENGTH, MAIL_LENGTH, MESSAGE_LENGTH, NAME_LENGTH

__all__ = ["LINE_LENGTH", "MESSAGE_LENGTH", "NAME_LENGTH", "Guest", "check", "zones"]


@dataclass(frozen=True)
class Guest:
    """A person without an account. Any name will do; one of `email` and `phone` is needed.

    `say` is who we say is calling; `hours` when to call; mail goes out only with `may_mail`, and an entry for
    their calendar along with it only with `calendar`. `language` is the one they booked in, or nothing for English.
    """

    name: str
    email: str = ""
    phone: str = ""
    zone: str = "UTC"
    message: str = ""
    say: str = ""
    hours: str = ""
    may_mail: bool = False
    may_leave_message: bool = False
    calendar: bool = False
    language: str = ""

    def contact(self) -> dict[str, str | bool]:
        """What the sealed `contact` of a booking holds."""
        chosen: dict[str, str | bool] = {"calendar": True} if self.calendar else {}
        if self.language:
            chosen["language"] = self.language
        return {name: getattr(self, name) for name in CONTACT} | chosen


def check(guest: Guest) -> Guest:
    """The guest with blanks at the ends left out. Raises InvalidError for the first field that is wrong."""
    texts = {
        field: getattr(guest, field).strip()
        for field in ("name", "email", "phone", "zone", "message", "say", "hours")
    }
    _lengths(texts)
    if not texts["name"]:
        raise InvalidError("name", _("Write a name. Any name that you like will do."))
    if not texts["email"] and not texts["phone"]:
        raise InvalidError("contact", _("Write an e-mail address or a telephone number."))
    for field, wrong in (("email", typed.wrong_mail), ("phone", typed.wrong_phone)):
        if texts[field] and (sentence := wrong(texts[field])):
            raise InvalidError(field, sentence)
    if texts["zone"] not in zones():
        raise InvalidError("tz", _("Choose a time zone from the list, such as America/Toronto."))
    return replace(guest, **texts)


def wrong_entry(contact: Mapping[str, Any]) -> str:
    """Why the entry for a calendar that is wanted cannot go along with any mail, or nothing."""
    if not contact.get("calendar") or allows_mail(contact):
        return ""
    return _(
        "The calendar entry comes along with mail. Write an address and allow mail to it, or choose none."
    )


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())


def _lengths(texts: dict[str, str]) -> None:
    limits = {"name": NAME_LENGTH, "message": MESSAGE_LENGTH, "email": MAIL_LENGTH}
    for field, text in texts.items():
        sentence = typed.wrong_text(text, most=limits.get(field, LINE_LENGTH), lines=field == "message")
        if sentence:
            raise InvalidError(field, sentence)
