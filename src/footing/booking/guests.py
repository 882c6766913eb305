"""What a guest says about themselves, checked."""

import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from footing.booking.errors import InvalidError

NAME_LENGTH, LINE_LENGTH, MESSAGE_LENGTH = 80, 200, 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_PHONE = re.compile(r"\+?[0-9 ()./-]{5,40}")


@dataclass(frozen=True)
class Guest:
    """A person without an account. Any name will do; one of `email` and `phone` is needed.

    `say` is who we say is calling; `hours` when to call; mail goes out only with `may_mail`.
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

    def contact(self) -> dict[str, str | bool]:
        """What the sealed `contact` of a booking holds."""
        names = ("email", "phone", "say", "hours", "may_mail", "may_leave_message")
        return {name: getattr(self, name) for name in names}


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
    if texts["email"]:
        _email(texts["email"])
    if texts["phone"] and not (
        _PHONE.fullmatch(texts["phone"]) and sum(map(str.isdigit, texts["phone"])) >= 5
    ):
        raise InvalidError("phone", _("Write the telephone number in digits, such as +1 416 555 0134."))
    if texts["zone"] not in zones():
        raise InvalidError("tz", _("Choose a time zone from the list, such as America/Toronto."))
    return Guest(**texts, may_mail=guest.may_mail, may_leave_message=guest.may_leave_message)


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(available_timezones())


def _lengths(texts: dict[str, str]) -> None:
    limits = {"name": NAME_LENGTH, "message": MESSAGE_LENGTH, "email": 254}
    for field, text in texts.items():
        if len(text) > limits.get(field, LINE_LENGTH):
            raise InvalidError(field, _("That is too long. Shorten it a little."))
        if _CONTROL.search(text):
            raise InvalidError(field, _("There is a character in it that cannot be kept. Type it again."))
        if field != "message" and ("\n" in text or "\t" in text):
            raise InvalidError(field, _("Write it on one line."))


def _email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidError(
            "email", _("Write the e-mail address in full, such as sam@example.org.")
        ) from error
