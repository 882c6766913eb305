"""The checks themselves find what is wrong: a check that cannot fail would pass every page."""

import uuid

from playwright.sync_api import BrowserContext

from tests.journeys import browser
from tests.journeys.look import SHAPES, UNLIKE, Known, focus

STOPS = """<style>a:focus { outline: 2px solid }</style><a href="#1">one</a><p style="height: 2000px"></p>
<a href="#2" style="outline: none">two</a><div style="position: relative"><a href="#3">three</a>
<div style="position: absolute; inset: 0; background: white"></div></div><a href="#4">four</a>"""
PALE = """<style>@media (prefers-color-scheme: dark) { p { color: #999; background: #888 } }</style><p>Words</p>"""


def test_a_stop_that_is_covered_or_has_no_ring_is_found_at_every_walk(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content(STOPS)
    for _ in range(2):
        path = browser.focus_path(page)
        assert [stop[-7:-4] for stop in path] == ["one", "two", "ree", "our"]
        assert [stop.partition(" <")[0] for stop in focus(page)] == ["seen NORING", "HIDDEN ring"]


def test_words_too_pale_in_the_dark_are_found_there(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content(PALE)
    assert not browser.axe_colours(page)
    page.emulate_media(color_scheme="dark")
    assert any(line.startswith("color-contrast") for line in browser.axe_colours(page))


def test_an_id_that_stands_twice_or_is_pointed_at_and_is_not_there_is_found(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.set_content('<p id="a"></p><p id="a"></p><input aria-describedby="a b"><a href="#c">c</a>')
    assert page.evaluate(UNLIKE) == ["twice: a", "not there: b", "not there: c"]


def test_what_is_like_nothing_that_was_looked_at_before_is_looked_at(
    phone: BrowserContext,
) -> None:
    """A known shape is passed by; a new attribute, another parent or another order of headings is not."""
    page, known = phone.new_page(), Known()
    name = (
        uuid.uuid4().hex
    )  # a file of its own: other tests of this run leave their shapes in the one for axe
    for html, new in (
        ("<p class=N><b>1</b></p>", True),
        ("<p class=N><b>2</b></p>", False),
        ("<p class=N><b lang=fr>3</b></p>", True),
        ("<div class=N><b>4</b></div>", True),
        ("<h1 class=N>5</h1><h2 class=N>6</h2>", True),
        ("<h2 class=N>5</h2><h2 class=N>6</h2>", True),
    ):
        page.set_content(html.replace("N", name))
        assert bool(known.new(set(page.evaluate(SHAPES)), name)) is new, html
