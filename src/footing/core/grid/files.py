"""Grids as files: JSON of our own, and the text format of the R package OpenRepGrid (`importTxt`, `saveAsTxt`).

The text format has blocks, each between its tag and END and its tag, each on a line of its own, in any order; what
stands outside is left aside. ELEMENTS: a name a line. CONSTRUCTS: `left pole : right pole`. RATINGS: a line for
each construct, a number for each element between blanks, NA or ? where there is none. RANGE: lowest and highest
rating.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

MOST = 100
LONGEST = 1_000_000
BLOCKS = ("ELEMENTS", "CONSTRUCTS", "RATINGS", "RANGE")
TAGS = {*BLOCKS, *(f"END {block}" for block in BLOCKS)}
GAPS = ("NA", "?")
FORMAT, VERSION = "footing-grid", 1


class GridError(ValueError):
    """A file that is no grid: what is wrong, where, and what to do. `line` counts from 1; None where no line is at
    fault.
    """

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(f"Line {line}: {text}" if line else text)
        self.line = line


@dataclass(frozen=True)
class Grid:
    """Names and ratings: `constructs` as (left pole, right pole); `ratings` a row for each construct, None where
    missing.

    1 to 100 constructs, 2 to 100 elements, every rating within `scale`. Raises GridError otherwise.
    """

    elements: tuple[str, ...]
    constructs: tuple[tuple[str, str], ...]
    ratings: tuple[tuple[float | None, ...], ...]
    scale: tuple[float, float]

    def __post_init__(self) -> None:
        low, high = self.scale
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise GridError(f"The scale {low:g} to {high:g} needs its lowest rating first, then its highest.")
        if not 2 <= len(self.elements) <= MOST or not 1 <= len(self.constructs) <= MOST:
            raise GridError(
                f"A grid has 2 to {MOST} elements and 1 to {MOST} constructs; this one has {len(self.elements)} and "
                f"{len(self.constructs)}."
            )
        if len(self.ratings) != len(self.constructs):
            raise GridError(
                f"There are {len(self.constructs)} constructs and {len(self.ratings)} rows of ratings; give each a row."
            )
        for row, values in enumerate(self.ratings, 1):
            if len(values) != len(self.elements):
                raise GridError(
                    f"Row {row} has {len(values)} ratings for {len(self.elements)} elements; give each one, or NA."
                )
            for column, value in enumerate(values, 1):
                if value is not None and not low <= value <= high:
                    raise GridError(
                        f"Row {row}, rating {column} is {value:g}; the scale is {low:g} to {high:g}."
                    )


def read_txt(text: str, *, scale: Sequence[float] | None = None) -> Grid:
    """A grid from OpenRepGrid's text. `scale` stands in for a missing RANGE block, which is never guessed.

    Raises GridError with the line and what to do.
    """
    blocks = _blocks(_bounded(text).removeprefix("\ufeff").splitlines())
    for block in BLOCKS[:3]:
        if block not in blocks:
            raise GridError(f"There is no {block} block. Write {block}, its lines, then END {block}.")
    elements = tuple(name for _, name in blocks["ELEMENTS"])
    constructs = tuple(_poles(line, words) for line, words in blocks["CONSTRUCTS"])
    if "RANGE" in blocks:
        bounds = [(line, word) for line, words in blocks["RANGE"] for word in words.split()]
        if len(bounds) != 2:
            raise GridError("The RANGE block needs two numbers: the lowest rating and the highest.")
        low, high = (_number(line, word) for line, word in bounds)
        if low >= high:
            raise GridError(f"The range is {low:g} to {high:g}; write the lowest rating first.", bounds[1][0])
    elif scale is not None:
        low, high = (float(bound) for bound in scale)
    else:
        raise GridError(
            "There is no RANGE block. Write RANGE, the lowest and highest rating, then END RANGE."
        )
    rows = []
    for line, words in blocks["RATINGS"]:
        row = tuple(None if word in GAPS else _number(line, word) for word in words.split())
        if len(row) != len(elements):
            raise GridError(
                f"{len(row)} ratings for {len(elements)} elements; write one for each, or NA.", line
            )
        for value in row:
            if value is not None and not low <= value <= high:
                raise GridError(
                    f"{value:g} is outside the scale {low:g} to {high:g}; correct it or RANGE.", line
                )
        rows.append(row)
    return Grid(elements, constructs, tuple(rows), (low, high))


def write_txt(grid: Grid) -> str:
    """The grid in OpenRepGrid's text. Raises GridError where a name cannot stand in it: use JSON then."""
    names = [*grid.elements, *(pole for poles in grid.constructs for pole in poles)]
    for name in names:
        if name != " ".join(name.split()) or not name or name in TAGS:
            raise GridError(
                f"{name!r} cannot be a name in this format (empty, extra blanks, lines, or a tag). Use JSON."
            )
    for pole in names[len(grid.elements) :]:
        if ":" in pole:
            raise GridError(f"{pole!r} has a colon, which parts the poles in this format. Use JSON.")
    rows = (" ".join("NA" if value is None else _written(value) for value in row) for row in grid.ratings)
    blocks = {
        "ELEMENTS": grid.elements,
        "CONSTRUCTS": [f"{left} : {right}" for left, right in grid.constructs],
        "RATINGS": rows,
        "RANGE": [f"{_written(grid.scale[0])} {_written(grid.scale[1])}"],
    }
    return "\n".join("\n".join([block, *lines, f"END {block}", ""]) for block, lines in blocks.items())


