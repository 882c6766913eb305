"""A story as a line of a life: a bar for each time, weights beside it, the same rows as a table. Sizes in SVG units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from footing.story import items
from footing.story.items import NO, Item

WIDTH = 320
LEFT, RIGHT = 10, 216
TOP, ROW, BESIDE = 26, 48, 32
THEN, NOW = (238, 249, 260), (288, 299, 310)
# Years over which a bar fades: an age is remembered roughly, "as a child" more so.
AGED, ROUGH = 1.0, 3.0
FADES = (0.75, 0.5, 0.25)
LETTERS, LETTERS_BESIDE = 44, 31
YOUNGEST_END, NARROW = 20, 60


@dataclass(frozen=True)
class Slice:
    """A piece of a bar, from 0 to 1 as opaque."""

    x: float
    width: float
    opacity: float


@dataclass(frozen=True)
class Row:
    """One item: its place, its bar (none where it has no time), and everything in words."""

    id: str
    y: int
    label: str
    bar: tuple[Slice, ...]
    then: int | None
    now: int | None
    what: str
    when: str
    then_said: str
    now_said: str


@dataclass(frozen=True)
class Line:
    """The picture: rows with a time, the age axis, and those that stand beside; `says` is the sentence above."""

    says: str
    height: int
    rows: tuple[Row, ...]
    axis: int
    ticks: tuple[tuple[float, int], ...]
    beside: tuple[Row, ...]
    beside_y: int
    then_at: tuple[int, ...] = THEN
    now_at: tuple[int, ...] = NOW


def line(story: Sequence[Item]) -> Line | None:
    """Lay out what fits; None where there is nothing to draw."""
    drawn = [item for item in story if item.fits != NO]
    if not drawn:
        return None
    spans = {item.id: span for item in drawn if (span := _span(item))}
    end = _end(list(spans.values()))
    placed = sorted((item for item in drawn if item.id in spans), key=lambda item: _key(spans[item.id], end))
    rows = [_row(item, TOP + ROW * n, _bar(spans[item.id], end)) for n, item in enumerate(placed)]
    axis = TOP + ROW * len(rows) + 6 if rows else 0
    beside_y = axis + 68 if rows else TOP
    open_ = [item for item in drawn if item.id not in spans]
    first = beside_y + 8 if rows else TOP
    beside = [_row(item, first + BESIDE * n, ()) for n, item in enumerate(open_)]
    last = beside[-1].y + BESIDE if beside else axis + 44
    ticks = (
        tuple((_x(age, end), age) for age in range(0, end + 1, 10 if end <= NARROW else 20)) if rows else ()
    )
    return Line(_says(drawn, bool(rows)), last, tuple(rows), axis, ticks, tuple(beside), beside_y)


def _span(item: Item) -> tuple[float, float, float] | None:
    """From which age to which, and how far it fades; an end of -1 is that of the line."""
    if item.start is not None and item.end is not None:
        return item.start, item.end + 1, AGED
    choice: list[Any] = next((c for c in items.words()["choices"]["when"] if c[0] == item.when), [])
    if len(choice) < 4:
        return None
    return choice[2], choice[3] + 1 if choice[3] >= 0 else -1, ROUGH


def _end(spans: list[tuple[float, float, float]]) -> int:
    """The age at the right: a full ten, so that all fit, also times without an end."""
    latest = max((start + 10 if end < 0 else end for start, end, _ in spans), default=0)
    return min(120, max(YOUNGEST_END, -int(-(latest - 1) // 10) * 10))


def _key(span: tuple[float, float, float], end: int) -> tuple[float, float]:
    return span[0], span[1] if span[1] >= 0 else end


def _bar(span: tuple[float, float, float], end: int) -> tuple[Slice, ...]:
    start, stop, fade = span
    stop = min(stop, end) if stop >= 0 else end
    start = min(start, stop - 1)
    step = fade / len(FADES)
    pieces = [(start, stop, 1.0)]
    for n, opacity in enumerate(FADES):
        pieces.append((start - (n + 1) * step, start - n * step, opacity))
        pieces.append((stop + n * step, stop + (n + 1) * step, opacity))
    kept = [(max(a, 0), min(b, end), opacity) for a, b, opacity in pieces]
    return tuple(
        Slice(_x(a, end), round(_x(b, end) - _x(a, end), 1), opacity)
        for a, b, opacity in sorted(kept)
        if b - a > 1e-9
    )


def _row(item: Item, y: int, bar: tuple[Slice, ...]) -> Row:
    what, when = items.name_of(item), items.when_of(item)
    label = f"{what}, {when}" if bar else what
    most = LETTERS if bar else LETTERS_BESIDE
    if len(label) > most:
        label = f"{label[: most - 1].rstrip()}…"
    said = [items.weight_of(w) for w in (item.then, item.now)]
    return Row(item.id, y, label, bar, item.then, item.now, what, when, *said)


def _says(drawn: Sequence[Item], timed: bool) -> str:
    w = items.words()["line"]
    pairs = [item.now - item.then for item in drawn if item.then is not None and item.now is not None]
    less, more = any(p < 0 for p in pairs), any(p > 0 for p in pairs)
    if less and more:
        change = w["both"]
    elif less:
        change = w["less"] if all(p < 0 for p in pairs) else w["less_some"]
    elif more:
        change = w["more"]
    else:
        change = w["same"] if pairs else ""
    return f"{w['says'] if timed else w['says_without']} {change}".rstrip()


def _x(age: float, end: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * age / end, 1)
