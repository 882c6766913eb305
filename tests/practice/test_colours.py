"""The one main colour: what is taken can be read in light and dark, and what is refused comes with one that can."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footing.design import look
from footing.desk.face_forms import READY
from footing.practice import colours

STYLE = (Path(look.__file__).parent / "static" / "design" / "footing.css").read_text("utf-8")
HEX = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=1e-3)
    assert colours.contrast("#1b554d", "#1b554d") == 1


def test_the_papers_are_those_of_the_style_sheet() -> None:
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in STYLE.split("@media", 2)[:2])
    for name, found in (("light", light), ("dark", dark)):
        assert colours.PAPERS[name] == (found["paper"], found["sheet"], found["well"])
        assert (colours.WATER[name], colours.ON[name]) == (found["water"], found["on-main"])


@pytest.mark.parametrize("colour", [colour for colour, _name in READY])
def test_every_ready_colour_can_be_read(colour: str) -> None:
    assert colours.judged(colour).works


@given(HEX)
def test_what_is_proposed_can_be_read_everywhere_and_keeps_what_works(colour: str) -> None:
    seen = colours.judged(colour)
    assert seen.works == (seen.nearest == colour)
    assert seen.works == (seen.contrast >= 7)
    for name, scheme in colours.schemes(seen.nearest).items():
        for shade in (scheme.main, scheme.deep):
            assert min(colours.contrast(shade, paper) for paper in colours.PAPERS[name]) >= 7
            assert colours.contrast(shade, colours.ON[name]) >= 7
            assert colours.contrast(shade, colours.WATER[name]) >= 4.5


@pytest.mark.parametrize("colour", ["#6b2148", "#0000c0", "#800000"])
def test_a_strong_colour_is_calm_on_dark_paper(colour: str) -> None:
    main = colours.schemes(colour)["dark"].main
    channels = [int(main[n : n + 2], 16) for n in (1, 3, 5)]
    assert 20 < max(channels) - min(channels) < 100


def test_the_proposal_is_the_nearest_a_little_lighter_would_not_do() -> None:
    nearest = colours.judged("#2a7fff").nearest
    red, green, blue = (int(nearest[n : n + 2], 16) for n in (1, 3, 5))
    lighter = f"#{red + 6:02x}{green + 6:02x}{blue + 6:02x}"
    assert not colours.judged(lighter).works


@pytest.mark.parametrize(
    "text",
    [
        "red",
        "red; background:url(//x)",
        "#fff",
        "#1b4b7g",
        "",
        "#1b4b7a}",
        "#1b4b7a\n#",
        "＃1b4b7a",
        "#１b4b7a",
    ],
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(colours.ColourError):
        colours.read(text)
    with pytest.raises(colours.ColourError):
        colours.sheet(text)


def test_a_sheet_has_a_name_of_its_own_and_nothing_but_three_values_twice() -> None:
    one, other = colours.sheet("#1b4b7a"), colours.sheet("#5b2a6e")
    assert one[0] != other[0]
    values = r"--main:#\w{6};--main-deep:#\w{6};--on-main:#\w{6}"
    whole = rf"@layer tokens\{{:root\{{{values}\}}@media \(prefers-color-scheme:dark\)\{{:root\{{{values}\}}\}}\}}\n"
    assert re.fullmatch(whole, one[1])
    assert "--main:#1b4b7a" in one[1]
