"""The line of a life: golden places, rough edges, and a table that says the same."""

import re
from html import unescape
from typing import Any

import pytest

from footing.accounts.models import Person
from footing.story import items, timeline
from footing.story.items import Item
from footing.story.timeline import Slice, line
from tests.story.conftest import told

AGED = Item("a", "c3", start=24, end=26, then=3, now=1)
ROUGH = Item("b", "c1", when="child", then=2)
LATE = Item("c", "c7", when="grown")
UNSURE = Item("d", "c6", when="unsure", whom="Gran", then=3, now=0)
OPEN = Item("e", "c5")


def test_golden_places_of_a_small_life() -> None:
    """By hand: ages 0 to 30 on 206 units from 10, so 6.8667 a year; a row is 48 high and the first stands at 26."""
    drawn = line([AGED, ROUGH, UNSURE])
    assert drawn is not None
    assert [(r.id, r.y) for r in drawn.rows] == [("b", 26), ("a", 74)]
    assert (drawn.axis, drawn.beside_y, drawn.height) == (128, 196, 236)
    assert drawn.ticks == ((10.0, 0), (78.7, 10), (147.3, 20), (216.0, 30))
    assert [(r.id, r.y) for r in drawn.beside] == [("d", 204)]
    assert drawn.rows[0].bar == (
        Slice(10.0, 89.3, 1.0), Slice(99.3, 6.8, 0.75), Slice(106.1, 6.9, 0.5), Slice(113.0, 6.9, 0.25),
    )  # fmt: skip
    aged = drawn.rows[1].bar
    assert (aged[3].x, aged[3].width, aged[3].opacity) == (174.8, 20.6, 1.0)
    assert [s.opacity for s in aged] == [0.25, 0.5, 0.75, 1.0, 0.75, 0.5, 0.25]
    assert (aged[0].x, round(aged[-1].x + aged[-1].width, 1)) == (167.9, 202.3)


def test_a_rough_time_fades_over_more_years_than_an_age_and_nothing_leaves_the_line() -> None:
    same = [
        Item("a", "c1", start=13, end=19),
        Item("b", "c1", when="teen"),
        Item("c", "c1", start=0, end=120),
    ]
    drawn = line([*same, Item("d", "c1", start=120, end=120), LATE])
    assert drawn is not None
    bars = {r.id: r.bar for r in drawn.rows}
    assert sum(s.width for s in bars["b"]) > sum(s.width for s in bars["a"])
    for slices in bars.values():
        assert slices
        for one in slices:
            assert one.width > 0
            assert timeline.LEFT <= one.x <= one.x + one.width <= timeline.RIGHT + 0.1
    assert [age for _, age in drawn.ticks] == [0, 20, 40, 60, 80, 100, 120]


@pytest.mark.parametrize(
    ("ages", "last"),
    [((0, 0), 20), ((19, 19), 20), ((20, 20), 20), ((21, 21), 30), ((30, 31), 40), ((58, 60), 60)],
)
def test_the_line_ends_at_the_next_full_ten(ages: tuple[int, int], last: int) -> None:
    drawn = line([Item("a", "c1", start=ages[0], end=ages[1])])
    assert drawn is not None
    assert drawn.ticks[-1][1] == last


def test_what_has_no_time_stands_beside_and_what_does_not_fit_nowhere() -> None:
    drawn = line([UNSURE, OPEN, Item("n", "c2", fits="no", start=3, end=4)])
    assert drawn is not None
    assert drawn.rows == ()
    assert drawn.ticks == ()
    assert [(r.id, r.bar, r.when) for r in drawn.beside] == [
        ("d", (), "I'm not sure when"),
        ("e", (), "left open"),
    ]
    assert line([Item("n", "c2", fits="no")]) is None
    assert line([]) is None


@pytest.mark.parametrize(
    ("pairs", "said"),
    [([(3, 1)], "less"), ([(3, 1), (2, 2)], "less_some"), ([(1, 2), (2, 2)], "more"), ([(3, 1), (1, 2)], "both"),
     ([(2, 2)], "same"), ([(2, None), (None, 1)], "")],
)  # fmt: skip
def test_one_sentence_says_what_became_lighter_or_heavier(pairs: list[Any], said: str) -> None:
    drawn = line([Item(str(n), "c1", then=then, now=now) for n, (then, now) in enumerate(pairs)])
    assert drawn is not None
    w = items.words()["line"]
    assert drawn.says == f"{w['says_without']} {w[said] if said else ''}".rstrip()
    assert not re.search(r"\d", drawn.says)


@pytest.mark.django_db(databases=["default", "keys", "marks"])
def test_the_table_and_the_description_say_what_is_drawn(alice: Person, as_: Any) -> None:
    for item in (AGED, ROUGH, LATE, UNSURE, OPEN):
        told(alice, **{n: v for n, v in item.as_dict().items() if n != "id"})
    text = unescape(as_(alice).get("/story/own/").content.decode())
    svg, after = text.split('<svg width="460"', 1)[1].split("</svg>", 1)
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", after
    )
    assert rows == [
        ("Bullied or left out", "as a child", "Quite a lot", "Left open"),
        ("Thinking little of myself", "as a grown-up", "Left open", "Left open"),
        ("Cheated on", "24 to 26", "Very much", "A little"),
        ("A loss: Gran", "I'm not sure when", "Very much", "Not at all"),
        ("Betrayed by a friend", "left open", "Left open", "Left open"),
    ]
    described = svg.split("<desc")[1].split("</desc>")[0]
    for what, when, then, now in rows:
        assert f"{what}, {when}. Weighed then: {then}. Weighs now: {now}." in described
    labels = re.findall(r'<text x="10" y="\d+">(.*?)</text>', svg)
    assert labels == [f"{what}, {when}" for what, when, *_ in rows[:3]] + [what for what, *_ in rows[3:]]
    filled = [len(re.findall('class="f-ink"', part)) for part in re.split(r'<text x="10"', svg)[1:]]
    words = {said: n for n, said in enumerate(["Not at all", "A little", "Quite a lot", "Very much"])}
    drawn = [n for n in filled if n]
    assert drawn == [n for *_, then, now in rows if (n := words.get(then, 0) + words.get(now, 0))]
    assert "style=" not in text
    assert "NaN" not in svg


def test_a_long_word_of_ones_own_is_cut_in_the_picture_and_whole_in_the_table() -> None:
    drawn = line([Item("a", "c7", start=1, end=2, whom="x" * 40)])
    assert drawn is not None
    assert len(drawn.rows[0].label) == timeline.LETTERS
    assert drawn.rows[0].what.endswith("x" * 40)
