"""Grids go out and come back the same; a file that is none is told where and what to do."""

import contextlib
import json
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footing.core.grid import Grid, GridError, analyse, read_json, read_txt, write_json, write_txt
from footing.core.grid.files import LONGEST, TAGS
from tests.core.grid.golden import cases

# As OpenRepGrid's saveAsTxt writes it: a heading, blanks after the range, NA.
WRITTEN_BY_R = """=========================
Data File for OpenRepGrid
=========================

ELEMENTS
self
ideal self
my sister
END ELEMENTS

CONSTRUCTS
keeps promises : forgets them
warm : cold
END CONSTRUCTS

RATINGS
1 NA 2.5
4 1 3
END RATINGS

RANGE
1 4\x20
END RANGE
"""
GRID = Grid(
    ("self", "ideal self", "my sister"),
    (("keeps promises", "forgets them"), ("warm", "cold")),
    ((1, None, 2.5), (4, 1, 3)),
    (1, 4),
)

names = st.text(string.ascii_letters + "äß日 -'", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "x"
)
names = names.filter(lambda name: name not in TAGS)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 6))
    low, high = draw(st.sampled_from([(0.0, 1.0), (1.0, 7.0), (-3.0, 3.0), (0.0, 100.0)]))
    rating = st.none() | st.integers(int(low), int(high)).map(float) | st.floats(low, high)
    return Grid(
        tuple(draw(st.lists(names, min_size=columns, max_size=columns))),
        tuple(draw(st.lists(st.tuples(names, names), min_size=rows, max_size=rows))),
        tuple(draw(st.lists(st.tuples(*[rating] * columns), min_size=rows, max_size=rows))),
        (low, high),
    )


def test_a_file_written_by_openrepgrid_is_read() -> None:
    assert read_txt(WRITTEN_BY_R) == GRID
    windows = "\ufeff" + WRITTEN_BY_R.replace("NA", "?").replace("4 1 3", "4\t1\t 3").replace("\n", "\r\n")
    assert read_txt(windows) == GRID


def test_blocks_come_in_any_order_and_words_outside_are_left_aside() -> None:
    parts = WRITTEN_BY_R.split("\n\n")
    assert read_txt("\n\nsaid on the phone\n\n".join(reversed(parts))) == GRID


@settings(max_examples=100, deadline=None)
@given(grids())
def test_both_formats_bring_back_the_same_grid(grid: Grid) -> None:
    assert read_txt(write_txt(grid)) == grid
    assert read_json(write_json(grid)) == grid


def test_a_grid_read_from_a_file_is_analysed_as_it_is() -> None:
    case = cases()[0]
    meta = case["meta"]
    named = meta.get("elements") or [f"e{n}" for n in range(len(case["ratings"][0]))]
    poles = tuple((f"left {n}", f"right {n}") for n in range(len(case["ratings"])))
    grid = Grid(tuple(named), poles, tuple(tuple(row) for row in case["ratings"]), tuple(meta["scale"]))
    found = analyse(read_txt(write_txt(grid)).ratings, scale=grid.scale)
    assert found.pvaff == pytest.approx(case["indexPvaff"]["method1"], abs=1e-9)


def test_a_missing_range_is_asked_for_and_never_guessed() -> None:
    without = WRITTEN_BY_R[: WRITTEN_BY_R.index("RANGE\n1 4")]
    with pytest.raises(GridError, match="no RANGE block"):
        read_txt(without)
    assert read_txt(without, scale=(1, 4)) == GRID


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("4 1 3", "4 1", 18, "2 ratings for 3 elements"),
        ("4 1 3", "4 1 3 2", 18, "4 ratings"),
        ("4 1 3", "4 five 3", 18, "'five' is no number"),
        ("4 1 3", "4 nan 3", 18, "no number"),
        ("4 1 3", "4 1e999 3", 18, "no number"),
        ("4 1 3", "4 1_0 3", 18, "no number"),
        ("4 1 3", "4 1 9", 18, "outside the scale 1 to 4"),
        ("4 1 3\n", "", None, "2 constructs and 1 rows"),
        ("warm : cold", "warm - cold", 13, "one colon"),
        ("warm : cold", "warm : not : cold", 13, "one colon"),
        ("warm : cold", "warm :", 13, "one colon"),
        ("END CONSTRUCTS\n", "", 15, "RATINGS begins before END CONSTRUCTS"),
        ("\nRATINGS\n", "\n", 18, "END RATINGS without"),
        ("END RANGE\n", "", 21, "RANGE block has no end"),
        ("1 4 \n", "\n", 23, "RANGE block is empty"),
        ("1 4 \n", "1 2 3\n", None, "two numbers"),
        ("1 4 \n", "4 1\n", 22, "lowest rating first"),
        ("END RANGE\n", "END RANGE\nRANGE\n1 4\nEND RANGE\n", 24, "second RANGE"),
        ("END ELEMENTS", "END CONSTRUCTS", 9, "END CONSTRUCTS without a block"),
    ],
)
def test_a_mistake_in_the_text_is_told_with_its_line(
    old: str, new: str, line: int | None, words: str
) -> None:
    assert old in WRITTEN_BY_R
    with pytest.raises(GridError, match=words) as told:
        read_txt(WRITTEN_BY_R.replace(old, new, 1))
    assert told.value.line == line
    assert (f"Line {line}:" in str(told.value)) == (line is not None)


