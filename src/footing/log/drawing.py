"""Pictures and tables of a log's numbers. Sizes are SVG units; every picture has a table with the same figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from footing.core.prediction import Figures, Interval, Summary
from footing.core.prediction.paired import Paired
from footing.core.prediction.rate import wilson
from footing.design import saying
from footing.log import queries

LEFT, RIGHT = 46, 310
TOP, BOTTOM = 12, 212
SMALL, LARGE = 3.0, 8.0


@dataclass(frozen=True)
class Bar:
    """A range of a rate with the share that happened, all from LEFT to RIGHT, and in words."""

    low: float
    high: float
    at: float
    words: str


@dataclass(frozen=True)
class Dot:
    """One step of the curve: where it is drawn, and its figures in 100."""

    x: float
    y: float
    low_y: float
    high_y: float
    size: float
    sure: str
    n: int
    k: int
    share: int
    low: int
    high: int


@dataclass(frozen=True)
class Row:
    """Pairs in a table of three lines, each with its words; the interval of the middle in words."""

    name: str
    lines: tuple[tuple[str, int], ...]
    pairs: int
    middle: str


@dataclass(frozen=True)
class Shown:
    """Everything behind "show the numbers"; what there is too little for is None or empty."""

    rests: str
    bar: Bar | None
    rows: tuple[Row, ...]
    brier: str
    base: tuple[str, str]
    over: str
    dots: tuple[Dot, ...]


def figures(summary: Summary) -> Shown | None:
    """Lay out the numbers of a log; None before anything was answered."""
    found, w, n = summary.figures, queries.words()["figures"], summary.counts.resolved
    if not n:
        return None
    pairs = (("bad", found.severity), ("cope", found.coping))
    return Shown(
        rests=w["rests_one"] if n == 1 else w["rests"].format(n=n),
        bar=_bar(found.rate, summary.counts.happened, n, w["range_of"]) if found.rate else None,
        rows=tuple(_row(name, one, w) for name, one in pairs if one.pairs),
        brier="" if found.brier is None else saying.decimal(found.brier, 2),
        base=_base(found, w["base"]),
        over=_over(found, w["over"]),
        dots=_dots(found),
    )


def _bar(rate: Interval, k: int, n: int, words: str) -> Bar:
    said = words.format(k=k, n=n, low=_in_100(rate.low), high=_in_100(rate.high))
    return Bar(_x(rate.low), _x(rate.high), _x(k / n), said)


def _row(name: str, pairs: Paired, w: Mapping[str, Any]) -> Row:
    range = pairs.interval
    words = w["middle_one"] if range and range.low == range.high else w["middle"]
    said = (
        words.format(low=saying.point(f"{range.low:+g}"), high=saying.point(f"{range.high:+g}"))
        if range
        else ""
    )
    counts = (pairs.lower, pairs.same, pairs.higher)
    return Row(w[name], tuple(zip(w[f"{name}_rows"], counts, strict=True)), pairs.pairs, said)


def _base(found: Figures, words: str) -> tuple[str, str]:
    if found.base_rate_brier is None or found.overestimate is None:
        return "", ""
    return words.format(happened=_in_100(found.overestimate.happened)), saying.decimal(
        found.base_rate_brier, 2
    )


def _over(found: Figures, words: str) -> str:
    if found.overestimate is None:
        return ""
    over = found.overestimate
    return words.format(
        difference=f"{over.difference * 100:+.0f}", low=f"{over.interval.low * 100:+.0f}",
        high=f"{over.interval.high * 100:+.0f}",
    )  # fmt: skip


def _dots(found: Figures) -> tuple[Dot, ...]:
    points = found.curve or ()
    most = max((p.n for p in points), default=1)
    dots = []
    for p in points:
        low, high = wilson(p.k, p.n)
        sure = _in_100(p.low) if p.low == p.high else f"{_in_100(p.low)} – {_in_100(p.high)}"
        dots.append(
            Dot(
                x=_x((p.low + p.high) / 2), y=_y(p.rate), low_y=_y(low), high_y=_y(high),
                size=round(SMALL + (LARGE - SMALL) * (p.n / most) ** 0.5, 1), sure=str(sure), n=p.n, k=p.k,
                share=_in_100(p.rate), low=_in_100(low), high=_in_100(high),
            )
        )  # fmt: skip
    return tuple(dots)


def _x(share: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * share, 1)


def _y(share: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share, 1)


def _in_100(share: float) -> int:
    return round(share * 100)
