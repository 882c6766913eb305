"""A series as a picture and its numbers as tables. Sizes are SVG units; tables hold all that a picture shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language

from footing.core.change import Change
from footing.design import saying
from footing.today.series import Series

LEFT, RIGHT, TOP, STEP, BELOW = 10, 310, 32, 24, 46
# So many points, so thick: below, a point is a finger's dot; three years of weeks still stand apart.
SIZES = ((30, 9), (80, 6))
SMALLEST = 4

At = tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """Points and, where there is one, a line with its band; the words at both ends of both sides."""

    id: str
    name: str
    said: str
    described: str
    height: int
    grid: str
    dots: str
    size: int
    band: str
    line: str
    sure: bool
    most: str
    least: str
    first: str
    last: str


@dataclass(frozen=True)
class Slope:
    """One row behind "show the numbers": steps of the answers a week, its interval, and the scatter around the line."""

    name: str
    slope: str
    low: str
    high: str
    scatter: str
    n: int


@dataclass(frozen=True)
class Numbers:
    """Slopes, and all answers by day."""

    slopes: tuple[Slope, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Axis:
    """The days of several series side by side: where each begins to be drawn, and the words at both ends."""

    across: Callable[[float], float]
    starts: Mapping[date, str]
    first: str
    last: str


def axis(series: Sequence[Series]) -> Axis:
    """One axis for some series, so that their days stand under each other. Raises ValueError without a day."""
    days = sorted({day for one in series for day in one.scores})
    if not days:
        raise ValueError("at least one day")
    across = _across(days)
    starts = {day: f"M{across(day.toordinal()):.1f} " for day in days}
    return Axis(across, starts, _day(days[0]), _day(days[-1]) if len(days) > 1 else "")


def drawn(series: Series, said: str, words: Mapping[str, str], along: Axis) -> Picture:
    """Lay out a series on an axis; `said` is the sentence above it."""
    days = sorted(series.scores)
    most = len(series.scale) - 1
    bottom = TOP + STEP * most
    change = series.change
    line, band = _line(change, most)

    def placed(points: Sequence[At]) -> str:
        return "L".join(f"{along.across(t):.1f} {bottom - STEP * y:.1f}" for t, y in points)

    values = [series.scores[day] for day in days]
    described = words["described" if len(days) > 1 else "described_one"].format(
        n=len(days), first=series.scale[int(values[0])], last=series.scale[int(values[-1])],
        start=_day(days[0]), end=_day(days[-1]),
    )  # fmt: skip
    if line and change.scatter is not None:
        described += " " + words["described_line"].format(
            start=saying.decimal(line[0][1], 1),
            end=saying.decimal(line[-1][1], 1),
            scatter=saying.decimal(change.scatter, 1),
        )
    return Picture(
        id=series.id, name=series.name, said=said, described=described, height=bottom + BELOW,
        grid="".join(f"M{LEFT} {TOP + STEP * n}H{RIGHT}" for n in range(most + 1)),
        dots="".join(
            f"{along.starts[day]}{bottom - STEP * int(y)}h0" for day, y in zip(days, values, strict=True)
        ),
        size=next((size for least, size in SIZES if len(days) <= least), SMALLEST),
        band=f"M{placed(band)}Z" if band else "", line=f"M{placed(line)}" if line else "",
        sure=change.trend.why is None, most=capfirst(series.scale[-1]), least=capfirst(series.scale[0]),
        first=along.first, last=along.last,
    )  # fmt: skip


def numbers(series: Sequence[Series]) -> Numbers:
    """The tables of some series with the same days."""
    days = sorted({day for one in series for day in one.scores})
    slopes = tuple(
        Slope(
            one.short, _signed(slope.slope), _signed(slope.low), _signed(slope.high),
            saying.decimal(one.change.scatter or 0, 1), len(one.change.points),
        )
        for one in series if (slope := one.change.slope)
    )  # fmt: skip
    all_scores = [one.scores for one in series]
    rows = tuple((_day(day), tuple([_cell(scores.get(day)) for scores in all_scores])) for day in days)
    return Numbers(slopes, tuple(one.short for one in series), rows)


def _line(change: Change, most: int) -> tuple[list[At], list[At]]:
    """The line over the points that count, and the band around it, both within the scale."""
    if change.slope is None or change.scatter is None:
        return [], []
    start, end = (change.points[n].day.toordinal() for n in (0, -1))
    low = change.slope.intercept
    high = low + change.slope.slope * (end - start) / 7
    s = change.scatter
    band = [(start, low + s), (end, high + s), (end, high - s), (start, low - s)]
    return _within([(start, low), (end, high)], most, closed=False), _within(band, most)


def _within(points: Sequence[At], most: int, *, closed: bool = True) -> list[At]:
    """The part of a shape that lies on the scale from 0 to `most` (Sutherland and Hodgman 1974)."""
    found = list(points)
    for limit, side in ((0.0, 1), (float(most), -1)):
        before, found = found, []
        for n, here in enumerate(before):
            last = before[n - 1]
            inside, was = side * (here[1] - limit) >= 0, side * (last[1] - limit) >= 0
            if inside != was and (closed or n):
                share = (limit - last[1]) / (here[1] - last[1])
                found.append((last[0] + share * (here[0] - last[0]), limit))
            if inside:
                found.append(here)
    return found


def _across(days: Sequence[date]) -> Callable[[float], float]:
    """From a day (ordinal) to a place between LEFT and RIGHT; a single day stands in the middle."""
    first, length = days[0].toordinal(), (days[-1] - days[0]).days
    if not length:
        return lambda day: (LEFT + RIGHT) / 2
    by = (RIGHT - LEFT) / length
    return lambda day: LEFT + by * (day - first)


def _day(day: date) -> str:
    return _written(day, get_language())


@lru_cache(maxsize=2048)
def _written(day: date, _language: str | None) -> str:
    return saying.plain_day(day, short=True)


def _cell(value: float | None) -> str:
    return "–" if value is None else str(int(value))


def _signed(value: float) -> str:
    return saying.point(f"{value:+.2f}".replace("-", "−") if round(value, 2) else "0.00")