@pytest.mark.parametrize("block", ["ELEMENTS", "CONSTRUCTS", "RATINGS"])
def test_a_block_that_is_not_there_is_named(block: str) -> None:
    start = WRITTEN_BY_R.index(f"\n{block}\n")
    end = WRITTEN_BY_R.index(f"END {block}\n")
    with pytest.raises(GridError, match=f"no {block} block"):
        read_txt(WRITTEN_BY_R[:start] + WRITTEN_BY_R[end + len(f"END {block}\n") :])


@pytest.mark.parametrize("name", ["a: b", "END RATINGS", " edge", "two\nlines", ""])
def test_a_name_that_the_text_cannot_hold_is_refused_there_and_kept_in_json(name: str) -> None:
    grid = Grid(GRID.elements, ((name, "cold"), GRID.constructs[1]), GRID.ratings, GRID.scale)
    with pytest.raises(GridError, match="Use JSON"):
        write_txt(grid)
    if name:
        assert read_json(write_json(grid)) == grid


def changed(**parts: Any) -> str:
    return json.dumps({**json.loads(write_json(GRID)), **parts})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Line 1: This is not JSON"),
        ('{"format":\n nothing}', "Line 2: This is not JSON"),
        ("[]", "not a grid"),
        (changed(version=2), "version"),
        (changed(elements="self"), '"elements" is missing'),
        (changed(elements=["self", 3, "x"]), "elements, 2"),
        (changed(elements=["self", " ", "x"]), "elements, 2"),
        (changed(constructs=[["a", "b"], ["c"]]), "constructs, 2"),
        (changed(constructs=[["a", "b"], ["c", ""]]), "constructs, 2, right"),
        (changed(ratings=[[1, 2, 3], 4]), "ratings, 2"),
        (changed(ratings=[[1, 2, 3], [1, "2", 3]]), "ratings, 2, 2"),
        (changed(ratings=[[1, 2, 3], [1, True, 3]]), "ratings, 2, 2"),
        (changed(ratings=[[1, 2, 3], [1, 2]]), "Row 2 has 2 ratings"),
        (changed(ratings=[[1, 2, 3], [1, 2, 9]]), "Row 2, rating 3 is 9"),
        (changed(ratings=[[1, 2, 3], [1, 2, 10**400]]), "too large"),
        (changed(scale=[1]), "two numbers"),
        (changed(scale=[4, 1]), "lowest rating first"),
        (write_json(GRID).replace("2.5", "NaN"), "NaN is no rating"),
        (write_json(GRID).replace("2.5", "1" * 5000), "thousands of digits"),
        ("[" * 100_000, "nested too deeply"),
        (" " * (LONGEST + 1), "too long"),
    ],
)
def test_a_mistake_in_json_is_told_with_its_place(text: str, words: str) -> None:
    with pytest.raises(GridError, match=words):
        read_json(text)


def test_a_text_that_is_too_long_is_not_read() -> None:
    with pytest.raises(GridError, match="too long"):
        read_txt("\n" * (LONGEST + 1))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from([*TAGS, "a : b", "1 2", "x"])).map("\n".join))
def test_any_text_is_a_grid_or_a_grid_error(text: str) -> None:
    for read in (read_txt, read_json):
        with contextlib.suppress(GridError):
            assert isinstance(read(text), Grid)
