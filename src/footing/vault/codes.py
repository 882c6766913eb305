"""Codes that a person can read out."""

import secrets

# Without 0 O 1 I L U: nothing that is misread, no words.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10


def new_code() -> str:
    """Ten characters, 49 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """A code as it is shown: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def tidy(typed: str) -> str:
    """A typed code in its stored form: any case, spaces and dashes left out."""
    return "".join(c for c in typed.upper() if c not in " -–\t\r\n")


def is_code(typed: str) -> bool:
    """Whether what was typed has the form of a code."""
    tidied = tidy(typed)
    return len(tidied) == LENGTH and set(tidied) <= set(ALPHABET)
