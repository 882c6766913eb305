"""The page of what changed: a few sentences first, then a picture for each series."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from footing.check.queries import About
from footing.design import content
from footing.diary import queries as diary
from footing.practice.queries import local_day
from footing.today import look, pictures, telling
from footing.today.pictures import Numbers, Picture
from footing.today.series import Context, Series, of_checks, of_weeks
from footing.vault import keys


@dataclass(frozen=True)
class Part:
    """Pictures with the same days, and their numbers; None where there is nothing to draw."""

    pictures: tuple[Picture, ...]
    numbers: Numbers | None


@dataclass(frozen=True)
class Checks:
    """The checks about one person or place; `again` is the day from which the next makes sense, None for now."""

    about: About
    last: date
    count: int
    again: date | None
    part: Part


@dataclass(frozen=True)
class Page:
    """The whole page."""

    short: tuple[str, ...]
    weeks: Part
    count: int
    standing: diary.Standing
    checks: tuple[Checks, ...]
    look: look.Look | None


def words() -> dict[str, Any]:
    """The words of the page."""
    return content.table("today/changed.toml")


def page(person: UUID, *, now: datetime) -> Page:
    """What changed for a person. Nothing of the private questions is read."""
    keys.prefetch([person])
    source, book, today = words(), diary.book(person), local_day(now)
    weeks = of_weeks(book.lines)
    contexts = of_checks(person, better=source["sign"]["better"], worse=source["sign"]["worse"])
    return Page(
        short=tuple(said for one in (*weeks, *_all(contexts)) if (said := telling.verdict(one)) is not None),
        weeks=_part(weeks, source),
        count=len(book.lines),
        standing=diary.standing(book, today=today),
        checks=tuple(_checks(context, today, source) for context in contexts),
        look=look.of(person, book, tuple(day for one in contexts for day in one.days), today=today),
    )


def _all(contexts: tuple[Context, ...]) -> list[Series]:
    return [series for context in contexts for series in context.series]


def _part(series: tuple[Series, ...], source: dict[str, Any]) -> Part:
    if not series:
        return Part((), None)
    along = pictures.axis(series)
    drawn = (
        pictures.drawn(one, telling.told(one, source["said"]), source["figure"], along) for one in series
    )
    return Part(tuple(drawn), pictures.numbers(series))


def _checks(context: Context, today: date, source: dict[str, Any]) -> Checks:
    again = context.again if context.again > today else None
    return Checks(context.about, context.days[-1], len(context.days), again, _part(context.series, source))
