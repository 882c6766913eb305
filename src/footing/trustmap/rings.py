"""A map as rings: how close each person is, and by the circle's filling how much they are trusted. SVG units."""

import math
from dataclasses import dataclass

from footing.trustmap import nearness
from footing.trustmap.document import CLOSE, TRUST, Document

SIZE, MIDDLE = 360, 180
RADII = {5: 56, 4: 84, 3: 110, 2: 134, 1: 156}
DOT, LETTERS, LETTER, LINE = 11, 14, 7.4, 15
FULL, HALF, EMPTY, OPEN = "full", "half", "empty", "open"
FILLED = {5: FULL, 4: FULL, 3: HALF, 2: EMPTY, 1: EMPTY}


@dataclass(frozen=True)
class Dot:
    """Somebody in the picture: where, how the circle is filled, and where the name stands."""

    x: int
    y: int
    filled: str
    name: str
    label_x: int
    label_y: int


@dataclass(frozen=True)
class Said:
    """The same in words: a name with steps of closeness and trust, 0 where not rated."""

    name: str
    close: int
    trust: int


@dataclass(frozen=True)
class Rings:
    """Everything that is drawn, the same as a list, and the names of those who are not in it."""

    radii: tuple[int, ...]
    dots: tuple[Dot, ...]
    list: tuple[Said, ...]
    unplaced: tuple[str, ...]


Box = tuple[float, float, float, float]


def rings(document: Document) -> Rings:
    """Lay out a map. Those whose closeness was rated stand in it, next to whoever is rated most like them."""
    placed = [p.id for p in document.people if document.value(CLOSE, p.id)]
    names = {p.id: p.name for p in document.people}
    order = nearness.around(document, placed)
    centres = {id: _centre(document.value(CLOSE, id) or 1, n, len(order)) for n, id in enumerate(order)}
    taken = [_box(x, y, 2 * DOT, 2 * DOT) for x, y in centres.values()] + [_box(MIDDLE, MIDDLE, 40, 24)]
    dots = []
    for id in order:
        x, y = centres[id]
        name = names[id] if len(names[id]) <= LETTERS else f"{names[id][: LETTERS - 1].rstrip()}…"
        label_x, label_y = _label(x, y, len(name), taken)
        filled = FILLED.get(document.value(TRUST, id) or 0, OPEN)
        dots.append(Dot(round(x), round(y), filled, name, round(label_x), round(label_y)))
    said = sorted(
        (
            Said(p.name, document.value(CLOSE, p.id) or 0, document.value(TRUST, p.id) or 0)
            for p in document.people
        ),
        key=lambda one: -one.close,
    )
    return Rings(
        tuple(RADII.values()),
        tuple(dots),
        tuple(said),
        tuple(n for id, n in names.items() if id not in placed),
    )


def _centre(close: int, number: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * number / count - math.pi / 2
    radius = RADII[close]
    return MIDDLE + radius * math.cos(angle), MIDDLE + radius * math.sin(angle)


def _label(x: float, y: float, letters: int, taken: list[Box]) -> tuple[float, float]:
    """The first place around a circle where a name covers nothing; below it where there is none."""
    half = letters * LETTER / 2
    places = [
        (x, y + DOT + LINE), (x, y - DOT - 5), (x + DOT + 4 + half, y + 5), (x - DOT - 4 - half, y + 5),
        (x + half, y + DOT + LINE), (x - half, y + DOT + LINE), (x + half, y - DOT - 5), (x - half, y - DOT - 5),
    ]  # fmt: skip
    kept = [(min(max(px, half + 2), SIZE - half - 2), min(max(py, LINE), SIZE - 4)) for px, py in places]
    free = [place for place in kept if not any(_meet(_text(place, half), box) for box in taken)]
    chosen = free[0] if free else kept[0]
    taken.append(_text(chosen, half))
    return chosen


def _text(place: tuple[float, float], half: float) -> Box:
    return (place[0] - half, place[1] - LINE + 3, place[0] + half, place[1] + 3)


def _box(x: float, y: float, width: float, height: float) -> Box:
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
