"""Sign-in names: folded, then kept only as a keyed hash."""

import hashlib
import hmac
import re
import unicodedata

from django.conf import settings

from footing.vault.secrets import derive

# What turns the order of letters around or ends a line where nobody sees it: names could pass for others.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def has_unseen(text: str) -> bool:
    """Whether a line holds a character that only deceives."""
    return bool(_UNSEEN.search(text))


def fold(name: str) -> str:
    """One form for a name however it is typed: NFKC, case folded, inner spaces as one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_free(name: str) -> bool:
    """Whether a name is one that we give out at all.

    One name in five is not, by a keyed hash: so that "not free" does not say that somebody is here (decision 14).
    """
    return int(login_of(f"free {fold(name)}")[:8], 16) % 5 > 0


def login_of(name: str) -> str:
    """The login column's value for a name: 64 hexadecimal digits."""
    key = derive(settings.FOOTING_KEY, "login-name")
    return hmac.digest(key, fold(name).encode(), hashlib.sha256).hex()
