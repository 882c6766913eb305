"""What a person said over time: each question of their weeks, each sign of each kept check, and what may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from footing.check import queries as check
from footing.check.queries import About, Checked
from footing.core.change import Change, Measure, describe, looked_at
from footing.diary import queries as diary
from footing.diary.queries import Line

# The questions of a check are about the last four weeks: a nearer one asks in part about the same days.
FOUR_WEEKS = timedelta(weeks=4)
SIGN = Measure(0, 3, higher_is_better=False)


@dataclass(frozen=True)
class Series:
    """One question or sign: its answers from the least to the most, scores by day, and what they come to.

    `change` is of the scores that count; `better` and `worse` are said of it where it is one of the two.
    """

    id: str
    name: str
    short: str
    scale: tuple[str, ...]
    scores: Mapping[date, float]
    change: Change
    better: str
    worse: str


@dataclass(frozen=True)
class Context:
    """The checks about one person or place: their days, a series for each sign, from which day the next makes sense."""

    about: About
    days: tuple[date, ...]
    series: tuple[Series, ...]
    again: date


def of_weeks(lines: Sequence[Line]) -> tuple[Series, ...]:
    """The questions of the check-ins that were answered. What counts are the looks that were set beforehand."""
    found = []
    for question in diary.questions():
        scores = diary.scores(lines, question.id)
        if scores:
            days = sorted(scores)[: looked_at(len(scores))]
            change = describe({day: scores[day] for day in days}, question.measure)
            found.append(
                Series(
                    question.id, question.name, question.short, question.answers, scores, change,
                    question.better, question.worse,
                )
            )  # fmt: skip
    return tuple(found)


def of_checks(person: UUID, *, better: str, worse: str) -> tuple[Context, ...]:
    """The kept checks. A sign has a series from its second answer on; checks four weeks apart count."""
    return tuple(
        _context(whom, kept, better, worse)
        for about, kept in check.history(person).items()
        if (whom := check.about(about))
    )


def spaced(days: Sequence[date]) -> list[date]:
    """Of days in order, those four weeks or more after the one before; the first always."""
    found: list[date] = []
    for day in days:
        if not found or day - found[-1] >= FOUR_WEEKS:
            found.append(day)
    return found


def _context(whom: About, kept: list[tuple[date, Checked]], better: str, worse: str) -> Context:
    names = {sign.id: sign for sign in check.signs(whom)}
    scale = tuple(check.words()["levels"]["words"])
    levels: dict[str, dict[date, float]] = {id: {} for id in names}
    for day, checked in kept:
        for sign in checked.result.signs:
            if sign.level is not None:
                levels[sign.sign][day] = float(sign.level)
    series = tuple(
        Series(
            f"{whom.id}-{id}", names[id].name, names[id].short, scale, scores,
            describe({day: scores[day] for day in spaced(sorted(scores))}, SIGN), better, worse,
        )
        for id, scores in levels.items() if len(scores) > 1
    )  # fmt: skip
    days = tuple(day for day, _ in kept)
    return Context(whom, days, series, days[-1] + FOUR_WEEKS)
