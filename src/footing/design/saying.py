"""Days, clock times, numbers, sums and quotes as each language writes them."""

from datetime import date, datetime

from django.utils.formats import date_format, get_format
from django.utils.translation import get_language

NARROW = "\u00a0"
FRENCH = "fr"


def day(value: date | datetime, *, year: bool = False) -> str:
    """A day in words: "Monday 23 November", "mardi 1er décembre"."""
    return _dated(value, "l j F Y" if year else "l j F")


def short_day(value: date | datetime) -> str:
    """A day in few letters: "Mon 23 Nov"."""
    return _dated(value, "D j M")


def plain_day(value: date | datetime, *, short: bool = False) -> str:
    """A day without its weekday: "23 November 2026", or "23 Nov 2026"."""
    return _dated(value, "j M Y" if short else "j F Y")


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


def _dated(value: date | datetime, form: str) -> str:
    # The first of a month is no plain number in French.
    if get_language() == FRENCH and value.day == 1:
        form = form.replace("j", r"j\e\r")
    return date_format(value, form)
