"""What somebody types about themselves: lengths, characters, and ways to be reached. Each check returns a
sentence that says what to do, or nothing."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from footing.accounts import contact, names

NAME_LENGTH, LINE_LENGTH, MESSAGE_LENGTH, MAIL_LENGTH = 80, 200, 2000, 254
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def wrong_text(text: str, *, most: int, lines: bool = False) -> str:
    """Whether a text is too long, holds what cannot be kept, or breaks a line where it may not."""
    if len(text) > most:
        return _("That is too long. Shorten it a little.")
    if _CONTROL.search(text.replace("\r\n", "\n")) or (not lines and names.has_unseen(text)):
        return _("There is a character in it that cannot be kept. Type it again.")
    if not lines and ("\n" in text or "\t" in text):
        return _("Write it on one line.")
    return ""


def one_line(text: str) -> None:
    """The same for a field of a form, whose length the field itself looks at. Raises ValidationError."""
    if sentence := wrong_text(text, most=len(text)):
        raise ValidationError(sentence)


def wrong_phone(number: str) -> str:
    """Whether this is not a telephone number that somebody can call."""
    if contact.is_phone(number):
        return ""
    return _("Write the telephone number in digits, such as +1 416 555 0134.")


def wrong_mail(address: str) -> str:
    """Whether this is not a mail address."""
    try:
        validate_email(address)
    except ValidationError:
        return _("Write the e-mail address in full, such as sam@example.org.")
    return ""
