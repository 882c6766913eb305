"""Days, clock times, numbers, sums and quotes as each language writes them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.formats import date_format, get_format
from django.utils.translation import get_language

from footing.design import content

NARROW = "\u00a0"
FRENCH = "fr"


def day(value: date | datetime, *, year: bool = False) -> str:
    """A day in words: "Monday 23 November", "mardi 1er décembre"."""
    return _dated(value, "l j F Y" if year else "l j F")


def short_day(value: date | datetime) -> str:
    """A day in few letters: "Mon 23 Nov"."""
    return _dated(value, "D j N" if get_language() == FRENCH else "D j M")


def plain_day(value: date | datetime, *, short: bool = False) -> str:
    """A day without its weekday: "23 November 2026", or "23 Nov 2026"."""
    month = ("N" if get_language() == FRENCH else "M") if short else "F"
    return _dated(value, f"j {month} Y")


def weekday(value: date | datetime) -> str:
    """The day of the week: "Monday"."""
    return date_format(value, "l")


def clock(hour: int, minute: int) -> str:
    """A clock time: "09:05", "9 h 05"."""
    if get_language() != FRENCH:
        return f"{hour:02d}:{minute:02d}"
    return f"{hour}{NARROW}h{NARROW}{minute:02d}" if minute else f"{hour}{NARROW}h"


def point(number: str) -> str:
    """A number that is written out already, with the comma of a language that has one."""
    return number.replace(".", str(get_format("DECIMAL_SEPARATOR")))


def decimal(value: float, places: int) -> str:
    """A number with so many places after its point or comma."""
    return point(f"{value:.{places}f}")


def money(currency: str, minor: int, *, cents: bool = True) -> str:
    """A sum in words: "CAD 92.50", "92,50 CAD". Without `cents`, whole sums have none."""
    whole = not cents and minor % 100 == 0
    amount = decimal(minor / 100, 0 if whole else 2)
    return f"{amount}{NARROW}{currency}" if get_language() == FRENCH else f"{currency} {amount}"


def quoted(words: str) -> str:
    """Words in quotation marks."""
    return f"«{NARROW}{words}{NARROW}»" if get_language() == FRENCH else f"“{words}”"


def language(name: str) -> str:
    """A language that people speak, by its English name; one that is not known as it is."""
    return str(content.table("design/languages.toml")["name"].get(name, name))


def place(zone: str) -> str:
    """The place that a time zone is named after: "Toronto", "Londres"."""
    groups = content.table("booking/zones.toml")["group"]
    known = next((words for group in groups for code, words in group["zones"] if code == zone), "")
    return known.partition(",")[0] or zone.rpartition("/")[2].replace("_", " ")


def colon(label: str) -> str:
    """A label before what it names: "How:", "Comment :". A question keeps its own mark and gets no second one."""
    if label.endswith("?"):
        return label
    return f"{label}{NARROW}:" if get_language() == FRENCH else f"{label}:"


def joined(parts: Iterable[str]) -> str:
    """Parts with semicolons between them, in one sentence."""
    return (f"{NARROW}; " if get_language() == FRENCH else "; ").join(parts)


def small(words: str) -> str:
    """Words as they stand in the middle of a sentence: no capital at their beginning, but for the English "I"."""
    if get_language() != FRENCH and words[:2] in {"I", "I ", "I'"}:
        return words
    return words[:1].lower() + words[1:]


def _dated(value: date | datetime, form: str) -> str:
    # The first of a month is no plain number in French.
    if get_language() == FRENCH and value.day == 1:
        form = form.replace("j", r"j\e\r")
    return date_format(value, form)
