"""Several contexts side by side, in words and as one picture. Nothing is added up, and nobody else is beside it.

Sizes are units of the SVG. Each context stands under its stone by name, so that no legend is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from footing.check import queries
from footing.check.queries import Checked
from footing.core.scoring import SIGNS
from footing.design import saying

WIDTH, HEAD = 320, 36
COLUMNS = (40, 120, 200, 280)
# Of one sign: its name, its stones, the first label under them, the next labels, and the space below.
NAME, STONE, LABEL, LINE, SPACE = 16, 40, 62, 17, 14
SIZES = ((14, 5), (18, 6), (22, 7), (26, 8))


@dataclass(frozen=True)
class Spot:
    """One stone: where, how large, which level, and the names under it with their heights."""

    x: int
    y: int
    rx: int
    ry: int
    level: int
    labels: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Row:
    """One sign: its name, where it stands, and its stones."""

    name: str
    y: int
    line: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Head:
    """The words over one column, in one line or two."""

    x: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """The sentences, the picture, and the same figures by sign and context."""

    said: str
    described: str
    height: int
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    places: tuple[str, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]


def of(found: Sequence[Checked]) -> Together | None:
    """Two contexts or more side by side; None for fewer, or where nowhere is enough to say."""
    if len(found) < 2 or not any(_known(checked) for checked in found):
        return None
    names = {sign.id: sign for sign in queries.signs(found[0].about)}
    shorts = [_place(checked)["short"] for checked in found]
    levels = {sign: [_level(checked, sign) for checked in found] for sign in SIGNS}
    rows, top = [], HEAD
    for sign in SIGNS:
        row, top = _row(names[sign].name, levels[sign], shorts, top)
        rows.append(row)
    words = queries.words()["levels"]
    page = queries.together()["page"]
    described = " ".join(
        page["described"].format(
            name=names[sign].name,
            places=", ".join(
                page["each"].format(short=short, level=_word(level))
                for short, level in zip(shorts, levels[sign], strict=True)
            ),
        )
        for sign in SIGNS
    )
    return Together(
        said=_said(found, {sign: names[sign].name for sign in SIGNS}, levels), described=described, height=top,
        heads=tuple(Head(x, _two(word)) for x, word in zip(COLUMNS, words["words"], strict=True)),
        rows=tuple(rows), places=tuple(checked.about.label for checked in found),
        table=tuple(
            (names[sign].short, tuple("–" if n is None else str(n) for n in levels[sign])) for sign in SIGNS
        ),
    )  # fmt: skip


def _row(name: str, levels: Sequence[int | None], shorts: Sequence[str], top: int) -> tuple[Row, int]:
    """One sign, and where the next one begins."""
    spots = []
    for level, (x, (rx, ry)) in enumerate(zip(COLUMNS, SIZES, strict=True)):
        here = [short for short, found in zip(shorts, levels, strict=True) if found == level]
        if here:
            labels = tuple((top + LABEL + LINE * n, short) for n, short in enumerate(here))
            spots.append(Spot(x, top + STONE, rx, ry, level, labels))
    most = max((len(spot.labels) for spot in spots), default=1)
    return Row(name, top + NAME, top + STONE, tuple(spots)), top + LABEL + LINE * (most - 1) + SPACE


def _said(found: Sequence[Checked], names: dict[str, str], levels: dict[str, list[int | None]]) -> str:
    """What comes up most in each context, the loudest first; then the sign in which they differ most."""
    page = queries.together()["page"]
    peaks = [max(_known(checked), default=None) for checked in found]
    places = [
        page["place"].format(
            where=", ".join(_place(c)["where"] for c, p in zip(found, peaks, strict=True) if p == peak),
            level=_word(peak),
        )
        for peak in (*reversed(range(len(COLUMNS))), None)
        if peak in peaks
    ]
    spans = {sign: _span([n for n in levels[sign] if n is not None]) for sign in SIGNS}
    widest = max(SIGNS, key=lambda sign: spans[sign])
    second = page["widest"].format(name=saying.quoted(names[widest])) if spans[widest] else page["even"]
    return f"{page['strongest'].format(places=saying.joined(places))} {second}"


def _span(known: Sequence[int]) -> int:
    return max(known) - min(known) if known else 0


def _known(checked: Checked) -> list[int]:
    return [int(sign.level) for sign in checked.result.signs if sign.level is not None]


def _level(checked: Checked, sign: str) -> int | None:
    level = next(s.level for s in checked.result.signs if s.sign == sign)
    return None if level is None else int(level)


def _word(level: int | None) -> str:
    words = queries.words()["levels"]
    return str(words["few"] if level is None else words["words"][level])


def _place(checked: Checked) -> dict[str, str]:
    found: dict[str, str] = next(
        place for place in queries.together()["place"] if place["about"] == checked.about.id
    )
    return found


def _two(words: str) -> tuple[str, ...]:
    """Words in two lines of about one length; a single word in one."""
    parts = words.split()
    half = min(range(1, len(parts)), key=lambda n: abs(len(" ".join(parts[:n])) - len(words) / 2), default=1)
    return tuple(filter(None, (" ".join(parts[:half]), " ".join(parts[half:]))))
