"""Codes to hand over in person: nine characters and a tenth that shows a slip of the pen.

Whoever types a code never learns here whether there is one. So a slip has to show in the code itself.
"""

from footing.vault import codes
from footing.vault.links import fingerprint

BASE = len(codes.ALPHABET)


def new() -> str:
    """Ten characters: 44 bits of chance, and the one that follows from them."""
    body = codes.new_code()[:-1]
    return body + _last(body)


def is_right(typed: str) -> bool:
    """Whether what was typed can be a code at all."""
    tidy = codes.tidy(typed)
    return codes.is_code(tidy) and _last(tidy[:-1]) == tidy[-1]


def hashed(typed: str) -> str:
    """What is kept of a code: 64 hexadecimal digits of a keyed hash."""
    return fingerprint("two-code", codes.tidy(typed).encode())


def _last(body: str) -> str:
    """ISO/IEC 7064, MOD 31,30: any one wrong character shows, and nearly any two that changed places."""
    check = BASE
    for character in body:
        check = (check + codes.ALPHABET.index(character)) % BASE or BASE
        check = check * 2 % (BASE + 1)
    return codes.ALPHABET[(1 - check) % BASE]
