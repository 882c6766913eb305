"""The key file on paper: lines that a person can type back, each with a check of its own.

Sixteen hexadecimal digits a line. The check is the first four digits of SHA-256 over the line's name and
digits, so that a wrong sign and two lines in each other's place are both found, by line.
"""

import hashlib
import re
from collections.abc import Sequence

from footing.vault.secrets import KEY_BYTES, Ring, key_id, parse

DIGITS, CHECK = 16, 4
LINES = KEY_BYTES * 2 // DIGITS
# Signs that a reader takes for a digit.
READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1", "s": "5", "z": "2", "g": "9"})
LINE = re.compile(r"^\s*([A-Za-z])\s*([0-9])\b[\s:.)-]*(.*)$")
PAGE = """FOOTING: THE MASTER KEY ON PAPER

Key {name}, written on {day}.

Whoever has this page and the files of the practice can read everything. Without it, or the key file, nothing
can be read again. Keep it in a sealed envelope, in a safe, away from the server and its backups.

{lines}

To put it back: footing keys restore-escrow. Type each line as it stands, its check (after the stroke)
included. Small and capital letters are the same, and spaces do not matter. After a change of the master key
print a new page, and keep this one as long as a backup of the keys from before it.
"""


class EscrowError(Exception):
    """Typed lines that do not make a key; `lines` has a sentence for each."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def page(ring: Ring, *, day: str) -> str:
    """The page for a key file. While a change of master key runs, old keys stand on it too."""
    parts = {"M": ring.current}
    if ring.signing != ring.current:
        parts["S"] = ring.signing
    parts.update({chr(ord("A") + n): key for n, key in enumerate(ring.old)})
    lines = [line for letter, key in parts.items() for line in (*_lines(letter, key), "")]
    return PAGE.format(name=key_id(ring.current), day=day, lines="\n".join(lines).rstrip())


def read(text: str) -> Ring:
    """The key file that typed lines make. Raises EscrowError naming each line that is wrong or missing."""
    typed, wrong = _typed(text)
    letters = sorted({letter for letter, _ in typed} | {"M"})
    for letter in letters:
        wrong += [f"Line {letter}{n} is missing." for n in range(1, LINES + 1) if (letter, n) not in typed]
    if wrong:
        raise EscrowError(sorted(set(wrong)))
    named = {}
    for letter in letters:
        named[letter] = "".join(typed[letter, n] for n in range(1, LINES + 1))
    labels = {"M": "", "S": "signing "}
    return parse(
        "\n".join(labels.get(letter, "old ") + digits for letter, digits in named.items()), "on paper"
    )


def _lines(letter: str, key: bytes) -> list[str]:
    digits, found = key.hex(), []
    for n in range(1, LINES + 1):
        part = digits[(n - 1) * DIGITS : n * DIGITS]
        groups = " ".join(part[at : at + 4] for at in range(0, DIGITS, 4))
        found.append(f"{letter}{n}   {groups}   / {_check(f'{letter}{n}', part)}")
    return found


def _typed(text: str) -> tuple[dict[tuple[str, int], str], list[str]]:
    typed: dict[tuple[str, int], str] = {}
    wrong = []
    for line in text.splitlines():
        match = LINE.match(line)
        if not match or not re.search("[0-9a-fA-F]", match[3]) or "/" not in line:
            continue
        name = f"{match[1].upper()}{match[2]}"
        signs = re.sub(r"[\s/·|.-]", "", match[3]).lower().translate(READ_AS)
        digits, check = signs[:DIGITS], signs[DIGITS:]
        if len(signs) != DIGITS + CHECK or re.search("[^0-9a-f]", signs):
            wrong.append(
                f"Line {name} must have {DIGITS} digits, a stroke and {CHECK} more, 0 to 9 and a to f."
            )
        elif check != _check(name, digits):
            wrong.append(f"Line {name} does not fit its check. Compare each sign with the paper.")
        typed[match[1].upper(), int(match[2])] = digits
    return typed, wrong


def _check(name: str, digits: str) -> str:
    return hashlib.sha256(f"footing/escrow/{name}/{digits}".encode()).hexdigest()[:CHECK]