def read_json(text: str) -> Grid:
    """A grid from our JSON (see `write_json`). Raises GridError with the line of a mistake in JSON, or the place."""
    try:
        found = json.loads(_bounded(text), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise GridError(f"This is not JSON: {error.msg}.", error.lineno) from error
    except GridError:
        raise
    except ValueError as error:
        raise GridError("This is not a grid: it has a number of thousands of digits.") from error
    except RecursionError as error:
        raise GridError("This is not a grid: it is nested too deeply.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT or found.get("version") != VERSION:
        raise GridError(f'This is not a grid: it needs "format": "{FORMAT}" and "version": {VERSION}.')
    elements = tuple(_text(name, f"elements, {n}") for n, name in enumerate(_list(found, "elements"), 1))
    constructs = []
    for n, poles in enumerate(_list(found, "constructs"), 1):
        if not isinstance(poles, list) or len(poles) != 2:
            raise GridError(f"constructs, {n} must be a list of two poles: left, right.")
        constructs.append(
            (_text(poles[0], f"constructs, {n}, left"), _text(poles[1], f"constructs, {n}, right"))
        )
    rows = []
    for n, row in enumerate(_list(found, "ratings"), 1):
        if not isinstance(row, list):
            raise GridError(f"ratings, {n} must be a list with a rating or null for each element.")
        rows.append(
            tuple(None if v is None else _real(v, f"ratings, {n}, {m}") for m, v in enumerate(row, 1))
        )
    bounds = [_real(bound, "scale") for bound in _list(found, "scale")]
    if len(bounds) != 2:
        raise GridError("scale must be a list of two numbers: the lowest rating and the highest.")
    return Grid(elements, tuple(constructs), tuple(rows), (bounds[0], bounds[1]))


def write_json(grid: Grid) -> str:
    """The grid as JSON: format, version, scale, elements, constructs as pairs of poles, ratings with null where
    missing.
    """
    found = {
        "format": FORMAT, "version": VERSION, "scale": [_whole(bound) for bound in grid.scale],
        "elements": grid.elements, "constructs": grid.constructs,
        "ratings": [[None if v is None else _whole(v) for v in row] for row in grid.ratings],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise GridError(f"This is too long for a grid: {len(text):,} letters, at most {LONGEST:,}.")
    return text


def _blocks(lines: list[str]) -> dict[str, list[tuple[int, str]]]:
    """Each block's lines with their numbers; empty lines left out, blanks and tabs at the ends and in rows made one."""
    found: dict[str, list[tuple[int, str]]] = {}
    open_block, opened = "", 0
    for number, raw in enumerate(lines, 1):
        words = " ".join(raw.split())
        if words in BLOCKS:
            if open_block:
                raise GridError(
                    f"{words} begins before END {open_block}. Write END {open_block} above it.", number
                )
            if words in found:
                raise GridError(f"A second {words} block. Keep one.", number)
            open_block, opened, found[words] = words, number, []
        elif words in TAGS:
            if words != f"END {open_block}":
                raise GridError(
                    f"{words} without a block to end. Take it out, or write its beginning.", number
                )
            if not found[open_block]:
                raise GridError(f"The {open_block} block is empty. Write its lines above.", number)
            open_block = ""
        elif words and open_block:
            found[open_block].append((number, words))
    if open_block:
        raise GridError(f"The {open_block} block has no end. Write END {open_block} after it.", opened)
    return found


def _poles(line: int, words: str) -> tuple[str, str]:
    poles = [pole.strip() for pole in words.split(":")]
    if len(poles) != 2 or not all(poles):
        raise GridError("A construct is a left pole, one colon and a right pole: trusts : doubts.", line)
    return poles[0], poles[1]


def _number(line: int, word: str) -> float:
    try:
        found = float(word) if word.isascii() and "_" not in word else math.nan
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise GridError(f"{word[:40]!r} is no number. Write a number, or NA for a missing rating.", line)
    return found


def _real(value: Any, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GridError(f"{place}: a number is needed, or null for a missing rating.")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise GridError(f"{place}: the number is too large.")
    return found


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise GridError(f"{place}: a name is needed.")
    return value


def _list(found: dict[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    if not isinstance(value, list):
        raise GridError(f'"{name}" is missing, or is no list.')
    return value


def _no_constant(word: str) -> NoReturn:
    raise GridError(f"{word} is no rating. Write null for a missing one.")


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _written(value: float) -> str:
    return repr(_whole(value))
