"""Drawings at known places; a table that says all that a picture shows; no line before six."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from footing.accounts.models import Person
from footing.core.change import Measure, describe
from footing.today import pictures
from footing.today.changed import words
from footing.today.series import Series, spaced
from tests.diary.conftest import alice, as_, checked, weeks

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
__all__ = ["alice", "as_"]
As = Callable[[Person], Client]
DAY = date(2026, 9, 1)
SCALE = ("None", "A little", "Some", "A lot", "All")


def made(values: list[int], step: int = 7) -> Series:
    scores = {DAY + timedelta(days=step * n): float(v) for n, v in enumerate(values)}
    return Series("x", "Name", "Short", SCALE, scores, describe(scores, Measure(0, 4, True)), "", "")


def drawn(values: list[int], step: int = 7) -> pictures.Picture:
    return alone(made(values, step))


def alone(series: Series) -> pictures.Picture:
    return pictures.drawn(series, "Said.", words()["figure"], pictures.axis([series]))


def numbers_of(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](\S+?) ([\d.]+)", path)]


def test_points_stand_where_their_days_and_answers_are() -> None:
    found = drawn([0, 4, 2])
    assert found.dots == "M10.0 128h0M160.0 32h0M310.0 80h0"
    assert found.grid == "M10 32H310M10 56H310M10 80H310M10 104H310M10 128H310"
    assert (found.most, found.least, found.first, found.last) == ("All", "None", "1 Sep 2026", "15 Sep 2026")
    assert drawn([3]).dots == "M160.0 56h0"
    assert drawn([3]).last == ""


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_below_six_there_is_neither_line_nor_band(n: int) -> None:
    found = drawn([0, 1, 2, 3, 4][:n])
    assert (found.line, found.band) == ("", "")
    assert "line" not in found.described


def test_the_line_runs_through_what_counts_with_a_band_of_the_scatter_on_the_scale() -> None:
    found = drawn([1, 1, 2, 2, 3, 3])
    series = made([1, 1, 2, 2, 3, 3])
    slope, s = series.change.slope, series.change.scatter
    assert slope is not None
    assert s is not None
    (x0, y0), (x1, y1) = numbers_of(found.line)
    assert (x0, x1) == (10, 310)
    assert y0 == pytest.approx(32 + 24 * (4 - slope.intercept), abs=0.06)
    assert y1 == pytest.approx(32 + 24 * (4 - (slope.intercept + 5 * slope.slope)), abs=0.06)
    band = numbers_of(found.band)
    assert all(32 <= y <= 128 for _, y in band)
    assert (10, pytest.approx(32 + 24 * (4 - slope.intercept - s), abs=0.06)) in band
    assert f"reaches {s:.1f} up and down" in found.described


def test_what_leaves_the_scale_is_cut_where_it_leaves() -> None:
    assert pictures._within([(0, -1), (10, 9)], 4, closed=False) == [(1.0, 0.0), (5.0, 4.0)]
    assert pictures._within([(0, 3), (10, 5), (10, 3), (0, 1)], 4) == [
        (0, 3),
        (5.0, 4.0),
        (10, 4.0),
        (10, 3),
        (0, 1),
    ]


def test_answers_that_are_all_the_same_make_a_level_line() -> None:
    found = drawn([2] * 6)
    assert {y for _, y in numbers_of(found.line)} == {80.0}
    assert not found.sure


def test_gaps_are_as_wide_as_they_were() -> None:
    scores = {DAY: 1.0, DAY + timedelta(days=7): 2.0, DAY + timedelta(days=70): 3.0}
    found = alone(Series("x", "Name", "Short", SCALE, scores, describe(scores, Measure(0, 4, True)), "", ""))
    assert [x for x, _ in numbers_of(found.dots)] == [10, 40, 310]


def test_series_side_by_side_share_their_days() -> None:
    long, short = made([1, 2, 3]), made([1, 2])
    along = pictures.axis([long, short])
    found = [pictures.drawn(one, "", words()["figure"], along) for one in (long, short)]
    assert found[0].dots.startswith(found[1].dots)
    assert [x for x, _ in numbers_of(found[1].dots)] == [10, 160]
    assert found[0].last == found[1].last == "15 Sep 2026"
    with pytest.raises(ValueError, match="one day"):
        pictures.axis([])


def test_points_grow_smaller_where_there_are_many() -> None:
    assert [drawn([1] * n).size for n in (1, 30, 31, 80, 81, 157)] == [9, 9, 6, 6, 4, 4]


def test_only_days_four_weeks_apart_are_taken() -> None:
    days = [DAY + timedelta(days=d) for d in (0, 10, 28, 40, 55, 56, 90)]
    assert [(day - DAY).days for day in spaced(days)] == [0, 28, 56, 90]


def test_the_table_says_what_the_picture_shows(alice: Person, as_: As) -> None:
    weeks(alice, [0, 4, None, 2, 1, 3, 3], question="kind")
    checked(alice, 60, "321023")
    checked(alice, 20, "100003")
    text = as_(alice).get("/today/changed/").content.decode()
    for figures in text.split("<section")[2:4]:
        dots = re.findall(r'stroke-linecap="round" d="([^"]+)"', figures)
        tops = [
            len(re.findall("M", grid)) - 1
            for grid in re.findall(r'class="s-line" stroke-width="1" d="([^"]+)"', figures)
        ]
        table = figures.split(">Day<")[1].split("</table>")[0]
        rows = [re.findall(r'class="number">([^<]*)</td>', row) for row in table.split("<tr>")[1:]]
        for column, (path, top) in enumerate(zip(dots, tops, strict=True)):
            shown = [top - (y - 32) / 24 for _, y in numbers_of(path)]
            assert shown == [float(row[column]) for row in rows if row[column] != "–"]
    assert 'aria-labelledby="t-kind d-kind"' in text
    assert '<title id="t-kind">How kind you were to yourself</title>' in text
    assert "6 answers. On" in text
    assert "style=" not in text
    assert "NaN" not in text
