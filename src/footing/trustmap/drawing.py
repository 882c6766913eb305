"""The model as a picture: rings around a name, then one stone for each thing. Sizes are SVG units."""

import textwrap
from dataclasses import dataclass

from footing.trustmap.queries import Model

WIDTH = 320
STONE = 268
LETTERS, LINES, LINE = 25, 6, 21
ALSO_LETTERS = 32
TOP, GAP = 168, 18


@dataclass(frozen=True)
class Line:
    """One line of text with its place."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Stone:
    """One stone with its outline, its lines, and the lines under it."""

    x: int
    y: int
    outline: str
    lines: tuple[Line, ...]
    also: tuple[Line, ...]


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn."""

    height: int
    name: tuple[Line, ...]
    stones: tuple[Stone, ...]


def picture(model: Model, also: str) -> Picture:
    """Lay out a model. `also` is the word before another name."""
    stones, y = [], TOP
    for number, thing in enumerate(model.things):
        left = (6, WIDTH - STONE - 6, 26)[number % 3]
        lines = _wrap(thing.text, LETTERS, LINES)
        height = LINE * len(lines) + 42
        under = _wrap(f"{also} {thing.other}", ALSO_LETTERS, 2) if thing.other else []
        middle = left + STONE // 2
        stones.append(
            Stone(
                x=left,
                y=y,
                outline=_outline(height),
                lines=_placed(lines, middle, y + 35),
                also=_placed(under, middle, y + height + 22),
            )
        )
        y += height + LINE * len(under) + (8 if under else 0) + GAP
    name = _wrap(model.who, 15, 3)
    return Picture(y + 6, _placed(name, WIDTH // 2, 88 - (len(name) - 1) * LINE // 2), tuple(stones))


def _wrap(text: str, letters: int, lines: int) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")


def _placed(lines: list[str], x: int, y: int) -> tuple[Line, ...]:
    return tuple(Line(x, y + n * LINE, text) for n, text in enumerate(lines))


def _outline(h: int) -> str:
    w = STONE
    return (
        f"M3 {h * 0.56:.0f}C0 {h * 0.14:.0f} {w * 0.2:.0f} 2 {w * 0.48:.0f} 2"
        f"S{w} {h * 0.06:.0f} {w - 2} {h * 0.5:.0f}S{w * 0.84:.0f} {h} {w * 0.5:.0f} {h}"
        f"S5 {h * 0.98:.0f} 3 {h * 0.56:.0f}Z"
    )
