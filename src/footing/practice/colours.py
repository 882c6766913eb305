"""The practice's one main colour: what can be read, what it becomes in light and in dark, its small style sheet.

Contrast is the ratio of WCAG 2.2; shades keep hue and vary lightness in OKLab (B. Ottosson, 2020).
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

TEXT, REST = 7.0, 4.5
# As in footing.css: what stands under the colour, what is drawn beside it, and what is written on it.
PAPERS = {"light": ("#faf6ef", "#fffdf9", "#f1eadf"), "dark": ("#141d1c", "#1b2726", "#22302e")}
WATER = {"light": "#dfe6dd", "dark": "#1d2b2a"}
ON = {"light": "#fffdf9", "dark": "#0d1b18"}
DARK_FROM, DEEPER = 0.8, 0.07
# On dark paper a strong colour glares: it keeps no more of its strength than this.
CALM = 0.1
_HEX = re.compile(r"#[0-9a-f]{6}")
Triple = tuple[float, float, float]


class ColourError(ValueError):
    """Not a colour: anything but # and six digits of base sixteen."""


@dataclass(frozen=True)
class Scheme:
    """The colour in one scheme: for text and the main button, and deeper under a pointer."""

    main: str
    deep: str


@dataclass(frozen=True)
class Judged:
    """Whether a colour can be read, how well on the paper that suits it least, and the nearest that can."""

    works: bool
    contrast: float
    nearest: str


def read(text: str) -> str:
    """A colour as it is kept, such as #1b554d. Raises ColourError."""
    colour = text.strip().lower()
    colour = colour if colour.startswith("#") else f"#{colour}"
    if not _HEX.fullmatch(colour):
        raise ColourError(text)
    return colour


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def judged(colour: str) -> Judged:
    """Whether a colour can be text on every paper. The nearest that can keeps its hue."""
    least = min(contrast(colour, paper) for paper in PAPERS["light"])
    return Judged(_reads(colour, "light"), least, _nearest(colour, "light", _light(colour)))


@lru_cache(maxsize=64)
def schemes(colour: str) -> dict[str, Scheme]:
    """The colour in light, which is itself, and in dark: the same hue, as light as it has to be."""
    dark = _calm(_nearest(colour, "dark", max(DARK_FROM, _light(colour))))
    return {
        "light": Scheme(colour, _shade(colour, _light(colour) - DEEPER)),
        "dark": Scheme(dark, _shade(dark, _light(dark) + DEEPER)),
    }


@lru_cache(maxsize=64)
def sheet(colour: str) -> tuple[str, str]:
    """The style sheet, under a name that changes with its words. Only digits of base sixteen come from outside."""
    found = schemes(read(colour))
    light, dark = (
        f":root{{--main:{found[name].main};--main-deep:{found[name].deep};--on-main:{ON[name]}}}"
        for name in ("light", "dark")
    )
    css = f"@layer tokens{{{light}@media (prefers-color-scheme:dark){{{dark}}}}}\n"
    return hashlib.sha256(css.encode()).hexdigest()[:12], css


def _reads(colour: str, scheme: str) -> bool:
    text = (*PAPERS[scheme], ON[scheme])
    return all(contrast(colour, paper) >= TEXT for paper in text) and contrast(colour, WATER[scheme]) >= REST


def _nearest(colour: str, scheme: str, light: float) -> str:
    """The shade nearest to a lightness that can be read: darker on light paper, lighter on dark paper."""
    if _reads(_shade(colour, light), scheme):
        return _shade(colour, light)
    good, bad = (0.0 if scheme == "light" else 1.0), light
    for _ in range(20):
        middle = (good + bad) / 2
        good, bad = (middle, bad) if _reads(_shade(colour, middle), scheme) else (good, middle)
    return _shade(colour, good)


def _channels(colour: str) -> Triple:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(colour: str) -> Triple:
    r, g, b = _channels(colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _light(colour: str) -> float:
    return _lab(colour)[0]


def _shade(colour: str, light: float) -> str:
    """The colour at another lightness, its hue kept and as much of its strength as a screen can show."""
    old, a, b = _lab(colour)
    light = min(1.0, max(0.0, light))
    if abs(light - old) < 1e-9:
        return colour
    for tenth in range(20, -1, -1):
        found = _linear_of(light, a * tenth / 20, b * tenth / 20)
        if all(-1e-6 <= value <= 1 + 1e-6 for value in found):
            return _hex(found)
    return _hex(_linear_of(light, 0, 0))


def _linear_of(light: float, a: float, b: float) -> Triple:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _hex(linear: Triple) -> str:
    channels = (min(1.0, max(0.0, value)) for value in linear)
    curved = (v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in channels)
    return "#" + "".join(f"{round(value * 255):02x}" for value in curved)


def _calm(colour: str) -> str:
    """A shade for dark paper with less strength; lighter where that is too dark by then."""
    light, a, b = _lab(colour)
    strength = (a * a + b * b) ** 0.5
    if strength <= CALM:
        return colour
    calmer = _hex(_linear_of(light, a * CALM / strength, b * CALM / strength))
    return _nearest(calmer, "dark", light)
